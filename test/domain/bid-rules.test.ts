import { beforeAll, describe, expect, it } from 'vitest'
import type { BidVersion, SealedBid } from '../../shared/domain/bid.ts'
import { type Found, submitBid, withdrawBid } from '../../shared/domain/bid-rules.ts'
import { aPair, seal } from '../support/bids.ts'
import { anId, anRfq, BUYER, DAY, later, NOON, RFQ, someTerms } from '../support/builders.ts'

const CLOSING = later(NOON, DAY)
const MILLISECOND_BEFORE = later(CLOSING, -1)
const by = { email: 'bids@deltadata.example', name: 'Del' }
const rfq = anRfq({ publishedAt: NOON, terms: someTerms({ closesAt: CLOSING, invited: [by.email] }) })
const SUPPLIER = anId('org')
let bid: SealedBid
beforeAll(async () => {
  const { publicKey } = await aPair()
  bid = await seal(publicKey, { tenant: BUYER, rfq: RFQ, supplier: SUPPLIER, version: 1 })
})

const found = (over: Partial<Found> = {}): Found => ({
  rfq,
  takesPart: true,
  before: undefined,
  kept: undefined,
  ...over,
})
const submit = (over: Partial<Found> = {}, at = NOON, asked: { version?: number; sealed?: SealedBid } = {}) =>
  submitBid(found(over), { version: 1, sealed: bid, by, ...asked }, at)
const sealedAs = (version: number, over: Partial<Extract<BidVersion, { kind: 'sealed' }>> = {}): BidVersion => ({
  kind: 'sealed',
  version,
  bidId: anId('bid'),
  sha256: 'b'.repeat(64),
  bytes: 657,
  receivedAt: NOON,
  by: { email: 'colleague@deltadata.example', name: 'Colleague' },
  ...over,
})
const fence = (version: number): BidVersion => ({ kind: 'fence', version, at: later(CLOSING, 35_000) })
const code = (outcome: { ok: boolean; refusal?: { code: string } }) => (outcome.ok ? 'ok' : outcome.refusal?.code)

describe('submitting a bid', () => {
  it('is in time a millisecond before closing', () => {
    expect(submit({}, MILLISECOND_BEFORE)).toMatchObject({
      ok: true,
      value: { bid: { receivedAt: MILLISECOND_BEFORE } },
    })
  })
  it('is too late at the very instant of closing, and says both times', () => {
    expect(submit({}, CLOSING)).toEqual({
      ok: false,
      refusal: { code: 'rfq_closed', closedAt: CLOSING, receivedAt: CLOSING },
    })
  })
  it.each(['cancelled', 'draft'] as const)('is refused while the RFQ is %s', (status) => {
    expect(submit({ rfq: { ...rfq, status } })).toMatchObject({ refusal: { code: 'rfq_not_open', status } })
  })
  it('says closed, not “not open”, once bids are opened', () => {
    expect(code(submit({ rfq: { ...rfq, status: 'evaluation' } }, later(CLOSING, DAY)))).toBe('rfq_closed')
  })
  it('needs the organisation to take part, and shows nothing to whom it was not published', () => {
    expect(code(submit({ takesPart: false }))).toBe('not_taking_part')
    const { publishedAt: _, ...draft } = rfq
    expect(code(submit({ rfq: draft }))).toBe('tender_not_found')
    expect(code(submit({ rfq: undefined }))).toBe('tender_not_found')
    const stranger = { version: 1, sealed: bid, by: { email: 'else@where.example', name: '' } }
    expect(submitBid(found({ takesPart: false }), stranger, NOON)).toEqual({
      ok: false,
      refusal: { code: 'tender_not_found' },
    })
  })

  it('the same envelope again is the same bid, also after closing', () => {
    const kept = sealedAs(1, { sha256: bid.sha256 })
    expect(submit({ kept }, later(CLOSING, DAY))).toEqual({ ok: true, value: { rfq, bid: kept, envelope: undefined } })
  })
  it('another one under a taken version is refused with what stands: who, when, which hash', () => {
    const kept = sealedAs(1)
    expect(submit({ kept })).toEqual({ ok: false, refusal: { code: 'bid_version_taken', standing: kept } })
  })
  it('finds the opener’s fence as a closed RFQ', () => {
    expect(code(submit({ kept: fence(1) }, MILLISECOND_BEFORE))).toBe('rfq_closed')
  })
  it('follows a version of one’s own without a gap', () => {
    expect(code(submit({}, NOON, { version: 2 }))).toBe('bid_version_gap')
    expect(code(submit({ before: sealedAs(1) }, NOON, { version: 2 }))).toBe('ok')
    expect(
      code(submit({ before: { kind: 'withdrawn', version: 1, receivedAt: NOON, by } }, NOON, { version: 2 })),
    ).toBe('ok')
    expect(code(submit({ before: fence(1) }, NOON, { version: 2 }))).toBe('bid_version_gap')
  })

  it('is refused where the hash is not the envelope’s', () => {
    const sealed = { ...bid, sha256: 'c'.repeat(64) }
    expect(submit({}, NOON, { sealed })).toMatchObject({ refusal: { code: 'envelope_mismatch', sha256: bid.sha256 } })
  })
  it('is refused where the envelope has not the size of this RFQ', () => {
    expect(code(submit({ rfq: { ...rfq, lineCount: 100 } }))).toBe('envelope_malformed')
  })
})

describe('withdrawing a bid', () => {
  const withdraw = (over: Partial<Found> = {}, at = NOON, version = 2) => withdrawBid(found(over), { version, by }, at)

  it('is a version of its own, under the same deadline', () => {
    const before = sealedAs(1)
    expect(withdraw({ before }, MILLISECOND_BEFORE)).toMatchObject({
      ok: true,
      value: { isNew: true, withdrawal: { kind: 'withdrawn', version: 2, receivedAt: MILLISECOND_BEFORE } },
    })
    expect(withdraw({ before }, CLOSING)).toMatchObject({ refusal: { code: 'rfq_closed', closedAt: CLOSING } })
  })
  it('needs a bid that stands', () => {
    expect(code(withdraw({}, NOON, 1))).toBe('nothing_to_withdraw')
    expect(code(withdraw({ before: { kind: 'withdrawn', version: 1, receivedAt: NOON, by } }))).toBe(
      'nothing_to_withdraw',
    )
    expect(code(withdraw({}))).toBe('bid_version_gap')
  })
  it('again is the same withdrawal; where a colleague bid instead, that stands', () => {
    const kept: BidVersion = { kind: 'withdrawn', version: 2, receivedAt: NOON, by }
    expect(withdraw({ kept }, later(CLOSING, DAY))).toMatchObject({
      ok: true,
      value: { isNew: false, withdrawal: kept },
    })
    expect(withdraw({ kept: sealedAs(2) })).toMatchObject({
      refusal: { code: 'bid_version_taken', standing: { version: 2 } },
    })
  })
})
