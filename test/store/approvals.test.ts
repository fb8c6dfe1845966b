import { beforeAll, describe, expect, it } from 'vitest'
import type { ApprovalOf } from '../../shared/domain/approval.ts'
import { replayed } from '../../shared/domain/approval-replay.ts'
import { decide } from '../../shared/domain/approval-rules.ts'
import type { DecisionAsked } from '../../shared/domain/decisions.ts'
import type { RfqPlace } from '../../shared/domain/rfq.ts'
import { loadDecisions } from '../../shared/store/approval-facts.ts'
import { keepDecision, keepHandling, loadApproval, openedOf, opening } from '../../shared/store/approvals.ts'
import { keepProposal } from '../../shared/store/awards.ts'
import { commitContract } from '../../shared/store/contracts.ts'
import { keys } from '../../shared/store/keys.ts'
import { keepSection, loadSections } from '../../shared/store/sections.ts'
import type { Table } from '../../shared/store/table.ts'
import { loadSignals } from '../../shared/store/work.ts'
import { aTable } from '../support/api.ts'
import { aBidder, anApproval, aRequest, aVeto, HEAD, openedRequest } from '../support/awards.ts'
import { anId, anRfq, BUYER, NOON } from '../support/builders.ts'
import { aContract, aMadeAward } from '../support/contracts.ts'
import { idOf } from '../support/deciding.ts'

const of = { subject: 'award', number: 1 } as const
const proved = { method: 'code', from: '192.0.2.1' } as const
let table: Table
beforeAll(async () => {
  table = await aTable()
})

const kept = async () => {
  const rfq = anRfq({ rfqId: anId('rfq'), status: 'evaluation', awardCount: 1 })
  const put = await table.commit([
    ...opening(rfq, aRequest()),
    { put: { ...keys.rfq(rfq.buyerId, rfq.rfqId), kind: 'Rfq', ...rfq } },
  ])
  if (!put.ok) throw new Error(put.refusal.code)
  return rfq
}
const read = async (rfq: RfqPlace, about: ApprovalOf = of) => {
  const approval = await loadApproval(table, rfq, about)
  if (!approval) throw new Error('Nothing was asked')
  return approval
}
const deciding = (before: Awaited<ReturnType<typeof read>>, asked: DecisionAsked, turn = 1) => {
  const said = { stakeholderId: idOf('technical'), turn, asked, decidedAt: NOON, seq: before.version + 1, proved }
  const decided = decide(before, { ...said, keptOut: () => undefined })
  if (!decided.ok) throw new Error(decided.refusal.code)
  return decided.value
}

describe('the tally of an approval', () => {
  it('is changed only by who saw the one before: a decision taken on an older one is not kept', async () => {
    const rfq = await kept()
    const stale = await read(rfq)
    expect((await keepDecision(table, rfq, stale, deciding(stale, anApproval()))).ok).toBe(true)
    expect(await keepDecision(table, rfq, stale, deciding(stale, aVeto()))).toMatchObject({
      refusal: { code: 'changed_meanwhile' },
    })
    expect(await loadDecisions(table, rfq, of)).toMatchObject([{ decision: 'approve', seq: 2 }])
    const handling = { kind: 'remind', stakeholderId: idOf('technical'), seq: 2, at: NOON, by: 'clock' } as const
    expect((await keepHandling(table, rfq, stale, { handling, request: stale })).ok).toBe(false)
  })

  it('keeps every decision beside the next', async () => {
    const rfq = await kept()
    const first = await read(rfq)
    await keepDecision(table, rfq, first, deciding(first, anApproval()))
    const second = await read(rfq)
    const again = { ...deciding(second, aVeto(), 2) }
    const overwriting = { ...again, decision: { ...again.decision, turn: 1 } }
    expect((await keepDecision(table, rfq, second, overwriting)).ok).toBe(false)
    expect((await keepDecision(table, rfq, second, again)).ok).toBe(true)
    expect((await loadDecisions(table, rfq, of)).map(({ decision }) => decision)).toEqual(['approve', 'veto'])
  })

  it('says each change of it under an id of its own, so that none is taken for another and goes untold', async () => {
    const rfq = await kept()
    const publication = { subject: 'publication', number: 1 } as const
    await table.commit(opening(rfq, aRequest(publication)))
    for (const about of [of, publication]) {
      const before = await read(rfq, about)
      await keepDecision(table, rfq, before, deciding(before, anApproval()))
      for (const seq of [3, 4]) {
        const now = await read(rfq, about)
        const handling = { kind: 'remind', stakeholderId: idOf('technical'), seq, at: NOON, by: 'clock' } as const
        expect((await keepHandling(table, rfq, now, { handling, request: now })).ok).toBe(true)
      }
    }
    const signals = await loadSignals(table, rfq)
    expect(signals).toHaveLength(6)
    expect(new Set(signals.map(({ id }) => id)).size).toBe(6)
  })

  it('is made again from how it was asked and its facts', async () => {
    const rfq = await kept()
    const first = await read(rfq)
    await keepDecision(table, rfq, first, deciding(first, anApproval()))
    const item = await table.get(keys.approvalOpened(rfq.buyerId, rfq.rfqId, 'award', 1))
    if (!item) throw new Error('It was never asked')
    const [decision] = await loadDecisions(table, rfq, of)
    const { version: _, ...tally } = await read(rfq)
    expect(replayed(openedOf(item), decision ? [{ decision }] : [])).toEqual(tally)
    expect(replayed(openedOf(item), decision ? [{ decision: { ...decision, seq: 3 } }] : [])).toBeUndefined()
  })
})

