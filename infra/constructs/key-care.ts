import { AccountRootPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam'

/** What the account's administrators may do with a key: look after it, never use it. */
export const careWithoutUse = (...besides: readonly `kms:${string}`[]): PolicyStatement =>
  new PolicyStatement({
    sid: 'CareWithoutUse',
    principals: [new AccountRootPrincipal()],
    actions: [
      'kms:Describe*',
      'kms:Get*',
      'kms:List*',
      'kms:TagResource',
      'kms:UntagResource',
      'kms:PutKeyPolicy',
      'kms:UpdateKeyDescription',
      ...besides,
    ],
    resources: ['*'],
  })
