import { describe, expect, it } from 'vitest'
import type { Comparison } from '../../shared/contracts/awards.ts'
import type { ApprovalStatus } from '../../shared/domain/approval.ts'
import { opening } from '../../shared/store/approvals.ts'
import { keys } from '../../shared/store/keys.ts'
import { changedMeanwhile } from '../../shared/store/rfq-events.ts'
import { aRequest } from '../support/awards.ts'
import { lines, prices } from '../support/bids.ts'
import { later } from '../support/builders.ts'
import { cpuTimeOf } from '../support/cpu-time.ts'
import { aTendering, CLOSES, OPENS } from '../support/tendering.ts'

const { aTender, submit, open, ofRfq, call, table, rfq, anOrganisation } = aTendering()
const REASON = { reason: 'No certificate of origin' }

const anOpenedTender = async (bidders: number, lineCount = 2) => {
  const tender = await aTender(bidders, { lines: lines(lineCount) })
  for (const [i, as] of tender.suppliers.entries())
    await submit(tender, as, { content: { lines: prices(...Array<string>(lineCount).fill(`${i + 1}.00`)) } })
  await open(tender)
  return tender
}
type Tender = Awaited<ReturnType<typeof anOpenedTender>>
const comparisonOf = async (tender: Tender) => (await ofRfq('GET', 'comparison', tender)).json as Comparison
const disqualify = ({ place, buyer }: Tender, supplierId: string, body: object = REASON) =>
  call('PUT', '/rfqs/{rfqId}/bids/{supplierId}/disqualification', {
    params: { rfqId: place.rfqId, supplierId },
    as: buyer,
    body,
    at: later(OPENS, 60_000),
  })
const anApprovalOf = async ({ place }: Tender, status: ApprovalStatus) => {
  const { buyerId, rfqId } = place
  await table().commit([
    // One after the other on the same place, which the store itself would refuse.
    ...opening(place, { ...aRequest(), status }).flatMap((write) => ('put' in write ? [{ put: write.put }] : [])),
    { update: keys.rfq(buyerId, rfqId), set: { awardCount: 1 }, when: 'present', otherwise: changedMeanwhile },
  ])
}

describe('the comparison', () => {
  it('is kept back until the opening is on record', async () => {
    const tender = await aTender(1)
    await submit(tender, tender.suppliers[0] ?? tender.buyer)
    expect(await ofRfq('GET', 'comparison', tender, { at: later(CLOSES, 1) })).toMatchObject({
      status: 409,
      json: { code: 'bids_not_opened', status: 'open' },
    })
  })

  it('ranks the bids and says what each offers', async () => {
    const tender = await anOpenedTender(3)
    const { bids, withdrawn, openedAt } = await comparisonOf(tender)
    expect(bids.map(({ supplierId }) => supplierId)).toEqual(tender.suppliers.map(({ org }) => org))
    expect(bids.map(({ ranking }) => ranking?.rank)).toEqual([1, 2, 3])
    expect(bids[1]).toMatchObject({
      totalMinor: 14_000,
      ranking: { aboveBestMinor: 7_000 },
      cells: [{ best: false }, {}],
    })
    expect({ withdrawn, openedAt }).toEqual({ withdrawn: [], openedAt: OPENS })
  })

  it('is the buyer’s own: another organisation finds no such RFQ', async () => {
    const tender = await anOpenedTender(1)
    const stranger = await anOrganisation()
    const asked = await ofRfq('GET', 'comparison', tender, { as: stranger })
    expect(asked).toMatchObject({ status: 404, json: { code: 'rfq_not_found' } })
  })

  it('of 1,000 lines and 20 bids is opened, built and answered within the budget', async () => {
    const tender = await aTender(20, { lines: lines(1_000) })
    for (const [i, as] of tender.suppliers.entries())
      await submit(tender, as, {
        content: { lines: prices(...Array.from({ length: 1_000 }, (_, n) => `${n + i}.25`)) },
      })
    const opened = await cpuTimeOf(() => open(tender))
    const { value: answer, ms } = await cpuTimeOf(() => ofRfq('GET', 'comparison', tender))
    expect((answer.json as Comparison).bids.every(({ cells }) => cells.length === 1_000)).toBe(true)
    console.info(`opening cost ${Math.round(opened.ms)} ms, comparing ${Math.round(ms)} ms`)
    expect(ms).toBeLessThan(1_000)
  })
})

