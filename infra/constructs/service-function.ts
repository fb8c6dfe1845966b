import { type Duration, RemovalPolicy } from 'aws-cdk-lib'
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import { bundleOf } from '../build/bundles.ts'
import type { Stage } from '../stages.ts'
import { acknowledge } from './acknowledged.ts'

export interface ServiceFunctionProps {
  /** Folder under functions/. */
  readonly name: string
  readonly stage: Stage
  readonly timeout: Duration
  readonly memorySize?: number
}

/**
 * A function with a role and a log group of its own. It may do what `may` says and nothing else: CDK's grants give
 * more than one action at a time, which on a single table is too much.
 */
export class ServiceFunction extends Construct {
  readonly fn: LambdaFunction
  readonly role: Role

  constructor(scope: Construct, id: string, { name, stage, timeout, memorySize = 512 }: ServiceFunctionProps) {
    super(scope, id)
    const logGroup = new LogGroup(this, 'Logs', {
      retention: stage.logDays,
      removalPolicy: stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    })
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') })
    this.fn = new LambdaFunction(this, 'Function', {
      description: `Sealbid ${stage.name}: ${name}`,
      code: Code.fromAsset(bundleOf(name)),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      tracing: Tracing.ACTIVE,
      role: this.role,
      logGroup,
      timeout,
      memorySize,
    })
    acknowledge(this.role, { 'IAM5[Resource::*]': 'Traces have no resource to name: xray:Put* takes only *.' })
    this.may(['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn])
  }

  may(actions: readonly string[], resources: readonly string[]): void {
    this.role.addToPolicy(
      new PolicyStatement({ effect: Effect.ALLOW, actions: [...actions], resources: [...resources] }),
    )
  }

  knows(environment: Record<string, string>): void {
    for (const [name, value] of Object.entries(environment)) this.fn.addEnvironment(name, value)
  }
}
