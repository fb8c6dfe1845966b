import { beforeAll, describe, expect, it } from 'vitest'
import { keys } from '../../shared/store/keys.ts'
import { changeRfq } from '../../shared/store/rfq-events.ts'
import { keepNewRfq, loadRfq } from '../../shared/store/rfqs.ts'
import type { Table } from '../../shared/store/table.ts'
import { pageOfTimeline } from '../../shared/store/timeline.ts'
import { aTable } from '../support/api.ts'
import { anApproval, taken } from '../support/awards.ts'
import { anId, anRfq, BUYER, later, NOON } from '../support/builders.ts'

const by = { kind: 'person', orgId: BUYER, email: 'a@b.example', name: 'Sille' } as const
let table: Table
beforeAll(async () => {
  table = await aTable()
})

/** An RFQ with events at these milliseconds after noon, the draft's at 0, and decisions at those. */
const anRfqWith = async (events: number[], decisions: number[]) => {
  const rfqId = anId('rfq')
  const draft = { name: 'rfq.drafted', at: NOON, by, data: {} } as const
  await keepNewRfq(table, anRfq({ rfqId }), [], '', draft)
  for (const at of events) {
    const rfq = await loadRfq(table, BUYER, rfqId)
    if (!rfq) throw new Error('The RFQ vanished')
    const data = { questionId: anId('qst') }
    const happening = { name: 'question.asked', at: later(NOON, at), by, data } as const
    await table.commit(changeRfq(rfq, {}, happening).writes)
  }
  for (const [i, at] of decisions.entries()) {
    const stakeholderId = anId('stk')
    const decision = { ...anApproval(), ...taken('technical'), stakeholderId, decidedAt: later(NOON, at) }
    const key = keys.decision(BUYER, rfqId, 'award', 1, stakeholderId, 1)
    await table.commit([{ put: { ...key, kind: 'Decision', subject: 'award', number: 1, ...decision, seq: i + 2 } }])
  }
  const rfq = await loadRfq(table, BUYER, rfqId)
  if (!rfq) throw new Error('The RFQ vanished')
  return rfq
}
const allOf = async (rfq: Awaited<ReturnType<typeof anRfqWith>>, limit: number) => {
  const found: string[] = []
  for (let cursor: string | undefined, pages = 0; pages < 50; pages++) {
    const page = await pageOfTimeline(table, rfq, { limit, cursor })
    if (!page.ok) throw new Error(page.refusal.code)
    expect(page.value.items.length).toBeLessThanOrEqual(limit)
    found.push(...page.value.items.map(({ name, at }) => `${name[0]}${Date.parse(at) - Date.parse(NOON)}`))
    cursor = page.value.next
    if (cursor === undefined) return found
  }
  throw new Error('The timeline never ends')
}

describe('the timeline', () => {
  it.each([1, 2, 3, 5, 100])('shows events and decisions by time, each once, %i at a time', async (limit) => {
    const rfq = await anRfqWith([10, 20, 30, 40], [15, 35, 36, 50])
    expect(await allOf(rfq, limit)).toEqual(['d50', 'q40', 'd36', 'd35', 'q30', 'q20', 'd15', 'q10', 'r0'])
  })
  it('keeps the order of the chain where clocks disagree', async () => {
    const rfq = await anRfqWith([10, 30, 20], [])
    expect(await allOf(rfq, 2)).toEqual(['q20', 'q30', 'q10', 'r0'])
  })
  it('names every entry by its own hash', async () => {
    const rfq = await anRfqWith([10], [15])
    const page = await pageOfTimeline(table, rfq, { limit: 10 })
    const hashes = page.ok ? page.value.items.map(({ sha256 }) => sha256) : []
    expect(new Set(hashes).size).toBe(3)
    expect(hashes[1]).toBe(rfq.lastEventSha256)
  })
})
