const WRITE = 'dynamodb:BatchGetItem dynamodb:GetItem dynamodb:PutItem dynamodb:Query dynamodb:UpdateItem'
const WORK = 'sqs:DeleteMessage sqs:GetQueueAttributes sqs:ReceiveMessage'

/**
 * Every action each function has, beside its own log and traces. Giving a function more starts with a line here.
 * `not` is a denial.
 */
export const permissions: Record<string, readonly string[]> = {
  organisations: [
    'table: dynamodb:BatchGetItem dynamodb:ConditionCheckItem dynamodb:GetItem dynamodb:PutItem dynamodb:Query dynamodb:UpdateItem',
    'gsi1: dynamodb:Query',
  ],
  rfqs: [
    `table: ${WRITE}`,
    'gsi1: dynamodb:Query',
    'attachments/*: s3:GetObject s3:PutObject',
    'OpenBidsQueue: sqs:SendMessage',
  ],
  publishing: [`table: ${WRITE}`, 'gsi1: dynamodb:Query', 'SealingKey: kms:GenerateDataKeyPairWithoutPlaintext'],
  'rfq-imports': [],
  tenders: [`table: ${WRITE}`, 'gsi1: dynamodb:Query', 'attachments/*: s3:GetObject', 'opened/*: s3:GetObject'],
  bids: [
    'table: dynamodb:BatchGetItem dynamodb:PutItem dynamodb:Query',
    'gsi1: dynamodb:Query',
    'envelopes/*: s3:PutObject',
  ],
  awards: [`table: ${WRITE}`, 'opened/*: s3:GetObject', 'vetoes/*: s3:GetObject'],
  approvals: [
    `table: ${WRITE}`,
    'gsi1: dynamodb:Query',
    'attachments/*: s3:GetObject',
    'vetoes/*: s3:GetObject s3:PutObject',
    'LinkKey: kms:GenerateMac',
  ],
  passkeys: [`table: ${WRITE}`, 'LinkKey: kms:GenerateMac'],
  contracts: [`table: ${WRITE}`, 'gsi1: dynamodb:Query'],
  exports: [
    'table: dynamodb:GetItem dynamodb:Query',
    'annexes/*: s3:GetObject',
    'envelopes/*: s3:GetObject',
    'opened/*: s3:GetObject',
    'RecordKey: kms:GetPublicKey',
  ],
  'open-bids': [
    `table: ${WRITE}`,
    `OpenBidsQueue: ${WORK}`,
    'SealingKey: kms:Decrypt',
    'not SealingKey: kms:Decrypt',
    'envelopes/*: s3:GetObject',
    'opened/*: s3:PutObject',
  ],
  notify: [
    `table: ${WRITE}`,
    `NotifyQueue: ${WORK}`,
    'opened/*: s3:GetObject',
    'LinkKey: kms:GenerateMac',
    'identity/dev.sealbid.example: ses:SendEmail ses:SendRawEmail',
  ],
  'commit-contracts': [
    `table: ${WRITE}`,
    `CommitContractsQueue: ${WORK}`,
    'annexes/*: s3:PutObject',
    'opened/*: s3:GetObject',
    'RecordKey: kms:Sign',
    'not RecordKey: kms:Sign',
  ],
  outbox: [
    'stream: dynamodb:DescribeStream dynamodb:GetRecords dynamodb:GetShardIterator',
    '*: dynamodb:ListStreams',
    'OpenBidsQueue: sqs:SendMessage',
    'NotifyQueue: sqs:SendMessage',
    'CommitContractsQueue: sqs:SendMessage',
    'OutboxDeadLetters: sqs:SendMessage',
  ],
  sweeper: [
    'table: dynamodb:BatchGetItem dynamodb:PutItem dynamodb:Query dynamodb:UpdateItem',
    'gsi2: dynamodb:Query',
    'OpenBidsQueue: sqs:SendMessage',
    'NotifyQueue: sqs:SendMessage',
    'CommitContractsQueue: sqs:SendMessage',
  ],
  'token-claims': ['table: dynamodb:GetItem'],
}
