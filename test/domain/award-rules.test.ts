import { describe, expect, it } from 'vitest'
import { askedUntil, mayPropose, proposeAward } from '../../shared/domain/award-rules.ts'
import { rankBids } from '../../shared/domain/ranking.ts'
import { aBidder, anOpenedBid, HEAD } from '../support/awards.ts'
import { aLine, DAY, later, NOON, RFQ } from '../support/builders.ts'

describe('until when', () => {
  it.each([
    ['sixty days', 90, 60 * DAY],
    ['no longer than the bid stands', 10, 10 * DAY],
    ['sixty days all the same once the bid has lapsed', 0, 60 * DAY],
  ])('is %s', (_, validityDays, wanted) => {
    expect(askedUntil(NOON, NOON, validityDays)).toBe(later(NOON, wanted))
  })
})

describe('proposing', () => {
  const [cheap, dear] = [aBidder('Deltadata', '1.005'), aBidder('Nordkontor', '2.00')]
  const bids = [anOpenedBid(RFQ, cheap), anOpenedBid(RFQ, dear)]
  const lines = [aLine({ quantity: '10' })]
  const propose = (supplierId: string, justification = '') =>
    proposeAward({
      rfq: { rfqId: RFQ, awardCount: 2 },
      lines,
      bids,
      ranking: rankBids(bids, lines),
      proposal: {
        awardId: 'awd_01JQ0000000000000000000001',
        supplierId,
        reason: 'x',
        justification,
        budgetLine: '',
        deliveryNote: '',
        riskNote: '',
      },
      budget: { line: '', name: '', estimatedMinor: null },
      known: { supplierStanding: [] },
      by: HEAD,
      at: NOON,
    })
  it('sums lines that were rounded once', () => {
    expect(propose(cheap.supplierId)).toMatchObject({
      value: { number: 3, totalMinor: 1005, isLowest: true, currency: 'DKK' },
    })
  })
  it('names the rank of who is preferred without a word', () => {
    expect(propose(dear.supplierId)).toMatchObject({ refusal: { code: 'justification_required', rank: 2 } })
    expect(propose(dear.supplierId, 'In stock')).toMatchObject({ value: { isLowest: false } })
  })
})

it.each([
  ['evaluation', undefined],
  ['draft', 'bids_not_opened'],
  ['open', 'bids_not_opened'],
  ['awarded', 'contract_committed'],
  ['unsuccessful', 'rfq_not_in_status'],
] as const)('while the RFQ is %s a proposal is refused as %s', (status, code) => {
  const may = mayPropose({ status })
  expect(may.ok ? undefined : may.refusal.code).toBe(code)
})
