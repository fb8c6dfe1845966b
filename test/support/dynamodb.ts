import { randomUUID } from 'node:crypto'
import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { inject } from 'vitest'
import type { TestProject } from 'vitest/node'
import { engineClient, startDynamoDbLocal } from '../../infra/local/dynamodb-local.ts'

declare module 'vitest' {
  interface ProvidedContext {
    engines: readonly string[]
  }
}

/**
 * An engine in memory for each worker, because one engine does one thing at a time; every test file makes its own table in
 * it. Runs within a run share theirs.
 */
export default async function setup(project: TestProject) {
  const shared = process.env.TEST_DYNAMODB
  if (shared !== undefined) return project.provide('engines', [shared])
  const engines = await Promise.all([startDynamoDbLocal(), startDynamoDbLocal()])
  project.provide(
    'engines',
    engines.map(({ url }) => url),
  )
  return async () => {
    await Promise.all(engines.map(({ stop }) => stop()))
  }
}

/** The engine of this worker: vitest numbers them from 1. */
export const engineUrl = (): string => {
  const engines = inject('engines')
  const url = engines[Number(process.env.VITEST_POOL_ID ?? 1) % engines.length]
  if (url === undefined) throw new Error('No engine was started for this run')
  return url
}

const key = (name: string, kind: 'HASH' | 'RANGE') => ({ AttributeName: name, KeyType: kind })

/** A new, empty table with the product's keys, indexes and stream. */
export const freshTable = async (): Promise<{ tableName: string; client: DynamoDBClient }> => {
  const tableName = `test-${randomUUID()}`
  const client = new DynamoDBClient(engineClient(engineUrl()))
  await client.send(
    new CreateTableCommand({
      TableName: tableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk', 'gsi1pk', 'gsi1sk', 'gsi2pk', 'gsi2sk'].map((name) => ({
        AttributeName: name,
        AttributeType: 'S' as const,
      })),
      KeySchema: [key('pk', 'HASH'), key('sk', 'RANGE')],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'gsi1',
          KeySchema: [key('gsi1pk', 'HASH'), key('gsi1sk', 'RANGE')],
          Projection: { ProjectionType: 'ALL' },
        },
        {
          IndexName: 'gsi2',
          KeySchema: [key('gsi2pk', 'HASH'), key('gsi2sk', 'RANGE')],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    }),
  )
  made.push(tableName)
  return { tableName, client }
}

/** Tables of the file that runs in this worker. */
const made: string[] = []

/** The engine slows down with all it holds: what a file made goes when the file is done. */
export const dropTables = async (): Promise<void> => {
  if (made.length === 0) return
  const client = new DynamoDBClient(engineClient(engineUrl()))
  for (const TableName of made.splice(0)) await client.send(new DeleteTableCommand({ TableName }))
  client.destroy()
}
