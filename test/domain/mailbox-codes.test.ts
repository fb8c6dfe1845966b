import { describe, expect, it } from 'vitest'
import { askForCode, askForLink, type CodeAsked, codeToTry } from '../../shared/domain/mailbox-codes.ts'
import { later, MINUTE, NOON } from '../support/builders.ts'

const anAsk = (over: Partial<CodeAsked> = {}): CodeAsked => ({
  turn: 1,
  browserSha256: 'own',
  askedAt: NOON,
  expiresAt: later(NOON, 10 * MINUTE),
  tries: 0,
  ...over,
})

describe('a code', () => {
  it('expires at the very instant, not after it', () => {
    expect(codeToTry([anAsk()], 'own', later(NOON, 10 * MINUTE - 1))).toMatchObject({ ok: true })
    expect(codeToTry([anAsk()], 'own', later(NOON, 10 * MINUTE))).toMatchObject({ refusal: { code: 'code_expired' } })
  })
  it('is looked at five times', () => {
    expect(codeToTry([anAsk({ tries: 4 })], 'own', NOON)).toMatchObject({ ok: true })
    expect(codeToTry([anAsk({ tries: 5 })], 'own', NOON)).toMatchObject({ refusal: { code: 'code_used_up' } })
  })
  it('is the newest of this browser, whatever others asked', () => {
    const asks = [anAsk({ turn: 3, browserSha256: 'other' }), anAsk({ turn: 2 }), anAsk({ turn: 1 })]
    expect(codeToTry(asks, 'own', NOON)).toMatchObject({ value: { turn: 2 } })
    expect(codeToTry(asks, 'nobody', NOON)).toMatchObject({ refusal: { code: 'code_expired' } })
  })
  it('may be asked for again after an hour, and gets the next number', () => {
    const five = [1, 2, 3, 4, 5].map((turn) => anAsk({ turn }))
    expect(askForCode(five, 'own', later(NOON, 60 * MINUTE - 1))).toMatchObject({
      refusal: { code: 'asked_too_often' },
    })
    expect(askForCode(five, 'own', later(NOON, 60 * MINUTE))).toMatchObject({ value: { turn: 6, tries: 0 } })
    expect(askForCode(five, 'other', NOON)).toMatchObject({ value: { turn: 6 } })
  })
  it('is sent for a link twenty times an hour, over all browsers', () => {
    const twenty = Array.from({ length: 20 }, (_, i) => anAsk({ turn: i + 1, browserSha256: `b${i}` }))
    expect(askForCode(twenty, 'own', NOON)).toMatchObject({ refusal: { code: 'asked_too_often' } })
    expect(askForCode(twenty.slice(1), 'own', NOON)).toMatchObject({ value: { turn: 21 } })
  })
})

it('a link is sent again five times an hour', () => {
  const five = [1, 2, 3, 4, 5].map((turn) => ({ turn, askedAt: NOON }))
  expect(askForLink(five, later(NOON, MINUTE))).toMatchObject({ refusal: { code: 'asked_too_often' } })
  expect(askForLink(five.slice(1), NOON)).toMatchObject({ value: { turn: 6 } })
})
