import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { approverOf, bidOn, newId, sealOffer } from '../../infra/local/demo/actors.ts'
import { until } from '../../infra/local/demo/client.ts'
import { prices } from '../../infra/local/demo/content.ts'
import { advance, mailsTo, moveTo } from '../../infra/local/demo/running.ts'
import * as awards from '../../shared/contracts/awards.ts'
import * as bids from '../../shared/contracts/bids.ts'
import * as contracts from '../../shared/contracts/contracts.ts'
import * as rfqs from '../../shared/contracts/rfqs.ts'
import * as tenders from '../../shared/contracts/tenders.ts'
import { startTestStack, type TestStack } from '../support/stack.ts'
import {
  aBuyer,
  aProposedAward,
  aPublishedRfq,
  aSupplier,
  closeAndOpen,
  proposeLowest,
  someSuppliers,
} from '../support/stories.ts'

let stack: TestStack
beforeAll(async () => {
  stack = await startTestStack()
})
afterEach(() => stack.faults.clear())
afterAll(() => stack?.stop())

const THREE = prices('100.00', '20.00', '3.00')
const readyToBid = async (bidders: number, closesInMs = 10 * 60_000) => {
  const { person: buyer, buyerId } = await aBuyer(stack)
  const suppliers = await someSuppliers(stack, bidders)
  const rfq = await aPublishedRfq(
    stack,
    buyer,
    suppliers.map(({ person }) => person),
    { closesInMs },
  )
  return { buyer, suppliers, rfq, ids: { buyerId, rfqId: rfq.rfqId } }
}

