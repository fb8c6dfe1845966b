import { describe, expect, it } from 'vitest'
import { dynamoDbChecks, mailChecks, queueChecks } from '../../infra/local/calls.ts'

const table = 'arn:aws:dynamodb:eu-central-1:000000000000:table/Items'
const key = { pk: { S: 'RFQ#1' }, sk: { S: 'HEAD' } }

const fromUs = { FromEmailAddress: 'Sealbid <no-reply@sealbid.example>' }

describe('what a call asks permission for', () => {
  it('is the item’s own action, once for each item of a transaction', () => {
    const items = [
      { Put: { TableName: 'Items', Item: { ...key, title: { S: 'Chairs' } } } },
      { Update: { TableName: 'Items', Key: key } },
      { ConditionCheck: { TableName: 'Items', Key: key } },
    ]
    const checks = dynamoDbChecks('TransactWriteItems', { TransactItems: items })
    expect(checks.map(({ action }) => action)).toEqual([
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
      'dynamodb:ConditionCheckItem',
    ])
    for (const { resourceArn, context } of checks) {
      expect(resourceArn).toBe(table)
      expect(context['dynamodb:LeadingKeys']).toEqual(['RFQ#1'])
    }
  })

  it('names the index a query reads, and the key it reads there', () => {
    const query = {
      TableName: 'Items',
      IndexName: 'gsi1',
      KeyConditionExpression: '#k = :k AND begins_with(sk, :s)',
      ExpressionAttributeNames: { '#k': 'gsi1pk' },
      ExpressionAttributeValues: { ':k': { S: 'ORG#1' }, ':s': { S: 'A' } },
    }
    expect(dynamoDbChecks('Query', query)).toEqual([
      { action: 'dynamodb:Query', resourceArn: `${table}/index/gsi1`, context: { 'dynamodb:LeadingKeys': ['ORG#1'] } },
    ])
  })

  it('throws at an operation nobody has thought about', () => {
    expect(() => dynamoDbChecks('ExecuteStatement', {})).toThrow('ExecuteStatement')
    expect(() => dynamoDbChecks('TransactWriteItems', { TransactItems: [{ Touch: { TableName: 'Items' } }] })).toThrow(
      'Touch',
    )
  })

  it('is the single action where AWS has none for a batch', () => {
    expect(queueChecks('SendMessageBatch', 'Notify')).toEqual([
      { action: 'sqs:SendMessage', resourceArn: 'arn:aws:sqs:eu-central-1:000000000000:Notify', context: {} },
    ])
  })

  it('is the sender’s address or its domain', () => {
    const [{ anyOf } = { anyOf: [] }] = mailChecks({ ...fromUs, Content: { Simple: {} } })
    expect(anyOf.map(({ resourceArn }) => resourceArn.split('identity/')[1])).toEqual([
      'no-reply@sealbid.example',
      'sealbid.example',
    ])
    expect(anyOf[0]?.context).toEqual({ 'ses:FromAddress': 'no-reply@sealbid.example' })
  })

  it.each([
    ['of text', { Simple: {} }, ['ses:SendEmail']],
    ['with a file', { Simple: { Attachments: [{}] } }, ['ses:SendEmail', 'ses:SendRawEmail']],
    ['made elsewhere', { Raw: { Data: '' } }, ['ses:SendRawEmail']],
  ])('depends on how a mail %s is made', (_, Content, actions) => {
    const asked = mailChecks({ ...fromUs, Content }).map(({ anyOf }) => anyOf.map(({ action }) => action))
    expect(asked).toEqual(actions.map((action) => [action, action]))
  })
})
