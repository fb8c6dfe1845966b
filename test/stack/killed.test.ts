import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { build } from '../../infra/build/build.ts'
import { bidOn, organisationOf, personOf } from '../../infra/local/demo/actors.ts'
import { buyer as demoBuyer, suppliers as demoSuppliers } from '../../infra/local/demo/people.ts'
import { freePorts } from '../../infra/local/ports.ts'
import * as awards from '../../shared/contracts/awards.ts'
import type { BidLine } from '../../shared/domain/bid.ts'
import { type Started, startAsUsersDo } from '../support/started.ts'
import { aPublishedRfq, closeAndOpen, someLines } from '../support/stories.ts'

const LINES = 1_500
const priced = Array.from(
  { length: LINES },
  (_, i): BidLine => ({ kind: 'price', number: String(i + 1), unitPrice: `${i + 1}.25` }),
)

const dataDir = mkdtempSync(join(tmpdir(), 'sealbid-killed-'))
const running: Started[] = []
afterEach(async () => {
  for (const started of running) await started.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

const start = async (port: number) => {
  const started = await startAsUsersDo(port, dataDir)
  running.push(started)
  return started
}

it('opens a bid of 20 kB that was accepted just before everything was killed', async () => {
  await build()
  const port = await freePorts(3)
  const before = await start(port)
  const [{ people, profile } = demoBuyer] = demoSuppliers
  const buyer = personOf(before, demoBuyer.people[0]?.email ?? '')
  const supplier = personOf(before, people[0]?.email ?? '')
  const buyerId = await organisationOf(buyer, demoBuyer.profile)
  const supplierId = await organisationOf(supplier, profile)
  const rfq = await aPublishedRfq(before, buyer, [supplier], { lines: someLines(LINES) })
  const receipt = await bidOn(supplier, { buyerId, rfqId: rfq.rfqId }, { lines: priced })
  await before.kill()
  expect(receipt.bytes).toBeGreaterThan(20_000)

  const after = await start(port)
  const again = personOf(after, buyer.email)
  await closeAndOpen(after, again, rfq)
  const [bid] = (await again.must(awards.getComparison, { params: { rfqId: rfq.rfqId } })).value.bids
  expect(bid).toMatchObject({ supplierId, sha256: receipt.sha256, finding: { kind: 'valid' } })
})
