import { setTimeout as pause } from 'node:timers/promises'
import {
  CreateTableCommand,
  DeleteItemCommand,
  DescribeTableCommand,
  DynamoDBClient,
  paginateScan,
  ResourceNotFoundException,
  type TableDescription,
} from '@aws-sdk/client-dynamodb'
import * as z from 'zod'
import type { Assembly } from './assembly.ts'
import { engineClient } from './dynamodb-local.ts'
import type { Clock } from './stand-ins/types.ts'
import { CannotStart } from './state.ts'

const KeySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }))
const Index = z.looseObject({
  IndexName: z.string(),
  KeySchema,
  Projection: z.looseObject({
    ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
    NonKeyAttributes: z.array(z.string()).optional(),
  }),
})
const TableProps = z.looseObject({
  KeySchema,
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
  GlobalSecondaryIndexes: z.array(Index).default([]),
  StreamSpecification: z
    .looseObject({ StreamViewType: z.enum(['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES']) })
    .optional(),
  TimeToLiveSpecification: z.looseObject({ AttributeName: z.string(), Enabled: z.boolean() }).optional(),
})
type TableProps = z.infer<typeof TableProps>

/** Makes the template’s tables where they are missing. */
export const createTables = async (assembly: Assembly, engine: string, clock: Clock) => {
  const client = new DynamoDBClient(engineClient(engine))
  const tables = assembly
    .all('AWS::DynamoDB::Table', TableProps)
    .map(({ logicalId, properties }) => ({ name: assembly.identityOf(logicalId).ref, properties }))
  for (const { name, properties } of tables) await ensureTable(client, name, properties)

  const stopping = new AbortController()
  const expiring = tables.flatMap(({ name, properties: { KeySchema, TimeToLiveSpecification: ttl } }) =>
    ttl?.Enabled ? [{ name, attribute: ttl.AttributeName, keys: KeySchema.map((key) => key.AttributeName) }] : [],
  )
  const sweeping = sweepForEver(client, expiring, clock, stopping.signal)
  return {
    names: tables.map(({ name }) => name),
    stop: async () => {
      stopping.abort()
      await sweeping
      client.destroy()
    },
  }
}

const ensureTable = async (client: DynamoDBClient, TableName: string, properties: TableProps): Promise<void> => {
  const { Table } = await client.send(new DescribeTableCommand({ TableName })).catch((error: unknown) => {
    if (error instanceof ResourceNotFoundException) return { Table: undefined }
    throw error
  })
  if (Table) return assertSameShape(TableName, Table, properties)
  const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes, StreamSpecification: stream } = properties
  await client.send(
    new CreateTableCommand({
      TableName,
      KeySchema,
      AttributeDefinitions,
      BillingMode: 'PAY_PER_REQUEST',
      ...(GlobalSecondaryIndexes.length > 0 && {
        GlobalSecondaryIndexes: GlobalSecondaryIndexes.map(({ IndexName, KeySchema, Projection }) => ({
          IndexName,
          KeySchema,
          Projection: { ProjectionType: Projection.ProjectionType, NonKeyAttributes: Projection.NonKeyAttributes },
        })),
      }),
      ...(stream && { StreamSpecification: { StreamEnabled: true, StreamViewType: stream.StreamViewType } }),
    }),
  )
}

const assertSameShape = (name: string, kept: TableDescription, wanted: TableProps): void => {
  const indexes = (list: { IndexName?: string | undefined }[] = []) =>
    list
      .map(({ IndexName }) => IndexName)
      .sort()
      .join()
  if (indexes(kept.GlobalSecondaryIndexes) !== indexes(wanted.GlobalSecondaryIndexes)) {
    throw new CannotStart(
      `The indexes of table ${name} have changed since this data was made; start over with “npm start -- --fresh”.`,
    )
  }
}

type Expiring = { readonly name: string; readonly attribute: string; readonly keys: readonly string[] }

/**
 * Removes expired items by the runner’s clock, some minutes late as AWS does. The engine’s own expiry goes by the
 * machine’s clock, and never removes an item that lacks an index key.
 */
const sweepForEver = async (client: DynamoDBClient, tables: Expiring[], clock: Clock, signal: AbortSignal) => {
  while (!signal.aborted) {
    await pause(10 * 60_000, undefined, { signal, ref: false }).catch(() => undefined)
    if (signal.aborted) return
    for (const table of tables) await sweep(client, table, clock)
  }
}

export const sweep = async (
  client: DynamoDBClient,
  { name, attribute, keys }: Expiring,
  clock: Clock,
): Promise<void> => {
  const expired = {
    ExpressionAttributeNames: { '#ttl': attribute },
    ExpressionAttributeValues: { ':now': { N: String(Math.floor(clock.now() / 1000)) } },
  }
  const found = paginateScan({ client }, { TableName: name, FilterExpression: '#ttl < :now', ...expired })
  for await (const { Items = [] } of found) {
    for (const item of Items) {
      const Key = Object.fromEntries(keys.flatMap((key) => (item[key] ? [[key, item[key]]] : [])))
      await client.send(new DeleteItemCommand({ TableName: name, Key, ConditionExpression: '#ttl < :now', ...expired }))
    }
  }
}
