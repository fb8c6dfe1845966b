import { RemovalPolicy } from 'aws-cdk-lib'
import { AnyPrincipal, Effect, Policy, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms'
import { Construct } from 'constructs'
import { careWithoutUse } from './key-care.ts'
import type { ServiceFunction } from './service-function.ts'

export interface RecordKeyProps {
  /** Signs the approval record of a contract it has just made. */
  readonly signer: ServiceFunction
  /** Hands the public half out with the record. */
  readonly reader: ServiceFunction
}

const thisKey = ['*']

/**
 * The key that signs how a contract was approved. A signature is worth what nobody else could have made it: one
 * function signs, and the account's administrators look after the key without its use. Its public half is no secret.
 * It is never rotated and outlives the stack: a record must verify years later.
 */
export class RecordKey extends Construct {
  constructor(scope: Construct, id: string, { signer, reader }: RecordKeyProps) {
    super(scope, id)
    const key = new Key(this, 'Key', {
      description: 'Signs the approval record of every contract',
      keySpec: KeySpec.ECC_NIST_P256,
      keyUsage: KeyUsage.SIGN_VERIFY,
      removalPolicy: RemovalPolicy.RETAIN,
      policy: new PolicyDocument({
        statements: [
          careWithoutUse(),
          new PolicyStatement({
            sid: 'SignerSignsRecords',
            principals: [signer.role],
            actions: ['kms:Sign'],
            resources: thisKey,
            conditions: { StringEquals: { 'kms:SigningAlgorithm': 'ECDSA_SHA_256', 'kms:MessageType': 'DIGEST' } },
          }),
          new PolicyStatement({
            sid: 'ReaderShowsThePublicHalf',
            principals: [reader.role],
            actions: ['kms:GetPublicKey'],
            resources: thisKey,
          }),
          new PolicyStatement({
            sid: 'NobodyElseSigns',
            effect: Effect.DENY,
            principals: [new AnyPrincipal()],
            actions: ['kms:Sign'],
            resources: thisKey,
            conditions: { ArnNotEquals: { 'aws:PrincipalArn': signer.role.roleArn } },
          }),
          new PolicyStatement({
            sid: 'NobodyMovesOrLends',
            effect: Effect.DENY,
            principals: [new AnyPrincipal()],
            actions: ['kms:CreateGrant', 'kms:DisableKey', 'kms:ScheduleKeyDeletion'],
            resources: thisKey,
          }),
        ],
      }),
    })
    signer.knows({ RECORD_KEY_ID: key.keyId })

    // As with the sealing key: the role's credentials are good for nothing outside its function.
    new Policy(this, 'OnlyInsideItsFunction', {
      roles: [signer.role],
      statements: [
        new PolicyStatement({
          sid: 'OnlyInsideItsFunction',
          effect: Effect.DENY,
          actions: ['kms:Sign'],
          resources: [key.keyArn],
          conditions: { ArnNotEquals: { 'lambda:SourceFunctionArn': signer.fn.functionArn } },
        }),
      ],
    })
  }
}
