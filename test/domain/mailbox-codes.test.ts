import { describe, expect, it } from 'vitest'
import { mostPerDay } from '../../shared/domain/fair-share.ts'
import {
  askForCode,
  askForLink,
  CODE_SHARES,
  CODE_TRIES,
  type CodeAsked,
  codeToTry,
  type LinkAsked,
  type LinkAsker,
} from '../../shared/domain/mailbox-codes.ts'
import { later, MINUTE, NOON } from '../support/builders.ts'

const asker = { email: 'own@home.example', browserSha256: 'own', network: 'home', known: false }
const anAsk = (over: Partial<CodeAsked> = {}): CodeAsked => ({
  ...asker,
  turn: 1,
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
  it('that is on its way is the answer to who asks again at once, unless it is for another mailbox or used up', () => {
    const again = (ask: CodeAsked, by = asker, at = later(NOON, 29_999)) => askForCode([ask], by, at)
    expect(again(anAsk())).toMatchObject({ value: { turn: 1 } })
    expect(again(anAsk(), asker, later(NOON, 30_000))).toMatchObject({ value: { turn: 2 } })
    expect(again(anAsk({ tries: 5 }))).toMatchObject({ value: { turn: 2, tries: 0 } })
    expect(again(anAsk(), { ...asker, email: 'successor@home.example' })).toMatchObject({ value: { turn: 2 } })
    expect(again(anAsk(), { ...asker, browserSha256: 'other' })).toMatchObject({ value: { turn: 2 } })
  })
  it('may be asked for again after an hour, which the refusal names, and gets the next number', () => {
    const five = [1, 2, 3, 4, 5].map((turn) => anAsk({ turn, known: true }))
    const known = { ...asker, known: true }
    expect(askForCode(five, known, later(NOON, 60 * MINUTE - 1))).toMatchObject({
      refusal: { code: 'asked_too_often', againAt: later(NOON, 60 * MINUTE) },
    })
    expect(askForCode(five, known, later(NOON, 60 * MINUTE))).toMatchObject({ value: { turn: 6, tries: 0 } })
    expect(askForCode(five, { ...asker, browserSha256: 'other' }, NOON)).toMatchObject({ value: { turn: 6 } })
  })
  it('is guessed by who holds a link and not its mailbox with a chance of 3 in 10,000 a day', () => {
    expect((mostPerDay(CODE_SHARES) * CODE_TRIES) / 1_000_000).toBeLessThanOrEqual(0.0003)
  })
})

describe('a link', () => {
  const asked = (by: LinkAsker, count: number, at = NOON): LinkAsked[] =>
    Array.from({ length: count }, (_, i) => ({ ...by, turn: i + 1, askedAt: at }))
  const holder = (network: string, browserSha256 = network) =>
    ({ by: 'holder', browserSha256, network, known: false }) as const

  it('is sent again to a holder twice a day at least, whatever the buyer asked', () => {
    const reminded = asked({ by: 'buyer' }, 5)
    expect(askForLink(reminded, holder('home'), later(NOON, MINUTE))).toMatchObject({ value: { turn: 6 } })
    expect(askForLink([...reminded, ...asked(holder('home'), 1)], holder('home'), NOON)).toMatchObject({ ok: true })
  })
  it('is sent again by the buyer five times an hour, whatever its holders asked', () => {
    const holders = ['a', 'b', 'c', 'd', 'e', 'f'].flatMap((network) => asked(holder(network), 2))
    expect(askForLink(holders, { by: 'buyer' }, NOON)).toMatchObject({ ok: true })
    const five = [...holders, ...asked({ by: 'buyer' }, 5, later(NOON, MINUTE))]
    expect(askForLink(five, { by: 'buyer' }, later(NOON, 2 * MINUTE))).toMatchObject({
      refusal: { code: 'asked_too_often', againAt: later(NOON, 61 * MINUTE) },
    })
    expect(askForLink(five, { by: 'buyer' }, later(NOON, 61 * MINUTE))).toMatchObject({ ok: true })
  })
})
