import { describe, expect, it } from 'vitest'
import { queuesFor } from '../../shared/domain/effects.ts'
import { disqualifyBid, endWithoutAward } from '../../shared/domain/evaluation.ts'
import { factSignals, rfqEvents } from '../../shared/domain/events.ts'
import { nextLook, openingAsked, openingStands } from '../../shared/domain/opening.ts'
import { anOpenedBid } from '../support/bids.ts'
import { anRfq, DAY, later, MINUTE, NOON, someTerms } from '../support/builders.ts'

const CLOSING = later(NOON, 2 * DAY)
const HOUR = 60 * MINUTE
const open = anRfq({ terms: someTerms({ closesAt: CLOSING }) })

describe('opening', () => {
  it('may begin 35 seconds after closing, not a millisecond sooner', () => {
    expect(openingStands(open, later(CLOSING, 34_999))).toBe('tooEarly')
    expect(openingStands(open, later(CLOSING, 35_000))).toBe('due')
  })
  it('is over for an RFQ that is opened, cancelled or was never published', () => {
    for (const status of ['draft', 'evaluation', 'cancelled', 'awarded', 'unsuccessful'] as const)
      expect(openingStands({ ...open, status }, later(CLOSING, DAY))).toBe('over')
  })
  it('is asked for by whoever looks after closing, to happen no sooner than it may', () => {
    expect(openingAsked(open, later(CLOSING, -1))).toBeUndefined()
    expect(openingAsked(open, CLOSING)).toMatchObject({ delaySeconds: 35, signal: { name: 'opening.due' } })
    expect(openingAsked(open, later(CLOSING, 30_500))).toMatchObject({ delaySeconds: 5 })
    expect(openingAsked(open, later(CLOSING, DAY))).toMatchObject({ delaySeconds: 0 })
    expect(openingAsked({ ...open, status: 'evaluation' }, later(CLOSING, DAY))).toBeUndefined()
  })
})

describe('the next look at an RFQ', () => {
  it('is never later than its opening', () => {
    expect(nextLook({ ...open, updatedAt: NOON }, NOON)).toBe(later(NOON, HOUR))
    expect(nextLook({ ...open, updatedAt: NOON }, later(CLOSING, -MINUTE))).toBe(later(CLOSING, 35_000))
  })
  it('comes soon while an opening is due, in case its message is lost', () => {
    expect(nextLook(open, later(CLOSING, HOUR))).toBe(later(CLOSING, HOUR + 2 * MINUTE))
  })
  it('comes ever later the longer nothing happens, but every day', () => {
    const evaluated = { ...open, status: 'evaluation', updatedAt: NOON } as const
    expect(nextLook(evaluated, later(NOON, MINUTE))).toBe(later(NOON, MINUTE + HOUR))
    expect(nextLook(evaluated, later(NOON, 5 * HOUR))).toBe(later(NOON, 10 * HOUR))
    expect(nextLook(evaluated, later(NOON, 30 * DAY))).toBe(later(NOON, 31 * DAY))
  })
  it('is the last one an hour after the end', () => {
    const ended = { ...open, status: 'cancelled', updatedAt: NOON } as const
    expect(nextLook(ended, later(NOON, MINUTE))).toBe(later(NOON, MINUTE + HOUR))
    expect(nextLook(ended, later(NOON, HOUR))).toBeNull()
  })
})

describe('what a happening sets in motion', () => {
  it('is said for every event and fact there is', () => {
    for (const name of [...Object.keys(rfqEvents), ...Object.keys(factSignals)])
      expect(() => queuesFor({ name, data: {} })).not.toThrow()
    expect(() => queuesFor({ name: 'rfq.vanished', data: {} })).toThrow()
  })
  it('is the contract once the last approval is in, and not before', () => {
    expect(queuesFor({ name: 'decision.made', data: { allApproved: false } })).toEqual(['notify'])
    expect(queuesFor({ name: 'decision.made', data: { allApproved: true } })).toEqual(['notify', 'commitContracts'])
  })
})

describe('disqualifying a bid, and ending without an award', () => {
  const rfq = anRfq({ status: 'evaluation' })
  const asked = { reason: 'no certificate', by: 'Sille', at: NOON }
  const bid = anOpenedBid()

  it('keeps who, when and why', () => {
    expect(disqualifyBid(rfq, bid, undefined, asked)).toEqual({
      ok: true,
      value: { at: NOON, by: 'Sille', reason: 'no certificate' },
    })
    expect(endWithoutAward(rfq, undefined, asked)).toEqual({ ok: true, value: { at: NOON, reason: 'no certificate' } })
  })
  it.each(['proposed', 'conditional', 'approved', 'committed'] as const)('waits while an award is %s', (status) => {
    expect(disqualifyBid(rfq, bid, { status }, asked)).toMatchObject({ refusal: { code: 'award_under_way' } })
    expect(endWithoutAward(rfq, { status }, asked)).toMatchObject({ refusal: { code: 'award_under_way' } })
  })
  it.each(['vetoed', 'expired', 'superseded', 'cancelled'] as const)('may happen after an award was %s', (status) => {
    expect(disqualifyBid(rfq, bid, { status }, asked).ok).toBe(true)
    expect(endWithoutAward(rfq, { status }, asked).ok).toBe(true)
  })
  it('asked again is the same; with other words it is refused', () => {
    const already = { ...bid, disqualified: { at: NOON, by: 'Sille', reason: 'no certificate' } }
    expect(disqualifyBid(rfq, already, undefined, asked)).toEqual({ ok: true, value: undefined })
    expect(disqualifyBid(rfq, already, undefined, { ...asked, reason: 'late' })).toMatchObject({
      refusal: { code: 'bid_not_eligible' },
    })
    const ended = anRfq({ status: 'unsuccessful', unsuccessful: { at: NOON, reason: asked.reason } })
    expect(endWithoutAward(ended, undefined, asked)).toEqual({ ok: true, value: undefined })
  })
  it('needs opened bids that are still being evaluated', () => {
    expect(disqualifyBid(anRfq(), bid, undefined, asked)).toMatchObject({
      refusal: { code: 'rfq_not_in_status', status: 'open' },
    })
    expect(disqualifyBid(rfq, undefined, undefined, asked)).toMatchObject({ refusal: { code: 'bid_not_found' } })
    expect(endWithoutAward(anRfq({ status: 'awarded' }), undefined, asked)).toMatchObject({
      refusal: { code: 'rfq_not_in_status' },
    })
  })
})
