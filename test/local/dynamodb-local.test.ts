import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb'
import { describe, expect, it } from 'vitest'
import { startDynamoDbLocal } from '../../infra/local/dynamodb-local.ts'
import { listen } from '../../infra/local/listen.ts'
import { freePorts } from '../../infra/local/ports.ts'
import { freshTable } from '../support/dynamodb.ts'
import { SOON } from '../support/soon.ts'

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

describe('the local engine', () => {
  it('gives each test a table with both indexes', async () => {
    const { client, tableName } = await freshTable()
    const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }))
    expect(Table?.GlobalSecondaryIndexes?.map((index) => index.IndexName).sort()).toEqual(['gsi1', 'gsi2'])
  })

  it('takes another port when the one it was to open was taken meanwhile', async () => {
    const inTheWay = await listen(await freePorts())
    const free = await freePorts()
    const asked = [inTheWay.port, free]
    const engine = await startDynamoDbLocal({ nextPort: async () => asked.shift() ?? 0 })
    try {
      expect(engine.url).toBe(`http://127.0.0.1:${free}`)
    } finally {
      await Promise.all([engine.stop(), inTheWay.close()])
    }
  })

  it('ends with the process that started it, even when that is killed', async () => {
    const script = `import { startDynamoDbLocal } from './infra/local/dynamodb-local.ts'
      console.log((await startDynamoDbLocal()).pid); setInterval(() => {}, 1000)`
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [line] = (await once(parent.stdout, 'data')) as [Buffer]
    const engine = Number(line.toString())
    expect(isRunning(engine)).toBe(true)

    parent.kill('SIGKILL')
    await expect.poll(() => isRunning(engine), SOON).toBe(false)
  })
})
