import { beforeAll, describe, expect, it } from 'vitest'
import { keys } from '../../shared/store/keys.ts'
import type { Table } from '../../shared/store/table.ts'
import { aTable } from '../support/api.ts'
import { anOffice } from '../support/approvals.ts'
import { aBidder, anEvaluation, anOpenedBid, aStakeholder, HEAD } from '../support/awards.ts'
import { aLine, anId, BUYER, NOON } from '../support/builders.ts'

const [first, second] = ['awd_01JQ0000000000000000000001', 'awd_01JQ0000000000000000000002']
let table: Table
beforeAll(async () => {
  table = await aTable()
})

describe('proposing an award', () => {
  it('asks every role at once and says so', async () => {
    const { rfq, bidders } = await anEvaluation(table)
    const office = anOffice(table)
    const proposed = await office.propose(rfq.rfqId, bidders[0]?.supplierId ?? '')
    expect(proposed.status).toBe(201)
    expect(proposed.json).toMatchObject({
      award: { number: 1, totalMinor: 20_930_000, isLowest: true, proposedBy: HEAD },
      approval: { status: 'proposed', steps: [{ role: 'technical', status: 'actionable' }, {}, {}, {}] },
      decisions: [],
    })
    const listed = await office.call('GET', '/rfqs/{rfqId}/awards', { params: { rfqId: rfq.rfqId }, as: office.buyer })
    expect(listed.json).toMatchObject({ items: [{ award: { awardId: first } }] })
  })

  it('wants a justification for another than the lowest', async () => {
    const { rfq, bidders } = await anEvaluation(table)
    const { propose } = anOffice(table)
    const dearer = bidders[1]?.supplierId ?? ''
    expect(await propose(rfq.rfqId, dearer)).toMatchObject({ status: 422, json: { code: 'justification_required' } })
    const justified = await propose(rfq.rfqId, dearer, { justification: 'Delivers in time' })
    expect(justified.json).toMatchObject({ award: { isLowest: false, justification: 'Delivers in time' } })
  })

  it('asks for the budget that was planned, whoever leaves it out', async () => {
    const planning = { estimatedMinor: null, category: '', risk: 'normal', budgetLine: 'IT-7' } as const
    const { rfq, bidders } = await anEvaluation(table, { rfq: { planning } })
    const proposed = await anOffice(table).propose(rfq.rfqId, bidders[0]?.supplierId ?? '')
    expect(proposed).toMatchObject({ status: 422, json: { code: 'budget_line_unknown', budgetLine: 'IT-7' } })
  })

  it('takes only a bid that is ranked', async () => {
    const bidders = [aBidder('Deltadata', '10.00'), aBidder('Nordkontor', '11.00')]
    const [winner, other] = bidders
    if (!winner || !other) throw new Error('Two bidders')
    const disqualified = { at: NOON, by: 'x', reason: 'No certificate' }
    const { rfq } = await anEvaluation(table, {
      bidders,
      bids: (rfqId) => [anOpenedBid(rfqId, winner, { disqualified }), anOpenedBid(rfqId, other)],
    })
    const { propose } = anOffice(table)
    expect(await propose(rfq.rfqId, winner.supplierId)).toMatchObject({ json: { code: 'bid_not_eligible' } })
    expect(await propose(rfq.rfqId, anId('org'))).toMatchObject({ json: { code: 'bid_not_eligible' } })
    expect(await propose(rfq.rfqId, other.supplierId)).toMatchObject({ status: 201 })
  })

  it('follows one that was set aside, as after a disqualification', async () => {
    const { rfq, place, bidders } = await anEvaluation(table)
    const { propose } = anOffice(table)
    const supplierId = bidders[0]?.supplierId ?? ''
    await propose(rfq.rfqId, supplierId)
    await table.update({
      update: keys.approval(place.buyerId, place.rfqId, 'award', 1),
      set: { status: 'superseded', version: 2 },
      when: 'present',
      otherwise: { code: 'none' },
    })
    const next = await propose(rfq.rfqId, supplierId, { awardId: second, after: 1 })
    expect(next).toMatchObject({ status: 201, json: { award: { number: 2 } } })
  })

  it('names the roles nobody holds', async () => {
    const { rfq, bidders } = await anEvaluation(table)
    for (const role of ['financial', 'operational'] as const) {
      const { stakeholderId } = aStakeholder(role)
      await table.update({
        update: keys.stakeholder(BUYER, stakeholderId),
        set: { active: false },
        when: 'present',
        otherwise: { code: 'none' },
      })
    }
    const proposed = await anOffice(table).propose(rfq.rfqId, bidders[0]?.supplierId ?? '')
    expect(proposed).toMatchObject({
      status: 422,
      json: { code: 'roles_not_held', roles: ['financial', 'operational'] },
    })
  })

  it('is not for someone who would approve it', async () => {
    const { rfq, bidders } = await anEvaluation(table)
    const office = anOffice(table)
    const { email } = aStakeholder('technical')
    const body = { awardId: first, supplierId: bidders[0]?.supplierId, reason: 'x', justification: '', after: 0 }
    const as = { ...office.buyer, email }
    const proposed = await office.call('POST', '/rfqs/{rfqId}/awards', { params: { rfqId: rfq.rfqId }, as, body })
    expect(proposed).toMatchObject({ status: 422, json: { code: 'approver_is_requester', role: 'technical' } })
  })

  it.each([
    ['open', 'bids_not_opened'],
    ['cancelled', 'rfq_not_in_status'],
    ['awarded', 'contract_committed'],
  ] as const)('is refused while the RFQ is %s', async (status, code) => {
    const { rfq, bidders } = await anEvaluation(table, { rfq: { status } })
    const proposed = await anOffice(table).propose(rfq.rfqId, bidders[0]?.supplierId ?? '')
    expect(proposed.json).toMatchObject({ code })
  })

  it('answers the same proposal again as the first time, and another under its id not at all', async () => {
    const { rfq, bidders } = await anEvaluation(table)
    const { propose } = anOffice(table)
    const supplierId = bidders[0]?.supplierId ?? ''
    const once = await propose(rfq.rfqId, supplierId)
    expect((await propose(rfq.rfqId, supplierId)).json).toEqual(once.json)
    const other = await propose(rfq.rfqId, supplierId, { reason: 'Another reason' })
    expect(other.json).toMatchObject({ code: 'award_id_taken' })
  })

  it('is made once when two buyers propose at once; the other sees that something changed', async () => {
    const { rfq, bidders } = await anEvaluation(table)
    const { propose } = anOffice(table)
    const supplierId = bidders[0]?.supplierId ?? ''
    const both = await Promise.all([
      propose(rfq.rfqId, supplierId),
      propose(rfq.rfqId, supplierId, { awardId: second }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 412])
  })

  it('supersedes the proposal before it', async () => {
    const { rfq, bidders } = await anEvaluation(table)
    const { propose, call, buyer } = anOffice(table)
    const supplierId = bidders[0]?.supplierId ?? ''
    await propose(rfq.rfqId, supplierId)
    await propose(rfq.rfqId, supplierId, { awardId: second, after: 1 })
    const { json } = await call('GET', '/rfqs/{rfqId}/awards', { params: { rfqId: rfq.rfqId }, as: buyer })
    expect(json).toMatchObject({
      items: [{ approval: { number: 2, status: 'proposed' } }, { approval: { number: 1, status: 'superseded' } }],
    })
  })

  it('carries an award of 1,000 lines', async () => {
    const lines = Array.from({ length: 1000 }, (_, i) => aLine({ number: String(i + 1), quantity: '3' }))
    const bidder = aBidder('Deltadata', '10.01')
    const priced = lines.map(({ number }) => ({ kind: 'price' as const, number, unitPrice: '10.01' }))
    const { rfq } = await anEvaluation(table, {
      bidders: [bidder],
      lines,
      bids: (rfqId) => {
        const bid = anOpenedBid(rfqId, bidder)
        return [{ ...bid, content: bid.content && { ...bid.content, lines: priced } }]
      },
    })
    expect((await anOffice(table).propose(rfq.rfqId, bidder.supplierId)).json).toMatchObject({
      award: { totalMinor: 3_003_000 },
    })
  })
})