describe('many suppliers at the deadline', () => {
  it('keeps every bid of 50 that come in the same second, under throttling and lost answers', async () => {
    const { buyer, suppliers, rfq, ids } = await readyToBid(50)
    const sealed = await Promise.all(
      suppliers.map(async ({ person, supplierId }) => {
        await person.must(tenders.takePart, { params: ids })
        const tender = (await person.must(tenders.getTender, { params: ids })).value
        return { person, body: await sealOffer(tender, supplierId, 1, { lines: THREE }) }
      }),
    )
    stack.faults.add({
      match: { service: 'dynamodb', operation: 'PutItem', function: 'bids' },
      kind: 'commit-then-timeout',
      probability: 0.2,
      seed: 7,
    })
    stack.faults.add({
      match: { service: 'dynamodb', operation: 'PutItem', function: 'bids' },
      kind: 'throttle',
      probability: 0.2,
      seed: 8,
    })
    await moveTo(stack, new Date(Date.parse(rfq.terms.closesAt ?? '') - 20_000).toISOString())
    for (const { person } of sealed) person.signInAgain()
    const answers = await Promise.all(
      sealed.map(({ person, body }) => person.call(bids.submitBid, { params: { ...ids, version: 1 }, body })),
    )
    stack.faults.clear()
    const accepted = answers.filter(({ ok }) => ok).length
    expect(accepted).toBeGreaterThan(0)

    await closeAndOpen(stack, buyer, rfq)
    const comparison = (await buyer.must(awards.getComparison, { params: { rfqId: rfq.rfqId } })).value
    const stands = new Set(comparison.bids.map(({ supplierId }) => supplierId))
    const lost = suppliers.filter(({ supplierId }, i) => answers[i]?.ok && !stands.has(supplierId))
    expect(lost).toEqual([])
    expect(comparison.bids.every(({ finding }) => finding.kind === 'valid')).toBe(true)
  })

  it('gives the retry of a submission whose answer was lost the same receipt', async () => {
    const { suppliers, ids } = await readyToBid(1)
    const [{ person, supplierId } = await aSupplier(stack)] = suppliers
    await person.must(tenders.takePart, { params: ids })
    const tender = (await person.must(tenders.getTender, { params: ids })).value
    const body = await sealOffer(tender, supplierId, 1, { lines: THREE })
    stack.faults.add({
      match: { service: 'dynamodb', operation: 'PutItem', function: 'bids' },
      kind: 'commit-then-timeout',
      times: 1,
    })
    const first = await person.must(bids.submitBid, { params: { ...ids, version: 1 }, body })
    const again = await person.must(bids.submitBid, { params: { ...ids, version: 1 }, body })
    expect(again.value).toEqual(first.value)
  })

  it('lets one of two colleagues submit a version, and shows the other what stands', async () => {
    const { suppliers, ids } = await readyToBid(1)
    const [{ person, supplierId } = await aSupplier(stack)] = suppliers
    await person.must(tenders.takePart, { params: ids })
    const tender = (await person.must(tenders.getTender, { params: ids })).value
    const envelopes = await Promise.all(
      [prices('1.00', '1.00', '1.00'), prices('2.00', '2.00', '2.00')].map((lines) =>
        sealOffer(tender, supplierId, 1, { lines }),
      ),
    )
    const answers = await Promise.all(
      envelopes.map((body) => person.call(bids.submitBid, { params: { ...ids, version: 1 }, body })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    const refused = answers.find(({ ok }) => !ok)
    const stands = (await person.must(bids.listOwnVersions, { params: ids })).value.items
    expect(stands).toHaveLength(1)
    expect(refused).toMatchObject({ refusal: { code: 'bid_version_taken' } })
  })
})

describe('opening', () => {
  it('has one outcome when it runs twice, while answers get lost', async () => {
    const { buyer, suppliers, rfq, ids } = await readyToBid(3)
    for (const { person } of suppliers) await bidOn(person, ids, { lines: THREE })
    stack.faults.add({ match: { queue: 'OpenBidsQueue' }, kind: 'duplicate', times: 3 })
    stack.faults.add({
      match: { service: 'dynamodb', function: 'open-bids' },
      kind: 'commit-then-timeout',
      probability: 0.1,
      seed: 3,
    })
    stack.faults.add({
      match: { service: 'dynamodb', operation: 'TransactWriteItems', function: 'open-bids' },
      kind: 'transaction-conflict',
      times: 2,
    })
    await closeAndOpen(stack, buyer, rfq)
    stack.faults.clear()
    const timeline = (await buyer.must(rfqs.listTimeline, { params: { rfqId: rfq.rfqId } })).value.items
    expect(timeline.filter(({ name }) => name === 'bids.opened')).toHaveLength(1)
    const comparison = (await buyer.must(awards.getComparison, { params: { rfqId: rfq.rfqId } })).value
    expect(comparison.bids).toHaveLength(3)
  })

  it('refuses a bid at the closing time with both times, and takes one a millisecond earlier', async () => {
    const { suppliers, rfq, ids } = await readyToBid(2)
    const [early, late] = suppliers
    if (!early || !late) throw new Error('Two suppliers are needed')
    const closes = Date.parse(rfq.terms.closesAt ?? '')
    const sealed = await Promise.all(
      [early, late].map(async ({ person, supplierId }) => {
        await person.must(tenders.takePart, { params: ids })
        const tender = (await person.must(tenders.getTender, { params: ids })).value
        return sealOffer(tender, supplierId, 1, { lines: THREE })
      }),
    )
    await moveTo(stack, new Date(closes - 5_000).toISOString())
    for (const { person } of [early, late]) person.signInAgain()
    const inTime = await early.person.must(bids.submitBid, {
      params: { ...ids, version: 1 },
      body: sealed[0] ?? { bidId: '', envelope: '', sha256: '' },
    })
    expect(Date.parse(inTime.value.receivedAt)).toBeLessThan(closes)
    await moveTo(stack, new Date(closes).toISOString())
    const refused = await late.person.call(bids.submitBid, {
      params: { ...ids, version: 1 },
      body: sealed[1] ?? { bidId: '', envelope: '', sha256: '' },
    })
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'rfq_closed', closedAt: rfq.terms.closesAt } })
  })
})

const APPROVE = { approve: 'Fine' }
const VETO = { veto: { reasonCode: 'risk', words: 'The line is spent', remedy: 'Move 40,000 from 4.1' } } as const
const contractOf = async (world: Awaited<ReturnType<typeof aProposedAward>>) =>
  world.buyer.call(contracts.getContract, { params: { rfqId: world.ids.rfqId } })

