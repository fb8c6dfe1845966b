import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb'
import { DecryptCommand, KMSClient } from '@aws-sdk/client-kms'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { bidOn, sealOffer } from '../../infra/local/demo/actors.ts'
import { prices } from '../../infra/local/demo/content.ts'
import { engineClient } from '../../infra/local/dynamodb-local.ts'
import * as awards from '../../shared/contracts/awards.ts'
import * as bids from '../../shared/contracts/bids.ts'
import * as rfqs from '../../shared/contracts/rfqs.ts'
import * as tenders from '../../shared/contracts/tenders.ts'
import { startTestStack, type TestStack } from '../support/stack.ts'
import { aBuyer, aPublishedRfq, aSupplier, closeAndOpen } from '../support/stories.ts'

let stack: TestStack
beforeAll(async () => {
  stack = await startTestStack()
})
afterAll(() => stack?.stop())

const CANARY = '73519.264801'
const NOTE = 'canary-in-the-note'

const readyToBid = async (bidders: number) => {
  const { person: buyer, buyerId } = await aBuyer(stack)
  const suppliers = [await aSupplier(stack)]
  while (suppliers.length < bidders) suppliers.push(await aSupplier(stack))
  const rfq = await aPublishedRfq(
    stack,
    buyer,
    suppliers.map(({ person }) => person),
  )
  return { buyer, suppliers, rfq, ids: { buyerId, rfqId: rfq.rfqId } }
}

/** Everything in the table, past the gateway, as an operator with every right would see it. */
const dumpTables = async () => {
  const client = new DynamoDBClient(engineClient(stack.dynamodb.url))
  const items: Record<string, unknown>[] = []
  for (const TableName of stack.dynamodb.tables) {
    for await (const { Items = [] } of paginateScan({ client }, { TableName })) {
      items.push(...Items.map((item) => unmarshall(item)))
    }
  }
  return items
}
const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))

const bytesOf = (item: Record<string, unknown>): Buffer =>
  Buffer.concat(
    Object.values(item).map((value) =>
      value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(JSON.stringify(value) ?? ''),
    ),
  )

it('keeps prices and notes out of the table, objects, queues, mails and logs until opening', async () => {
  const { buyer, suppliers, rfq, ids } = await readyToBid(1)
  const [{ person } = await aSupplier(stack)] = suppliers
  await bidOn(person, ids, { lines: prices(CANARY, '2.00', '3.00'), note: NOTE })
  await stack.settled()
  const table = Buffer.concat((await dumpTables()).map(bytesOf))
  const queues = Buffer.from(JSON.stringify(stack.queues.names().map((name) => stack.queues.messages(name))))
  const files = Buffer.concat(filesUnder(stack.dataDir).map((file) => readFileSync(file)))
  const everything = Buffer.concat([table, queues, files])
  expect(table.includes(rfq.terms.title), 'the dump sees the table').toBe(true)
  for (const canary of [CANARY, NOTE]) expect(everything.includes(canary), canary).toBe(false)

  await closeAndOpen(stack, buyer, rfq)
  const opened = (await buyer.must(awards.getComparison, { params: { rfqId: rfq.rfqId } })).value
  expect(JSON.stringify(opened)).toContain(CANARY)
})

it('does not open an envelope that was copied to another supplier, version or RFQ', async () => {
  const { buyer, suppliers, rfq, ids } = await readyToBid(3)
  const [honest, thief, other] = suppliers
  if (!honest || !thief || !other) throw new Error('Three suppliers are needed')
  for (const { person } of suppliers) await person.must(tenders.takePart, { params: ids })
  const tender = (await honest.person.must(tenders.getTender, { params: ids })).value
  const elsewhere = await readyToBid(1)
  const strange = (await elsewhere.suppliers[0]?.person.must(tenders.getTender, { params: elsewhere.ids }))?.value
  const lines = prices('1.00', '1.00', '1.00')
  const copied = await sealOffer(tender, honest.supplierId, 1, { lines })
  const wrongVersion = await sealOffer(tender, other.supplierId, 2, { lines })
  await honest.person.must(bids.submitBid, { params: { ...ids, version: 1 }, body: copied })
  await thief.person.must(bids.submitBid, { params: { ...ids, version: 1 }, body: copied })
  await other.person.must(bids.submitBid, { params: { ...ids, version: 1 }, body: wrongVersion })
  if (strange) {
    const otherRfq = await sealOffer({ ...strange, lineCount: tender.lineCount }, other.supplierId, 2, { lines })
    await other.person.must(bids.submitBid, { params: { ...ids, version: 2 }, body: otherRfq })
  }
  await closeAndOpen(
    stack,
    buyer,
    rfq,
    suppliers.map(({ person }) => person),
  )
  const found = (await buyer.must(awards.getComparison, { params: { rfqId: rfq.rfqId } })).value.bids
  const causes = new Map(
    found.map(({ supplierId, finding }) => [
      supplierId,
      finding.kind === 'invalid' ? finding.causes[0]?.code : 'valid',
    ]),
  )
  expect(Object.fromEntries(causes)).toEqual({
    [honest.supplierId]: 'valid',
    [thief.supplierId]: 'doesNotOpen',
    [other.supplierId]: 'doesNotOpen',
  })
})

it('lets no function but the opener use the key, and records the use it makes', async () => {
  const { buyer, suppliers, rfq, ids } = await readyToBid(1)
  await bidOn(suppliers[0]?.person ?? buyer, ids, { lines: prices('1.00', '1.00', '1.00') })
  const wrapped = (await dumpTables()).find(
    ({ pk, sk }) => pk === `${ids.buyerId}#${ids.rfqId}` && sk === 'WRAPPED_KEY',
  )
  const blob = Object.values(wrapped ?? {}).find((value) => value instanceof Uint8Array)
  expect(blob).toBeInstanceOf(Uint8Array)
  const functions = Object.keys(stack.stats().functions)
  expect(functions.length).toBeGreaterThan(5)
  for (const caller of functions.filter((name) => !name.startsWith('OpenBids'))) {
    const kms = new KMSClient({
      endpoint: stack.gateway.url,
      region: 'eu-central-1',
      credentials: { accessKeyId: caller, secretAccessKey: stack.gateway.secret },
    })
    const use = kms.send(
      new DecryptCommand({
        CiphertextBlob: blob as Uint8Array,
        EncryptionContext: { tenant: ids.buyerId, rfq: ids.rfqId },
      }),
    )
    await expect(use, caller).rejects.toMatchObject({ name: 'AccessDeniedException' })
  }
  await closeAndOpen(stack, buyer, rfq)
  const uses = readFileSync(join(stack.dataDir, 'kms-log.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(
      (line) =>
        JSON.parse(line) as { action: string; outcome: string; caller: string; context?: Record<string, string> },
    )
    .filter(
      ({ action, outcome, context }) => action === 'kms:Decrypt' && outcome === 'ok' && context?.rfq === ids.rfqId,
    )
  expect(uses.length).toBeGreaterThan(0)
  expect(new Set(uses.map(({ caller }) => caller.slice(0, 8)))).toEqual(new Set(['OpenBids']))
  const timeline = (await buyer.must(rfqs.listTimeline, { params: { rfqId: rfq.rfqId } })).value.items
  expect(timeline.filter(({ name }) => name === 'bids.opened')).toHaveLength(1)
})