describe('disqualifying a bid', () => {
  it('takes it out of the ranking with the reason on record', async () => {
    const tender = await anOpenedTender(2)
    const [first, second] = tender.suppliers.map(({ org }) => org)
    expect((await disqualify(tender, first ?? '')).status).toBe(200)
    const { bids } = await comparisonOf(tender)
    expect(bids).toMatchObject([
      { supplierId: second, ranking: { rank: 1 } },
      { supplierId: first, ranking: null, disqualified: { ...REASON, by: 'Sille' } },
    ])
    const events = await table().all({ pk: `${tender.place.buyerId}#${tender.place.rfqId}`, beginsWith: 'EVENT#' })
    expect(events.at(-1)).toMatchObject({ name: 'bid.disqualified', data: { supplierId: first, ...REASON } })
    expect((await disqualify(tender, first ?? '')).status).toBe(200)
    expect(await disqualify(tender, first ?? '', { reason: 'Another' })).toMatchObject({
      json: { code: 'bid_not_eligible' },
    })
    expect(
      await table().all({ pk: `${tender.place.buyerId}#${tender.place.rfqId}`, beginsWith: 'EVENT#' }),
    ).toHaveLength(events.length)
  })

  it('happens to both where two buyers disqualify two bids at once', async () => {
    const tender = await anOpenedTender(3)
    const answers = await Promise.all(tender.suppliers.map(({ org }) => disqualify(tender, org)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect((await comparisonOf(tender)).bids.every(({ ranking }) => ranking === null)).toBe(true)
  })

  it('of nobody’s bid is refused', async () => {
    const tender = await anOpenedTender(1)
    expect(await disqualify(tender, tender.buyer.org)).toMatchObject({ status: 404, json: { code: 'bid_not_found' } })
  })

  it('waits while an award is decided, and sets a vetoed one aside for good', async () => {
    const tender = await anOpenedTender(2)
    const [supplier = ''] = tender.suppliers.map(({ org }) => org)
    await anApprovalOf(tender, 'proposed')
    expect(await disqualify(tender, supplier)).toMatchObject({ status: 409, json: { code: 'award_under_way' } })
    await anApprovalOf(tender, 'vetoed')
    expect((await disqualify(tender, supplier)).status).toBe(200)
    const { buyerId, rfqId } = tender.place
    expect(await table().get(keys.approval(buyerId, rfqId, 'award', 1))).toMatchObject({
      status: 'superseded',
      version: 2,
    })
  })
})

describe('ending without an award', () => {
  const end = (tender: Tender, body: object = REASON) => ofRfq('POST', 'unsuccessful', tender, { body })

  it('says why, once', async () => {
    const tender = await anOpenedTender(1)
    expect((await end(tender)).status).toBe(200)
    expect((await end(tender)).status).toBe(200)
    expect(await rfq(tender.place)).toMatchObject({ status: 'unsuccessful', unsuccessful: REASON })
    expect(await end(tender, { reason: 'Another' })).toMatchObject({ status: 409, json: { code: 'rfq_not_in_status' } })
  })

  it('waits while an award is decided', async () => {
    const tender = await anOpenedTender(1)
    await anApprovalOf(tender, 'approved')
    expect(await end(tender)).toMatchObject({ status: 409, json: { code: 'award_under_way' } })
    await anApprovalOf(tender, 'vetoed')
    expect((await end(tender)).status).toBe(200)
  })

  it('needs the bids to be opened', async () => {
    const tender = await aTender(1)
    expect(await end(tender)).toMatchObject({ status: 409, json: { code: 'rfq_not_in_status', status: 'open' } })
  })
})
