import * as z from 'zod'
import type { Assembly } from './assembly.ts'
import type { QueueSettings } from './queue-store.ts'
import type { LocalBucket, LocalKey, Statement } from './stand-ins/types.ts'

const Redrive = z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number() })
const QueueProps = z.looseObject({
  VisibilityTimeout: z.int().default(30),
  DelaySeconds: z.int().default(0),
  RedrivePolicy: Redrive.optional(),
  FifoQueue: z.literal(false).optional(),
})

export const queuesOf = (assembly: Assembly): QueueSettings[] =>
  assembly.all('AWS::SQS::Queue', QueueProps).map(({ logicalId, properties }) => {
    const { QueueName: name = '', Arn: arn = '' } = assembly.identityOf(logicalId).attributes
    const { VisibilityTimeout, DelaySeconds, RedrivePolicy } = properties
    const dead = RedrivePolicy && {
      queue: RedrivePolicy.deadLetterTargetArn.split(':').at(-1) ?? '',
      maxReceiveCount: RedrivePolicy.maxReceiveCount,
    }
    return {
      name,
      arn,
      visibilityMs: VisibilityTimeout * 1000,
      delayMs: DelaySeconds * 1000,
      ...(dead && { deadLetters: dead }),
    }
  })

const Policy = z.looseObject({ Statement: z.array(z.custom<Statement>((value) => typeof value === 'object')) })
const KeyProps = z.looseObject({ KeySpec: z.string().default('SYMMETRIC_DEFAULT'), KeyPolicy: Policy })

export const keysOf = (assembly: Assembly): LocalKey[] =>
  assembly.all('AWS::KMS::Key', KeyProps).map(({ logicalId, properties }) => {
    const { ref: keyId, attributes } = assembly.identityOf(logicalId)
    const policy = properties.KeyPolicy.Statement
    return { logicalId, keyId, arn: attributes.Arn ?? '', spec: properties.KeySpec, policy }
  })

const BucketProps = z.looseObject({
  CorsConfiguration: z
    .looseObject({
      CorsRules: z.array(
        z.looseObject({
          AllowedHeaders: z.array(z.string()).default([]),
          AllowedMethods: z.array(z.string()),
          AllowedOrigins: z.array(z.string()),
          ExposedHeaders: z.array(z.string()).default([]),
          MaxAge: z.int().default(0),
        }),
      ),
    })
    .default({ CorsRules: [] }),
  VersioningConfiguration: z.looseObject({ Status: z.string() }).optional(),
  ObjectLockConfiguration: z
    .looseObject({
      Rule: z
        .looseObject({ DefaultRetention: z.looseObject({ Days: z.int().optional(), Years: z.int().optional() }) })
        .optional(),
    })
    .optional(),
})
const BucketPolicyProps = z.looseObject({ Bucket: z.string(), PolicyDocument: Policy })

export const bucketsOf = (assembly: Assembly): LocalBucket[] => {
  const policies = new Map(
    assembly
      .all('AWS::S3::BucketPolicy', BucketPolicyProps)
      .map(({ properties }) => [properties.Bucket, properties.PolicyDocument.Statement]),
  )
  return assembly.all('AWS::S3::Bucket', BucketProps).map(({ logicalId, properties }) => {
    const { ref: name, attributes } = assembly.identityOf(logicalId)
    const kept = properties.ObjectLockConfiguration?.Rule?.DefaultRetention
    const retainDays = kept?.Days ?? (kept?.Years === undefined ? undefined : kept.Years * 365)
    return {
      name,
      arn: attributes.Arn ?? '',
      cors: properties.CorsConfiguration.CorsRules,
      versioned: properties.VersioningConfiguration?.Status === 'Enabled',
      policy: policies.get(name) ?? [],
      ...(retainDays !== undefined && { retainDays }),
    }
  })
}
