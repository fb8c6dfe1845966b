import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import type { SQSEvent } from 'aws-lambda'

const dynamodb = new DynamoDBClient({})

const count = async (id: string, attribute: 'done' | 'tries') => {
  const { Attributes } = await dynamodb.send(
    new UpdateItemCommand({
      TableName: process.env.TABLE_NAME,
      Key: { pk: { S: `ORDER#${id}` }, sk: { S: 'ORDER' } },
      UpdateExpression: 'ADD #n :one',
      ExpressionAttributeNames: { '#n': attribute },
      ExpressionAttributeValues: { ':one': { N: '1' } },
      ReturnValues: 'ALL_NEW',
    }),
  )
  return Number(Attributes?.[attribute]?.N)
}

/** `fail: once` fails the first time, `fail: always` each time; the others in the batch must not suffer. */
export const handler = async ({ Records }: SQSEvent) => {
  const batchItemFailures: { itemIdentifier: string }[] = []
  for (const { messageId, body } of Records) {
    const { id, fail } = JSON.parse(body) as { id: string; fail?: string }
    const tries = await count(id, 'tries')
    if (fail === 'always' || (fail === 'once' && tries === 1)) batchItemFailures.push({ itemIdentifier: messageId })
    else await count(id, 'done')
  }
  return { batchItemFailures }
}
