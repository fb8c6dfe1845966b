import { randomUUID } from 'node:crypto'
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { inject } from 'vitest'
import type { TestProject } from 'vitest/node'
import { engineClient, startDynamoDbLocal } from '../../infra/local/dynamodb-local.ts'

declare module 'vitest' {
  interface ProvidedContext {
    dynamodb: string
  }
}

/** One engine in memory for the whole run; every test file makes its own table in it. Runs within a run share its. */
export default async function setup(project: TestProject) {
  const shared = process.env.TEST_DYNAMODB
  if (shared !== undefined) return project.provide('dynamodb', shared)
  const engine = await startDynamoDbLocal()
  project.provide('dynamodb', engine.url)
  return engine.stop
}

const key = (name: string, kind: 'HASH' | 'RANGE') => ({ AttributeName: name, KeyType: kind })

/** A new, empty table with the product's keys, indexes and stream. */
export const freshTable = async (): Promise<{ tableName: string; client: DynamoDBClient }> => {
  const tableName = `test-${randomUUID()}`
  const client = new DynamoDBClient(engineClient(inject('dynamodb')))
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
  return { tableName, client }
}
