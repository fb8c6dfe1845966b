import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb'

const dynamodb = new DynamoDBClient({})

export const handler = async ({ time }: { time: string }) => {
  await dynamodb.send(
    new UpdateItemCommand({
      TableName: process.env.TABLE_NAME,
      Key: { pk: { S: 'TICK' }, sk: { S: 'TICK' } },
      UpdateExpression: 'ADD ticks :one SET lastAt = :at',
      ExpressionAttributeValues: { ':one': { N: '1' }, ':at': { S: time } },
    }),
  )
}
