import { describe, expect, it } from 'vitest'
import { RfqStatus, rfqCan, rfqMoves } from '../../shared/domain/rfq.ts'
import { extendRfq, gapsOf, publishRfq } from '../../shared/domain/rfq-rules.ts'
import { aLine, anAddress, anRfq, DAY, later, MINUTE, NOON, someTerms } from '../support/builders.ts'

const draft = (over = {}) => anRfq({ status: 'draft', terms: someTerms(over) })
const CLOSES = later(NOON, 7 * DAY)

describe('publishing', () => {
  it('takes a mailbox that was named twice once', () => {
    const published = publishRfq(draft({ invited: ['a@x.example', 'b@x.example', 'a@x.example'] }), [aLine()], NOON)
    expect(published).toMatchObject({ ok: true, value: { terms: { invited: ['a@x.example', 'b@x.example'] } } })
  })
  it('is possible until a millisecond before the closing time and up to two years ahead', () => {
    expect(publishRfq(draft({ closesAt: later(NOON, 1) }), [aLine()], NOON).ok).toBe(true)
    expect(publishRfq(draft({ closesAt: NOON }), [aLine()], NOON)).toMatchObject({
      refusal: { code: 'closing_time_past' },
    })
    expect(publishRfq(draft({ closesAt: '2028-03-02T12:00:00.000Z' }), [aLine()], NOON).ok).toBe(true)
    expect(publishRfq(draft({ closesAt: '2028-03-02T12:00:00.001Z' }), [aLine()], NOON)).toMatchObject({
      refusal: { code: 'closing_time_too_far', latest: '2028-03-02T12:00:00.000Z' },
    })
  })
  it.each(RfqStatus.options.filter((status) => status !== 'draft'))('is refused while the RFQ is %s', (status) => {
    expect(publishRfq(anRfq({ status }), [aLine()], NOON)).toEqual({
      ok: false,
      refusal: { code: 'rfq_not_in_status', status },
    })
  })
  it('needs one line that must be priced', () => {
    expect(gapsOf(someTerms(), [aLine({ required: false })])).toEqual([
      { pointer: '/lines', detail: 'no_required_line' },
    ])
    expect(gapsOf(someTerms(), [])).toEqual([{ pointer: '/lines', detail: 'required' }])
  })
  it('needs somebody invited only where the method is selective', () => {
    expect(gapsOf(someTerms({ invited: [], method: 'open' }), [aLine()])).toEqual([])
    expect(gapsOf(someTerms({ invited: [] }), [aLine()])).toEqual([
      { pointer: '/terms/invited', detail: 'nobody_invited' },
    ])
  })
  it('needs a place a lorry can find', () => {
    expect(gapsOf(someTerms({ deliveryPlace: { ...anAddress, street: '', city: '' } }), [aLine()])).toEqual([
      { pointer: '/terms/deliveryPlace/street', detail: 'required' },
      { pointer: '/terms/deliveryPlace/city', detail: 'required' },
    ])
  })
})

describe('extending', () => {
  const to = later(CLOSES, 1)
  const asked = { from: CLOSES, to }
  it('must reach us sixty seconds before closing', () => {
    expect(extendRfq(anRfq(), asked, later(CLOSES, -MINUTE))).toMatchObject({ ok: true, value: { closesAt: to } })
    expect(extendRfq(anRfq(), asked, later(CLOSES, -MINUTE + 1))).toMatchObject({
      refusal: { code: 'too_late_to_extend', until: later(CLOSES, -MINUTE) },
    })
  })
  it('never shortens and never stands still', () => {
    for (const earlier of [CLOSES, later(CLOSES, -1), NOON]) {
      expect(extendRfq(anRfq(), { from: CLOSES, to: earlier }, NOON)).toMatchObject({
        refusal: { code: 'closing_time_not_later' },
      })
    }
  })
  it('is from the closing time the buyer saw', () => {
    expect(extendRfq(anRfq(), { from: NOON, to }, NOON)).toMatchObject({
      refusal: { code: 'changed_meanwhile', current: CLOSES },
    })
  })
  it.each(RfqStatus.options.filter((status) => !rfqCan('extend', { status })))('is refused while %s', (status) => {
    expect(extendRfq(anRfq({ status }), asked, NOON)).toMatchObject({ refusal: { code: 'rfq_not_in_status' } })
  })
})

describe('the life of an RFQ', () => {
  it('never leaves its ends, and only a draft becomes open', () => {
    for (const { from, to } of Object.values(rfqMoves)) {
      const froms: readonly RfqStatus[] = from
      for (const end of ['complete', 'unsuccessful', 'cancelled'] as const) expect(froms).not.toContain(end)
      if (to === 'open' && !froms.includes('open')) expect(froms).toEqual(['draft'])
    }
  })
})
