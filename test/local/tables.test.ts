import { PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb'
import { expect, it } from 'vitest'
import { sweep } from '../../infra/local/tables.ts'
import { freshTable } from '../support/dynamodb.ts'

it('removes what has expired by the runner’s clock, also where an index key is missing', async () => {
  const { client, tableName } = await freshTable()
  const now = Date.parse('2031-05-01T12:00:00Z')
  const put = (pk: string, ttl?: number, more = {}) =>
    client.send(
      new PutItemCommand({
        TableName: tableName,
        Item: { pk: { S: pk }, sk: { S: 'x' }, ...(ttl !== undefined && { ttl: { N: String(ttl) } }), ...more },
      }),
    )
  await put('expired', now / 1000 - 1)
  await put('expired, in an index', now / 1000 - 1, { gsi1pk: { S: 'a' }, gsi1sk: { S: 'b' } })
  await put('to come', now / 1000 + 1)
  await put('for good')

  await sweep(client, { name: tableName, attribute: 'ttl', keys: ['pk', 'sk'] }, { now: () => now })
  const { Items = [] } = await client.send(new ScanCommand({ TableName: tableName }))
  expect(Items.map(({ pk }) => pk?.S).sort()).toEqual(['for good', 'to come'])
})
