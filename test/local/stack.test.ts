import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { engineClient } from '../../infra/local/dynamodb-local.ts'
import { type Stack, startStack } from '../../infra/local/stack.ts'
import { onFreePorts } from '../support/free-ports.ts'
import { SOON } from '../support/soon.ts'
import { synthesizeSmallStack } from './small-stack/stack.ts'

let stack: Stack
let bearer: string
beforeAll(async () => {
  const assembly = synthesizeSmallStack('stack')
  stack = await onFreePorts((port) => startStack({ port, assembly }))
  bearer = `Bearer ${await stack.tokenFor('anna@nordkontor.example')}`
})
afterEach(() => stack.faults.clear())
afterAll(() => stack?.stop())

const call = async (method: string, path: string, body?: unknown, authorization = bearer) => {
  const response = await fetch(`${stack.url}/api${path}`, {
    method,
    headers: { authorization, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}
const placeOrder = async (order: object = {}): Promise<string> => {
  const placed = await call('POST', '/orders', order)
  expect(placed.status).toBe(201)
  return String(placed.body.id)
}
const orderOf = async (id: string) => (await call('GET', `/orders/${id}`)).body
const messagesIn = (queue: string) => {
  const name = stack.queues.names().find((one) => one.startsWith(`Small-${queue}`))
  return stack.queues.messages(name ?? queue).map(({ body }) => JSON.parse(body))
}

describe('routes', () => {
  it('let in only a token of our issuer with the scope the route asks for', async () => {
    expect((await call('POST', '/orders', {}, '')).status).toBe(401)
    expect((await call('POST', '/orders', {}, `${bearer}x`)).status).toBe(401)
    expect((await call('GET', '/secret')).status).toBe(403)
    expect((await call('GET', '/nowhere')).status).toBe(404)
    await placeOrder()
  })

  it('refuse a token by the runner’s clock, as soon as that says it has expired', async () => {
    const token = `Bearer ${await stack.tokenFor('late@nordkontor.example')}`
    expect((await call('POST', '/orders', {}, token)).status).toBe(201)
    await stack.clock.advance(2 * 3_600_000)
    expect((await call('POST', '/orders', {}, token)).status).toBe(401)
    bearer = `Bearer ${await stack.tokenFor('anna@nordkontor.example')}`
  })

  it('refuse bodies over 10 MB, and answer 500 when the function takes too long', async () => {
    expect((await call('POST', '/orders', { text: 'x'.repeat(11_000_000) })).status).toBe(413)
    expect((await call('GET', '/hang')).status).toBe(500)
    await placeOrder()
  })
})

describe('the clock', () => {
  it('is moved by the mailbox page’s buttons, and by no other site’s form', async () => {
    const press = (site: string) =>
      fetch(`${stack.console}/clock/forward`, {
        method: 'POST',
        redirect: 'manual',
        headers: { 'sec-fetch-site': site },
        body: new URLSearchParams({ ms: '300000' }),
      })
    const before = stack.clock.now()
    expect((await press('cross-site')).status).toBe(403)
    expect(stack.clock.now() - before).toBeLessThan(300_000)
    expect((await press('same-origin')).status).toBe(303)
    expect(stack.clock.now() - before).toBeGreaterThanOrEqual(300_000)
  })

  it('is one for the gateway and for the functions', async () => {
    await stack.clock.advance(86_400_000)
    const { body } = await call('GET', '/time')
    const ahead = Number(body.received) - Date.now()
    expect(ahead).toBeGreaterThan(86_000_000)
    expect(Math.abs(Number(body.now) - Number(body.received))).toBeLessThan(60_000)
    expect(Math.abs(Date.parse(String(body.made)) - Number(body.received))).toBeLessThan(60_000)
    bearer = `Bearer ${await stack.tokenFor('anna@nordkontor.example')}`
  })

  it('stands still when held, everywhere and in the header readers set their countdowns by, until it is moved', async () => {
    const instant = stack.clock.now() + 1000
    await stack.clock.holdAt(instant)
    const { body } = await call('GET', '/time')
    expect(body).toMatchObject({ received: instant, now: instant })
    const { headers } = await fetch(`${stack.url}/api/time`, { headers: { authorization: bearer } })
    expect(headers.get('date')).toBe(new Date(instant).toUTCString())
    await stack.clock.advance(1000)
    await expect.poll(() => stack.clock.now(), SOON).toBeGreaterThan(instant + 1000)
  })

  it('starts a schedule at once when it is moved past its time', async () => {
    const client = new DynamoDBClient(engineClient(stack.dynamodb.url))
    const ticks = async () => {
      const Key = { pk: { S: 'TICK' }, sk: { S: 'TICK' } }
      const { Item } = await client.send(new GetItemCommand({ TableName: stack.dynamodb.tables[0], Key }))
      return Number(Item?.ticks?.N ?? 0)
    }
    await stack.settled()
    const before = await ticks()
    await stack.clock.advance(61_000)
    await expect.poll(ticks, SOON).toBe(before + 1)
  })
})

describe('queues', () => {
  it('bring back only the message that failed, after its visibility timeout', async () => {
    const [fails, works] = await Promise.all([placeOrder({ fail: 'once' }), placeOrder()])
    await stack.settled()
    expect(await orderOf(works)).toMatchObject({ done: 1, tries: 1 })
    expect(await orderOf(fails)).toMatchObject({ done: 0, tries: 1 })

    await stack.clock.advance(61_000)
    await stack.settled()
    expect(await orderOf(fails)).toMatchObject({ done: 1, tries: 2 })
    expect(await orderOf(works)).toMatchObject({ tries: 1 })
  })

  it('move a message that failed too often to the dead letters, from where it can be redriven', async () => {
    const id = await placeOrder({ fail: 'always' })
    for (const _ of [1, 2, 3]) {
      await stack.settled()
      await stack.clock.advance(61_000)
    }
    await stack.settled()
    expect(await orderOf(id)).toMatchObject({ tries: 2, done: 0 })
    expect(messagesIn('Dead')).toEqual([expect.objectContaining({ id })])

    stack.queues.redrive(stack.queues.names().find((name) => name.startsWith('Small-Dead')) ?? '')
    await stack.settled()
    expect(await orderOf(id)).toMatchObject({ tries: 3 })
    expect(messagesIn('Dead')).toEqual([])
  })

  it('deliver a message twice when told to', async () => {
    stack.faults.add({ match: { queue: 'Jobs' }, kind: 'duplicate', times: 1 })
    const id = await placeOrder()
    await stack.settled()
    expect(await orderOf(id)).toMatchObject({ done: 2 })
  })

  it('deliver a message late when told to, by the runner’s clock', async () => {
    stack.faults.add({ match: { queue: 'Jobs' }, kind: 'delay', times: 1, delayMs: 600_000 })
    const id = await placeOrder()
    await stack.settled()
    expect(await orderOf(id)).toMatchObject({ done: 0 })
    await stack.clock.advance(601_000)
    bearer = `Bearer ${await stack.tokenFor('anna@nordkontor.example')}`
    await stack.settled()
    expect(await orderOf(id)).toMatchObject({ done: 1 })
  })
})

describe('the table’s stream', () => {
  it('shows a function what its filter lets through, once', async () => {
    const shown = await placeOrder()
    const filtered = await placeOrder({ kind: 'Other' })
    await stack.settled()
    expect(await orderOf(shown)).toMatchObject({ seen: 1 })
    expect(await orderOf(filtered)).toMatchObject({ seen: 0 })
  })

  it('isolates a record no function can take, reports where it is, and goes on', async () => {
    await placeOrder({ kind: 'Poison' })
    const after = await placeOrder()
    await stack.settled()
    expect(await orderOf(after)).toMatchObject({ seen: 1 })
    expect(messagesIn('Lost')).toEqual([
      expect.objectContaining({ DDBStreamBatchInfo: expect.objectContaining({ batchSize: 1 }) }),
    ])
  })
})

describe('injected faults', () => {
  it('let a write succeed and lose its answer: the retry of the SDK meets its own write', async () => {
    stack.faults.add({ match: { operation: 'PutItem', function: 'api' }, kind: 'commit-then-timeout', times: 1 })
    expect((await call('POST', '/orders', {})).status).toBe(500)
    expect(stack.faults.list()).toMatchObject([{ struck: 1 }])
  })

  it('cancel a transaction as AWS does when two meet', async () => {
    stack.faults.add({ match: { operation: 'TransactWriteItems' }, kind: 'transaction-conflict', times: 1 })
    expect(await call('POST', '/pairs')).toMatchObject({
      status: 409,
      body: { name: 'TransactionCanceledException', reasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }] },
    })
    expect((await call('POST', '/pairs')).status).toBe(201)
  })

  it('throttle, and the SDK tries again', async () => {
    stack.faults.add({ match: { service: 'dynamodb', operation: 'PutItem' }, kind: 'throttle', times: 2 })
    await placeOrder()
  })

  it('are refused where nobody could ever meet them', () => {
    expect(() => stack.faults.add({ match: { queue: 'Jbos' }, kind: 'duplicate' })).toThrow('There is no queue Jbos')
    expect(() => stack.faults.add({ match: { function: 'wroker' }, kind: 'throttle' })).toThrow('wroker')
  })

  it('strike the same calls again under the same seed', () => {
    const struck = () => {
      stack.faults.clear()
      stack.faults.add({ match: {}, kind: 'throttle', probability: 0.5, seed: 42 })
      const call = { service: 's', operation: 'o', function: 'f' }
      return Array.from({ length: 20 }, () => stack.faults.strike(call, ['throttle']) !== undefined)
    }
    const first = struck()
    expect(struck()).toEqual(first)
    expect(new Set(first).size).toBe(2)
  })
})

it('counts what DynamoDB would bill, and takes nothing from the answer', async () => {
  const before = stack.stats()
  await placeOrder()
  const { calls, writeUnits } = stack.stats()
  expect(writeUnits - before.writeUnits).toBeGreaterThanOrEqual(1)
  const put = Object.entries(calls).find(([name]) => name.endsWith('dynamodb PutItem'))
  expect(put?.[1].emulatorMs).toBeGreaterThan(0)
})
