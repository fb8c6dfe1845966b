import { RemovalPolicy } from 'aws-cdk-lib'
import { PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms'
import { Construct } from 'constructs'
import { careWithoutUse } from './key-care.ts'
import type { ServiceFunction } from './service-function.ts'

/** Makes the secrets of approval links and their codes, so that none has to be kept: what can be made again is not stored. */
export class LinkKey extends Construct {
  constructor(scope: Construct, id: string, { users }: { users: readonly ServiceFunction[] }) {
    super(scope, id)
    const key = new Key(this, 'Key', {
      description: 'Makes approval links and their codes',
      keySpec: KeySpec.HMAC_256,
      keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
      removalPolicy: RemovalPolicy.RETAIN,
      policy: new PolicyDocument({
        statements: [
          careWithoutUse('kms:DisableKey', 'kms:EnableKey', 'kms:ScheduleKeyDeletion', 'kms:CancelKeyDeletion'),
          new PolicyStatement({
            sid: 'MakesLinksAndCodes',
            principals: users.map(({ role }) => role),
            actions: ['kms:GenerateMac'],
            resources: ['*'],
            conditions: { StringEquals: { 'kms:MacAlgorithm': 'HMAC_SHA_256' } },
          }),
        ],
      }),
    })
    for (const service of users) service.knows({ LINK_KEY_ID: key.keyId })
  }
}