describe('what ends an approval', () => {
  const proposing = (rfq: Awaited<ReturnType<typeof kept>>, previous: Awaited<ReturnType<typeof read>>) =>
    keepProposal(table, {
      rfq,
      award: { ...aMadeAward(aBidder('Deltadata', '1.00')), number: 2, proposalSha256: 'a'.repeat(64) },
      request: openedRequest({ number: 2, previous }),
      previous,
      by: { orgId: BUYER, ...HEAD },
    })

  it('is conditional on every opinion there is: a newer proposal made without a veto is not made', async () => {
    const rfq = await kept()
    const stale = await read(rfq)
    await keepDecision(table, rfq, stale, deciding(stale, aVeto()))
    expect(await proposing(rfq, stale)).toMatchObject({ refusal: { code: 'changed_meanwhile' } })
    expect((await proposing(rfq, await read(rfq))).ok).toBe(true)
  })

  it('is a newer proposal also where time had ended it', async () => {
    const rfq = await kept()
    const first = await read(rfq)
    const handling = { kind: 'expire', seq: 2, at: first.until, by: 'clock' } as const
    await keepHandling(table, rfq, first, { handling, request: { ...first, status: 'expired' } })
    expect((await proposing(rfq, await read(rfq))).ok).toBe(true)
    expect(await read(rfq)).toMatchObject({ status: 'superseded' })
  })

  it('is conditional on the very tally that approved: a contract is not made over a veto', async () => {
    const rfq = await kept()
    const first = await read(rfq)
    const approved = { ...first, status: 'approved' as const }
    const { buyerId, rfqId } = rfq
    const update = keys.approval(buyerId, rfqId, 'award', 1)
    await table.update({ update, set: { status: 'approved' }, when: 'present', otherwise: { code: 'none' } })
    await keepDecision(table, rfq, approved, deciding(approved, aVeto()))
    await table.update({ update, set: { status: 'approved' }, when: 'present', otherwise: { code: 'none' } })
    const contract = { ...aContract(aBidder('Deltadata', '10.00')), rfqId }
    expect(await commitContract(table, rfq, approved, contract)).toMatchObject({
      refusal: { code: 'changed_meanwhile' },
    })
    expect((await commitContract(table, rfq, await read(rfq), contract)).ok).toBe(true)
  })
})

describe('a section', () => {
  it('is kept once under its hash, however large, and read as it was', async () => {
    const rfq = anRfq({ rfqId: anId('rfq') })
    const random = () => Math.random().toString(36)
    const large = { lines: Array.from({ length: 60_000 }, random), note: 'æøå' }
    const hashes = [await keepSection(table, rfq, large), await keepSection(table, rfq, { small: true })]
    expect(await keepSection(table, rfq, large)).toBe(hashes[0])
    expect(await loadSections(table, rfq, [...hashes, 'f'.repeat(64)])).toEqual([large, { small: true }, undefined])
    // As where a copy does not have yet what was just kept.
    const behind: Table = {
      ...table,
      getAll: async (wanted, options) => (options?.stale ? wanted.map(() => undefined) : table.getAll(wanted)),
    }
    expect(await loadSections(behind, rfq, hashes)).toEqual([large, { small: true }])
  })
})
