import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Ask, type Asker, fairAsk, mostPerDay } from '../../shared/domain/fair-share.ts'
import { CODE_SHARES, LINK_SHARES } from '../../shared/domain/mailbox-codes.ts'
import { HOUR } from '../../shared/domain/time.ts'
import { DAY, later, MINUTE, NOON } from '../support/builders.ts'

const shares = CODE_SHARES
const stranger = (network: string, browserSha256: string): Asker => ({ network, browserSha256, known: false })
const person = stranger('home', 'person')

/** Who is served, in the order of asking: what is refused is not counted. */
const serve = (asks: readonly (Asker & { at: string })[]): Ask[] => {
  const served: Ask[] = []
  for (const { at, ...asker } of asks) if (fairAsk(served, asker, at, shares).ok) served.push({ ...asker, askedAt: at })
  return served
}
const within = (asks: readonly Ask[], now: string, span: number) =>
  asks.filter(({ askedAt }) => Date.parse(askedAt) > Date.parse(now) - span)

/** Attackers in up to so many networks, with as many browsers as they like, over two days. */
const attack = (networks: number) =>
  fc
    .array(fc.record({ network: fc.nat(networks - 1), browser: fc.nat(200), minute: fc.nat(2 * 24 * 60) }), {
      minLength: 30,
      maxLength: 400,
    })
    .map((asks) =>
      asks
        .sort((a, b) => a.minute - b.minute)
        .map(({ network, browser, minute }) => ({
          ...stranger(`net-${network}`, `browser-${browser}`),
          at: later(NOON, minute * MINUTE),
        })),
    )
const endOf = (asks: readonly { at: string }[]) => asks.at(-1)?.at ?? NOON

describe('a person', () => {
  it('is served from a network of their own, whatever is asked from all others a day has room for', () => {
    fc.assert(
      fc.property(attack(shares.networksPerDay - 1), fc.nat(shares.ownPerDay - 1), (asks, before) => {
        const start = Date.parse(endOf(asks)) - before * MINUTE
        const own = Array.from({ length: before }, (_, i) => ({
          ...person,
          at: new Date(start + i * MINUTE).toISOString(),
        }))
        const served = serve([...asks, ...own].sort((a, b) => (a.at < b.at ? -1 : 1)))
        expect(served.filter(({ browserSha256 }) => browserSha256 === 'person')).toHaveLength(before)
        expect(fairAsk(served, person, endOf(asks), shares)).toMatchObject({ ok: true })
      }),
    )
  })

  it('is served from a browser that proved the mailbox before, whatever is asked from anywhere', () => {
    const anywhere = fc.array(
      fc.record({ network: fc.constantFrom('home', ...Array.from({ length: 60 }, (_, i) => `net-${i}`)), b: fc.nat() }),
      { maxLength: 300 },
    )
    fc.assert(
      fc.property(anywhere, (asks) => {
        const served = serve(asks.map(({ network, b }) => ({ ...stranger(network, `b${b}`), at: NOON })))
        expect(fairAsk(served, { ...person, known: true }, NOON, shares)).toMatchObject({ ok: true })
      }),
    )
  })

  it('whose network asked too much is served when the refusal says, if nobody else asks', () => {
    const asks = Array.from({ length: 30 }, (_, i) => ({
      ...stranger('home', `b${i}`),
      at: later(NOON, i * MINUTE),
    }))
    const served = serve(asks)
    expect(served).toHaveLength(shares.networkPerHour)
    const refused = fairAsk(served, person, later(NOON, 30 * MINUTE), shares)
    expect(refused).toMatchObject({ refusal: { againAt: later(NOON, HOUR) } })
    expect(fairAsk(served, person, later(NOON, HOUR), shares)).toMatchObject({ ok: true })
  })
})

describe('a mailbox', () => {
  it('gets no more letters in any day than the shares add up to, from however many networks', () => {
    fc.assert(
      fc.property(attack(40), (asks) => {
        const served = serve(asks)
        for (const { askedAt } of served) {
          expect(within(served, askedAt, DAY).length).toBeLessThanOrEqual(mostPerDay(shares))
        }
      }),
    )
    expect([mostPerDay(CODE_SHARES), mostPerDay(LINK_SHARES)]).toEqual([60, 16])
  })

  it('gets as many as that when they are asked for: the bound is the shares, not an accident', () => {
    const asks = Array.from({ length: 14 }, (_, network) =>
      Array.from({ length: 20 }, (_, i) => ({ ...stranger(`n${network}`, `b${network}-${i}`), at: NOON })),
    )
    expect(serve(asks.flat())).toHaveLength(mostPerDay(shares))
  })
})

it('a refusal always names a time at which the same ask is served', () => {
  fc.assert(
    fc.property(attack(20), fc.boolean(), (asks, known) => {
      const served = serve(asks)
      const now = endOf(asks)
      for (const asker of [{ ...person, known }, stranger('net-1', 'browser-1')]) {
        const answer = fairAsk(served, asker, now, shares)
        if (answer.ok) continue
        expect(answer.refusal.againAt > now).toBe(true)
        expect(fairAsk(served, asker, answer.refusal.againAt, shares)).toMatchObject({ ok: true })
      }
    }),
  )
})
