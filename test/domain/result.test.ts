import { describe, expect, it } from 'vitest'
import type { RankedBid } from '../../shared/domain/award.ts'
import type { OpenedBid } from '../../shared/domain/bid.ts'
import { resultOf } from '../../shared/domain/result.ts'
import type { ToldToLosers } from '../../shared/domain/rfq.ts'
import { anAddress, anId, anRfq, BUYER, NOON, RFQ, someTerms } from '../support/builders.ts'

const [WINNER, LOSER] = [anId('org'), anId('org')]
const aBid = (supplierId: string, over: Partial<OpenedBid> = {}): OpenedBid => ({
  supplierId,
  supplierName: 'Rival Ltd',
  bidId: anId('bid'),
  version: 1,
  sha256: 'a'.repeat(64),
  receivedAt: NOON,
  openedAt: NOON,
  finding: { kind: 'valid' },
  content: { schema: 'sealbid/bid/1', rfqId: RFQ, currency: 'DKK', lines: [], validityDays: 60, note: '' },
  ...over,
})
const ranked = [WINNER, LOSER].map(
  (supplierId, i): RankedBid => ({
    supplierId,
    supplierName: 'Rival Ltd',
    bidId: anId('bid'),
    rank: i + 1,
    comparedMinor: 100 + i,
    totalMinor: 100 + i,
    aboveBestMinor: i,
    receivedAt: NOON,
    tied: false,
  }),
)
const party = { legalName: 'Rival Ltd', registrationId: '1', vatId: '', address: anAddress }
const contract = { supplier: { ...party, orgId: WINNER }, totalMinor: 100 }
const awarded = (toldToLosers: ToldToLosers = 'rankOnly') =>
  anRfq({ status: 'awarded', terms: someTerms({ toldToLosers }) })

describe('what became of a bid', () => {
  it.each(['open', 'evaluation'] as const)('is not told while the RFQ is %s', (status) => {
    expect(resultOf(anRfq({ status }), aBid(LOSER), [], undefined)).toMatchObject({
      refusal: { code: 'result_not_ready' },
    })
  })
  const own = { outcome: 'notAwarded', rank: 2, ranked: 2, ownTotalMinor: 101, currency: 'DKK', buyerId: BUYER }
  it.each([
    ['rankOnly', own],
    ['winningTotal', { ...own, winningTotalMinor: 100 }],
    ['winnerAndTotal', { ...own, winningTotalMinor: 100, winnerName: 'Rival Ltd' }],
  ] as const)('is told to losers as announced, and no more: %s', (toldToLosers, value) => {
    expect(resultOf(awarded(toldToLosers), aBid(LOSER), ranked, contract)).toEqual({ ok: true, value })
  })
  it('is told to the winner', () => {
    expect(resultOf(awarded(), aBid(WINNER), ranked, contract)).toMatchObject({
      value: { outcome: 'awarded', rank: 1, winningTotalMinor: 100 },
    })
  })
  it('is told at once, with the cause, to who is out', () => {
    const causes = [{ code: 'requiredLineMissing' as const, line: '2' }]
    const evaluation = anRfq({ status: 'evaluation' })
    const invalid = aBid(LOSER, { finding: { kind: 'invalid', causes }, content: null })
    expect(resultOf(evaluation, invalid, [], undefined)).toMatchObject({ value: { outcome: 'invalid', causes } })
    const disqualified = aBid(LOSER, { disqualified: { at: NOON, by: 'Sille', reason: 'No licence' } })
    expect(resultOf(evaluation, disqualified, [], undefined)).toEqual({
      ok: true,
      value: { outcome: 'disqualified', reason: 'No licence', currency: 'DKK', buyerId: BUYER },
    })
  })
  it('is that nobody won, with the reason', () => {
    const cancelled = anRfq({ status: 'cancelled', cancelled: { at: NOON, reason: 'Budget' } })
    expect(resultOf(cancelled, aBid(LOSER), [], undefined)).toMatchObject({
      value: { outcome: 'cancelled', reason: 'Budget' },
    })
    const unsuccessful = anRfq({ status: 'unsuccessful', unsuccessful: { at: NOON, reason: 'Too dear' } })
    expect(resultOf(unsuccessful, aBid(LOSER), [], undefined)).toMatchObject({
      value: { outcome: 'unsuccessful', reason: 'Too dear' },
    })
  })
})
