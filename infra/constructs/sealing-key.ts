import { RemovalPolicy } from 'aws-cdk-lib'
import { AnyPrincipal, Effect, Policy, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { Key } from 'aws-cdk-lib/aws-kms'
import { Construct } from 'constructs'
import { careWithoutUse } from './key-care.ts'
import type { ServiceFunction } from './service-function.ts'

export interface SealingKeyProps {
  /** Makes an RFQ's key pair at publication; never sees its private half. */
  readonly publisher: ServiceFunction
  /** Unwraps the private half after closing. */
  readonly opener: ServiceFunction
}

/** Both present, none besides. ForAllValues alone would be satisfied by no context at all. */
const exactlyTenantAndRfq = {
  Null: { 'kms:EncryptionContext:tenant': 'false', 'kms:EncryptionContext:rfq': 'false' },
  'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': ['tenant', 'rfq'] },
}
const everyone = [new AnyPrincipal()]
const thisKey = ['*']

/**
 * The key that keeps bids sealed. Whoever may not be named here may not use it, administrators included: the account's
 * own statement gives them its care, not its use. A key policy proves which RFQ is opened, not when: the opener checks
 * the closing time itself. Whoever may change this policy or the opener's code can still open, and leaves a trace.
 */
export class SealingKey extends Construct {
  constructor(scope: Construct, id: string, { publisher, opener }: SealingKeyProps) {
    super(scope, id)
    const key = new Key(this, 'Key', {
      description: 'Wraps the private half of every RFQ’s sealing pair',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
      policy: new PolicyDocument({
        statements: [
          careWithoutUse('kms:EnableKeyRotation'),
          new PolicyStatement({
            sid: 'PublisherMakesPairs',
            principals: [publisher.role],
            actions: ['kms:GenerateDataKeyPairWithoutPlaintext'],
            resources: thisKey,
            conditions: { ...exactlyTenantAndRfq, StringEquals: { 'kms:DataKeyPairSpec': 'ECC_NIST_P256' } },
          }),
          new PolicyStatement({
            sid: 'OpenerUnwraps',
            principals: [opener.role],
            actions: ['kms:Decrypt'],
            resources: thisKey,
            conditions: exactlyTenantAndRfq,
          }),
          new PolicyStatement({
            sid: 'NobodyElseUnwraps',
            effect: Effect.DENY,
            principals: everyone,
            actions: ['kms:Decrypt'],
            resources: thisKey,
            conditions: { ArnNotEquals: { 'aws:PrincipalArn': opener.role.roleArn } },
          }),
          new PolicyStatement({
            sid: 'NobodyMovesOrLends',
            effect: Effect.DENY,
            principals: everyone,
            // Not GenerateDataKey*: that would also deny the pairs the publisher makes.
            actions: [
              'kms:ReEncryptFrom',
              'kms:ReEncryptTo',
              'kms:GenerateDataKey',
              'kms:GenerateDataKeyPair',
              'kms:CreateGrant',
              'kms:DisableKey',
              'kms:ScheduleKeyDeletion',
            ],
            resources: thisKey,
          }),
        ],
      }),
    })
    for (const service of [publisher, opener]) service.knows({ SEALING_KEY_ID: key.keyId })

    // Credentials of this role are good for nothing outside its function. A policy of its own: the role's default one
    // must exist before the function does, and this one names the function.
    new Policy(this, 'OnlyInsideItsFunction', {
      roles: [opener.role],
      statements: [
        new PolicyStatement({
          sid: 'OnlyInsideItsFunction',
          effect: Effect.DENY,
          actions: ['kms:Decrypt'],
          resources: [key.keyArn],
          conditions: { ArnNotEquals: { 'lambda:SourceFunctionArn': opener.fn.functionArn } },
        }),
      ],
    })
  }
}
