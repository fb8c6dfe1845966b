import { randomUUID } from 'node:crypto'
import { DynamoDBClient, GetItemCommand, PutItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb'
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'

const dynamodb = new DynamoDBClient({})
const sqs = new SQSClient({})
const { TABLE_NAME, JOBS_URL, PARKED_URL } = process.env

const json = (statusCode: number, body: unknown) => ({
  statusCode,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

const placeOrder = async (order: { fail?: string; kind?: string; park?: boolean }) => {
  const id = randomUUID()
  const Item = { pk: { S: `ORDER#${id}` }, sk: { S: 'ORDER' }, kind: { S: order.kind ?? 'Order' } }
  await dynamodb.send(new PutItemCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' }))
  const job = { id, ...order }
  await sqs.send(
    new SendMessageCommand({ QueueUrl: order.park ? PARKED_URL : JOBS_URL, MessageBody: JSON.stringify(job) }),
  )
  return json(201, { id })
}
const TableName = TABLE_NAME

const readOrder = async (id: string) => {
  const Key = { pk: { S: `ORDER#${id}` }, sk: { S: 'ORDER' } }
  const { Item } = await dynamodb.send(new GetItemCommand({ TableName, Key }))
  if (!Item) return json(404, {})
  return json(200, {
    id,
    done: Number(Item.done?.N ?? 0),
    seen: Number(Item.seen?.N ?? 0),
    tries: Number(Item.tries?.N ?? 0),
  })
}

/** Two items at once, so that a conflict between them can be injected. */
const placePair = async () => {
  const id = randomUUID()
  const item = (sk: string) => ({ Put: { TableName, Item: { pk: { S: `PAIR#${id}` }, sk: { S: sk } } } })
  try {
    await dynamodb.send(new TransactWriteItemsCommand({ TransactItems: [item('a'), item('b')] }))
    return json(201, { id })
  } catch (error) {
    const reasons =
      error && typeof error === 'object' && 'CancellationReasons' in error ? error.CancellationReasons : []
    return json(409, { name: error instanceof Error ? error.name : '', reasons })
  }
}

export const handler = async (event: APIGatewayProxyEventV2) => {
  if (event.routeKey === 'POST /api/orders') return placeOrder(JSON.parse(event.body ?? '{}'))
  if (event.routeKey === 'POST /api/pairs') return placePair()
  if (event.routeKey === 'GET /api/orders/{id}') return readOrder(event.pathParameters?.id ?? '')
  if (event.routeKey === 'GET /api/hang') return new Promise(() => setInterval(() => {}, 1000))
  return json(200, {
    now: Date.now(),
    made: new Date().toISOString(),
    received: event.requestContext.timeEpoch,
    claims: event,
  })
}
