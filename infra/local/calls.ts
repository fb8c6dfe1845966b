import * as z from 'zod'
import type { Check } from './iam.ts'
import { account, region } from './resources.ts'
import type { PolicyContext } from './stand-ins/types.ts'

/** Which action on which resource a call of the SDK asks for. Kept apart from deciding whether it may. */

const Key = z.record(z.string(), z.record(z.string(), z.unknown()))
const OnTable = z.looseObject({
  TableName: z.string(),
  IndexName: z.string().optional(),
  Key: Key.optional(),
  Item: Key.optional(),
  KeyConditionExpression: z.string().optional(),
  ExpressionAttributeNames: z.record(z.string(), z.string()).default({}),
  ExpressionAttributeValues: Key.default({}),
})
type OnTable = z.infer<typeof OnTable>
const Transaction = z.looseObject({ TransactItems: z.array(z.record(z.string(), OnTable)) })
const Batch = z.looseObject({ RequestItems: z.record(z.string(), z.unknown()) })

const single = [
  'GetItem',
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'Query',
  'Scan',
  'DescribeTable',
  'DescribeTimeToLive',
]
const inTransaction: Record<string, string> = {
  Get: 'GetItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
}

const tableArn = (name: string) =>
  name.startsWith('arn:') ? name : `arn:aws:dynamodb:${region}:${account}:table/${name}`
const textOf = (value: Record<string, unknown> | undefined): string | undefined => {
  const [text] = Object.values(value ?? {})
  return typeof text === 'string' ? text : undefined
}

/** The partition keys a call names, for `dynamodb:LeadingKeys`; the table’s is called `pk`. */
const leadingKeys = (target: OnTable): PolicyContext => {
  const named = textOf((target.Key ?? target.Item)?.pk)
  const [, name = '', placeholder = ''] = /([#\w]+)\s*=\s*(:\w+)/.exec(target.KeyConditionExpression ?? '') ?? []
  const isPartition = (target.ExpressionAttributeNames[name] ?? name).endsWith('pk')
  const queried = isPartition ? textOf(target.ExpressionAttributeValues[placeholder]) : undefined
  const key = named ?? queried
  return key === undefined ? {} : { 'dynamodb:LeadingKeys': [key] }
}

const check = (action: string, target: OnTable, context: PolicyContext = {}): Check => ({
  action: `dynamodb:${action}`,
  resourceArn: tableArn(target.TableName) + (target.IndexName ? `/index/${target.IndexName}` : ''),
  context: { ...leadingKeys(target), ...context },
})

export const dynamoDbChecks = (operation: string, input: unknown): Check[] => {
  if (single.includes(operation)) return [check(operation, OnTable.parse(input))]
  if (operation === 'TransactWriteItems' || operation === 'TransactGetItems') {
    return Transaction.parse(input).TransactItems.flatMap((item) =>
      Object.entries(item).map(([kind, target]) => {
        const action = inTransaction[kind]
        if (!action) throw new Error(`The gateway does not know ${kind} in a transaction`)
        return check(action, target, { 'dynamodb:EnclosingOperation': operation })
      }),
    )
  }
  if (operation === 'BatchGetItem' || operation === 'BatchWriteItem') {
    return Object.keys(Batch.parse(input).RequestItems).map((TableName) => ({
      action: `dynamodb:${operation}`,
      resourceArn: tableArn(TableName),
      context: {},
    }))
  }
  throw new Error(`The gateway does not know dynamodb ${operation}`)
}

const queueActions: Record<string, string> = {
  SendMessageBatch: 'SendMessage',
  DeleteMessageBatch: 'DeleteMessage',
  ChangeMessageVisibilityBatch: 'ChangeMessageVisibility',
}
const OnQueue = z.looseObject({ QueueUrl: z.string().optional(), QueueName: z.string().optional() })

export const queueNameIn = (input: unknown): string => {
  const { QueueUrl, QueueName } = OnQueue.parse(input)
  return QueueName ?? QueueUrl?.split('/').at(-1) ?? ''
}

export const queueChecks = (operation: string, queueName: string): Check[] => [
  {
    action: `sqs:${queueActions[operation] ?? operation}`,
    resourceArn: `arn:aws:sqs:${region}:${account}:${queueName}`,
    context: {},
  },
]

const Mail = z.looseObject({
  FromEmailAddress: z.string(),
  ConfigurationSetName: z.string().optional(),
  Content: z.looseObject({
    Raw: z.unknown().optional(),
    Simple: z.looseObject({ Attachments: z.array(z.unknown()).default([]) }).optional(),
  }),
})

/** A raw message is another permission; a message with files is made into one, so it must have both. */
const mailActions = ({ Raw, Simple }: z.output<typeof Mail>['Content']): string[] => [
  ...(Raw === undefined ? ['ses:SendEmail'] : []),
  ...(Raw !== undefined || (Simple?.Attachments ?? []).length > 0 ? ['ses:SendRawEmail'] : []),
]

/** SES asks for the sender’s identity, be it the address or its domain: any one of the alternatives is enough. */
export const mailChecks = (input: unknown): { anyOf: Check[] }[] => {
  const { FromEmailAddress, ConfigurationSetName, Content } = Mail.parse(input)
  const address = /<([^>]+)>/.exec(FromEmailAddress)?.[1] ?? FromEmailAddress
  const context = { 'ses:FromAddress': address }
  const identities = [address, address.slice(address.indexOf('@') + 1)].map((name) => `identity/${name}`)
  return mailActions(Content).flatMap((action) => {
    const on = (resource: string): Check => ({
      action,
      resourceArn: `arn:aws:ses:${region}:${account}:${resource}`,
      context,
    })
    return [
      { anyOf: identities.map(on) },
      ...(ConfigurationSetName ? [{ anyOf: [on(`configuration-set/${ConfigurationSetName}`)] }] : []),
    ]
  })
}
