import { approverOf, bidOn, type DemoPerson, newId, sealOffer } from '../../infra/local/demo/actors.ts'
import { until } from '../../infra/local/demo/client.ts'
import { mailsTo, timeOf } from '../../infra/local/demo/running.ts'
import type { Snapshot } from '../../infra/local/stats.ts'
import * as awards from '../../shared/contracts/awards.ts'
import * as bids from '../../shared/contracts/bids.ts'
import * as changes from '../../shared/contracts/contract-changes.ts'
import * as contracts from '../../shared/contracts/contracts.ts'
import * as tenders from '../../shared/contracts/tenders.ts'
import type { BidLine } from '../../shared/domain/bid.ts'
import type { TestStack } from '../support/stack.ts'
import { aBuyer, aPublishedRfq, aSupplier, closeAndOpen, proposeLowest, someLines } from '../support/stories.ts'

export type Step = {
  step: string
  ms: number
  emulatorMs: number
  requests: number
  writeUnits: number
  readUnits: number
  s3Puts: number
}

const round = (value: number) => Math.round(value * 10) / 10
const s3PutsIn = (calls: Record<string, { calls: number }>) =>
  Object.entries(calls).reduce((sum, [name, { calls: count }]) => (/ s3 Put/.test(name) ? sum + count : sum), 0)

/** Units by function and operation, largest first: where a budget goes. */
const unitsBetween = (before: Snapshot, after: Snapshot) =>
  Object.entries(after.calls)
    .map(([name, { calls, writeUnits, readUnits }]) => {
      const earlier = before.calls[name]
      return {
        name,
        calls: calls - (earlier?.calls ?? 0),
        writeUnits: round(writeUnits - (earlier?.writeUnits ?? 0)),
        readUnits: round(readUnits - (earlier?.readUnits ?? 0)),
      }
    })
    .filter(({ writeUnits, readUnits }) => writeUnits + readUnits > 0)
    .sort((a, b) => b.writeUnits + b.readUnits - a.writeUnits - a.readUnits)

const stepsOn = (stack: TestStack) => {
  const steps: Step[] = []
  const during = async <T>(step: string, act: () => Promise<T>): Promise<T> => {
    const before = stack.stats()
    const started = performance.now()
    const result = await act()
    const ms = performance.now() - started
    const after = stack.stats()
    steps.push({
      step,
      ms: round(ms),
      emulatorMs: round(after.emulatorMs - before.emulatorMs),
      requests: after.requests - before.requests,
      writeUnits: round(after.writeUnits - before.writeUnits),
      readUnits: round(after.readUnits - before.readUnits),
      s3Puts: s3PutsIn(after.calls) - s3PutsIn(before.calls),
    })
    return result
  }
  return { steps, during }
}

const priced = (lines: number, bidder: number): BidLine[] =>
  Array.from({ length: lines }, (_, i) => ({
    kind: 'price',
    number: String(i + 1),
    unitPrice: `${100 + ((i * 7 + bidder * 13) % 900)}.${10 + bidder}`,
    deliveryDays: 10,
  }))

/** A change of the contract, from its proposal to the supplier's word; beside the lifecycle, which it is no part of. */
const measureChange = async (
  stack: TestStack,
  buyer: DemoPerson,
  suppliers: Awaited<ReturnType<typeof aSupplier>>[],
  {
    ids,
    approvers,
  }: { ids: { buyerId: string; rfqId: string } } & Pick<Awaited<ReturnType<typeof aBuyer>>, 'approvers'>,
): Promise<Step[]> => {
  const { steps, during } = stepsOn(stack)
  const { rfqId } = ids
  const { supplier } = (await buyer.must(contracts.getContract, { params: { rfqId } })).value
  const winner = suppliers.find(({ supplierId }) => supplierId === supplier.orgId)?.person
  if (!winner) throw new Error('The contract is with one of the bidders')
  const since = await timeOf(stack)
  const proposal = { changeId: newId('chg'), reason: 'quantity', words: 'More', note: '', budgetLine: '' } as const
  const lines = [{ number: '1', quantity: '77' }]
  await during('propose', () =>
    buyer.must(changes.proposeChange, { params: { rfqId }, body: { ...proposal, lines, after: 0 } }),
  )
  await during('two approvals', async () => {
    for (const { email, role } of approvers)
      if (role === 'commercial' || role === 'financial')
        await (await approverOf(stack, email, since)).decide({ approve: 'Fine' })
  })
  await during('accept', () =>
    winner.must(changes.answerChange, { params: { ...ids, number: 1 }, body: { accepted: true, words: '' } }),
  )
  return steps
}

/** One RFQ from its draft to its contract over HTTP, one request at a time; every bid is revised once. */
export const measureLifecycle = async (stack: TestStack, lineCount: number, bidders: number) => {
  const { person: buyer, buyerId, approvers } = await aBuyer(stack)
  const suppliers: Awaited<ReturnType<typeof aSupplier>>[] = []
  for (let i = 0; i < bidders; i += 1) suppliers.push(await aSupplier(stack))
  const before = stack.stats()
  const { steps, during } = stepsOn(stack)
  const people = suppliers.map(({ person }) => person)

  const rfq = await during('draft and publish', () =>
    aPublishedRfq(stack, buyer, people, { lines: someLines(lineCount), closesInMs: 10 * 60_000 }),
  )
  const ids = { buyerId, rfqId: rfq.rfqId }
  await during('first bids', async () => {
    for (const [i, person] of people.entries()) await bidOn(person, ids, { lines: priced(lineCount, i) })
  })
  await during('revised bids', async () => {
    for (const [i, { person, supplierId }] of suppliers.entries()) {
      const tender = (await person.must(tenders.getTender, { params: ids })).value
      const body = await sealOffer(tender, supplierId, 2, { lines: priced(lineCount, i + 1) })
      await person.must(bids.submitBid, { params: { ...ids, version: 2 }, body })
    }
  })
  await during('close and open', () => closeAndOpen(stack, buyer, rfq, people))
  await during('compare', () => buyer.must(awards.getComparison, { params: { rfqId: rfq.rfqId } }))
  await during('propose', () => proposeLowest(buyer, rfq.rfqId))
  await during('four approvals', async () => {
    for (const { email } of approvers) await (await approverOf(stack, email)).decide({ approve: 'Fine' })
  })
  await during('contract', () =>
    until(
      'there is a contract',
      async () => (await buyer.call(contracts.getContract, { params: { rfqId: rfq.rfqId } })).ok,
    ),
  )
  const change = await measureChange(stack, buyer, suppliers, { ids, approvers })
  const mails = await Promise.all(
    [buyer.email, ...people.map(({ email }) => email), ...approvers.map(({ email }) => email)].map((to) =>
      mailsTo(stack, to),
    ),
  )
  const total = (field: Exclude<keyof Step, 'step'>) => round(steps.reduce((sum, step) => sum + step[field], 0))
  return {
    lines: lineCount,
    bidders,
    total: {
      ms: total('ms'),
      emulatorMs: total('emulatorMs'),
      requests: total('requests'),
      writeUnits: total('writeUnits'),
      readUnits: total('readUnits'),
      s3Puts: total('s3Puts'),
      mails: mails.flat().length,
    },
    steps,
    change,
    units: unitsBetween(before, stack.stats()),
  }
}
