import { Validations } from 'aws-cdk-lib'
import type { IConstruct } from 'constructs'

/** A rule of AWS Solutions that does not hold for a construct, and why that is right. */
export const acknowledge = (construct: IConstruct, reasons: Record<string, string>): void =>
  Validations.of(construct).acknowledge(
    ...Object.entries(reasons).map(([rule, reason]) => ({ id: `AwsSolutions::AwsSolutions-${rule}`, reason })),
  )
