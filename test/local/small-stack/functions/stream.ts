import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import type { DynamoDBStreamEvent } from 'aws-lambda'

const dynamodb = new DynamoDBClient({})

/** Marks each order it is shown; a poisonous one makes the whole batch fail. */
export const handler = async ({ Records }: DynamoDBStreamEvent) => {
  for (const { dynamodb: change } of Records) {
    if (change?.NewImage?.kind?.S === 'Poison') throw new Error('This record cannot be taken')
    const pk = change?.Keys?.pk?.S ?? ''
    await dynamodb.send(
      new UpdateItemCommand({
        TableName: process.env.TABLE_NAME,
        Key: { pk: { S: pk }, sk: { S: 'ORDER' } },
        UpdateExpression: 'ADD seen :one',
        ExpressionAttributeValues: { ':one': { N: '1' } },
      }),
    )
  }
}