describe('approving', () => {
  it('commits one contract when four approve at once, with conflicts and duplicated messages', async () => {
    const world = await aProposedAward(stack)
    const approvers = await Promise.all(world.approvers.map((email) => approverOf(stack, email)))
    stack.faults.add({
      match: { service: 'dynamodb', operation: 'TransactWriteItems' },
      kind: 'transaction-conflict',
      times: 4,
    })
    stack.faults.add({ match: { queue: 'CommitContractsQueue' }, kind: 'duplicate', times: 4 })
    stack.faults.add({
      match: { service: 'dynamodb', operation: 'TransactWriteItems', function: 'commit-contracts' },
      kind: 'commit-then-timeout',
      times: 1,
    })
    const decisions = await Promise.all(approvers.map(({ decide }) => decide(APPROVE)))
    expect(decisions.map(({ ok }) => ok)).toEqual([true, true, true, true])
    await until('there is a contract', async () => (await contractOf(world)).ok)
    stack.faults.clear()
    const timeline = (await world.buyer.must(rfqs.listTimeline, { params: { rfqId: world.ids.rfqId } })).value.items
    expect(timeline.filter(({ name }) => name === 'contract.committed')).toHaveLength(1)
  })

  it('ends with a veto or a contract, never both, when four approvals and a veto meet', async () => {
    const world = await aProposedAward(stack)
    const approvers = await Promise.all(world.approvers.map((email) => approverOf(stack, email)))
    const [first] = approvers
    await Promise.all(approvers.map(({ decide }) => decide(APPROVE)))
    const veto = await first?.decide(VETO)
    if (veto?.ok) {
      await advance(stack, 70_000)
      world.buyer.signInAgain()
      expect((await contractOf(world)).ok).toBe(false)
      const [view] = (await world.buyer.must(awards.listAwards, { params: { rfqId: world.ids.rfqId } })).value.items
      expect(view?.approval.status).toBe('vetoed')
      const said = view?.decisions.map(({ decision }) => decision).filter((decision) => decision !== 'declare')
      expect(said?.sort()).toEqual(['approve', 'approve', 'approve', 'approve', 'veto'])
    } else {
      expect(veto?.refusal.code).toBe('contract_committed')
      await until('there is a contract', async () => (await contractOf(world)).ok)
    }
  })

  it('keeps one proposal when two buyers propose at once', async () => {
    const world = await aProposedAward(stack)
    const propose = () =>
      world.buyer.call(awards.proposeAward, {
        params: { rfqId: world.ids.rfqId },
        body: {
          awardId: newId('awd'),
          supplierId: world.award.award.supplierId,
          reason: 'Again',
          justification: '',
          after: 1,
        },
      })
    const answers = await Promise.all([propose(), propose()])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'changed_meanwhile' } })
    const { items } = (await world.buyer.must(awards.listAwards, { params: { rfqId: world.ids.rfqId } })).value
    expect(items.map(({ approval }) => approval.status)).toEqual(['proposed', 'superseded'])
  })
})

describe('mails', () => {
  it('intends each mail once, however often its message is delivered', async () => {
    stack.faults.add({ match: { queue: 'NotifyQueue' }, kind: 'duplicate', times: 12 })
    const { suppliers, buyer, rfq, ids } = await readyToBid(3)
    for (const { person } of suppliers) await bidOn(person, ids, { lines: THREE })
    await closeAndOpen(stack, buyer, rfq)
    await proposeLowest(buyer, rfq.rfqId)
    await until('the buyer knows that bids are open', async () => (await mailsTo(stack, buyer.email)).length > 0)
    for (const { person } of suppliers) {
      const invitations = (await mailsTo(stack, person.email)).filter(({ text }) =>
        text.includes(`/tenders/${ids.buyerId}/${ids.rfqId}`),
      )
      expect(new Set(invitations.map(({ subject }) => subject)).size).toBe(invitations.length)
    }
  })
})
