import Big from 'big.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { totalsOf, validateBid } from '../../shared/domain/bid-validation.ts'
import { compareBids } from '../../shared/domain/comparison.ts'
import { lineTotalMinor, minorDigits } from '../../shared/domain/money.ts'
import { rankBids } from '../../shared/domain/ranking.ts'
import { aContent, anOpenedBid, lines, prices } from '../support/bids.ts'
import { aLine, anId, later, NOON, RFQ, someTerms } from '../support/builders.ts'
import { cpuTimeOf } from '../support/cpu-time.ts'

const decimal = (wholeMax: number, digits: number) =>
  fc
    .tuple(fc.nat(wholeMax), fc.nat(10 ** digits - 1))
    .map(([whole, part]) => `${whole}.${String(part).padStart(digits, '0')}`)
const unitPrice = decimal(999_999, 6)
const quantity = decimal(9_999, 3).filter((text) => /[1-9]/.test(text))
const currency = fc.constantFrom('DKK' as const, 'JPY' as const, 'KWD' as const)

describe('the total of a line', () => {
  it('is the exact product rounded once, half away from zero, in every currency', () => {
    fc.assert(
      fc.property(unitPrice, quantity, currency, (price, amount, money) => {
        const exact = new Big(price).times(amount).times(new Big(10).pow(minorDigits[money]))
        const difference = exact.minus(lineTotalMinor({ unitPrice: price }, amount, money))
        expect(difference.abs().lte('0.5')).toBe(true)
        if (difference.abs().eq('0.5')) expect(difference.s).toBe(-1)
      }),
    )
  })

  it('is the same for a price per hundred as for a hundredth of it', () => {
    fc.assert(
      fc.property(decimal(9_999, 2), quantity, (price, amount) => {
        const each = new Big(price).div(100).toFixed()
        const total = lineTotalMinor({ unitPrice: price, priceBase: '100' }, amount, 'DKK')
        expect(total).toBe(lineTotalMinor({ unitPrice: each }, amount, 'DKK'))
      }),
    )
  })

  it('is not the float: 3 × 1.005 is 3.02, and a third of 1.00 is 0.33', () => {
    expect(lineTotalMinor({ unitPrice: '1.005' }, '3', 'EUR')).toBe(302)
    expect(lineTotalMinor({ unitPrice: '1', priceBase: '3' }, '1', 'EUR')).toBe(33)
    expect(lineTotalMinor({ unitPrice: '0.005' }, '1', 'EUR')).toBe(1)
  })
})

describe('the ranking', () => {
  const three = [
    aLine({ number: '1' }),
    aLine({ number: '2', quantity: '2.5' }),
    aLine({ number: '3', required: false }),
  ]
  const bid = (a: string, b: string, c?: string, receivedAt = NOON) =>
    anOpenedBid({
      supplierId: anId('org'),
      receivedAt,
      content: aContent({ lines: prices(...(c ? [a, b, c] : [a, b])) }),
    })
  const bids = fc.array(
    fc
      .record({ a: unitPrice, b: unitPrice, c: fc.option(unitPrice, { nil: undefined }), minutes: fc.nat(3) })
      .map(({ a, b, c, minutes }) => bid(a, b, c, later(NOON, minutes * 60_000))),
    { minLength: 1, maxLength: 12 },
  )
  const order = (ranked: { supplierId: string }[]) => ranked.map(({ supplierId }) => supplierId)

  it('is the same in whatever order the bids are read', () => {
    fc.assert(
      fc.property(
        bids.chain((some) => fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length }))),
        ([some, shuffled]) => {
          expect(rankBids(shuffled, three)).toEqual(rankBids(some, three))
        },
      ),
    )
  })

  it('keeps the order of the others when one bid more comes or goes', () => {
    fc.assert(
      fc.property(bids, unitPrice, (some, price) => {
        const one = bid(price, price)
        const without = order(rankBids(some, three))
        const withIt = order(rankBids([...some, one], three)).filter((id) => id !== one.supplierId)
        expect(withIt).toEqual(without)
      }),
    )
  })

  it('compares the required lines and prices every line', () => {
    const cheap = bid('1.00', '1.00', '1000.00')
    const dear = bid('2.00', '1.00')
    expect(rankBids([dear, cheap], three)).toMatchObject([
      { supplierId: cheap.supplierId, rank: 1, comparedMinor: 3_750, totalMinor: 3_503_750, aboveBestMinor: 0 },
      { supplierId: dear.supplierId, rank: 2, comparedMinor: 7_250, totalMinor: 7_250, aboveBestMinor: 3_500 },
    ])
  })

  it('gives a tie to the bid received earlier, and says it was one', () => {
    const second = bid('1.00', '1.00', undefined, later(NOON, 1))
    const earlier = bid('1.00', '1.00', '5.00', NOON)
    const third = bid('9.00', '1.00')
    expect(rankBids([third, second, earlier], three)).toMatchObject([
      { supplierId: earlier.supplierId, tied: true },
      { supplierId: second.supplierId, tied: true, rank: 2 },
      { supplierId: third.supplierId, tied: false },
    ])
  })

  it('leaves out bids that are invalid, disqualified or did not open', () => {
    const good = bid('5.00', '5.00')
    const out = [
      anOpenedBid({ finding: { kind: 'invalid', causes: [{ code: 'doesNotOpen' }] }, content: null }),
      anOpenedBid({ finding: { kind: 'invalid', causes: [{ code: 'requiredLineMissing', line: '2' }] } }),
      anOpenedBid({ disqualified: { at: NOON, by: 'Sille', reason: 'no certificate' } }),
    ]
    expect(order(rankBids([...out, good], three))).toEqual([good.supplierId])
  })
})

describe('the comparison', () => {
  const two = [aLine({ number: '1', quantity: '10' }), aLine({ number: '2', quantity: '1', required: false })]

  it('marks the best price of each line among the bids that stand, and counts gaps', () => {
    const low = anOpenedBid({ content: aContent({ lines: prices('1.00', '9.00') }) })
    const noBid = { kind: 'noBid', number: '2' } as const
    const high = anOpenedBid({ content: aContent({ lines: [...prices('2.00'), noBid] }) })
    const out = anOpenedBid({
      content: aContent({ lines: prices('0.50', '0.50') }),
      disqualified: { at: NOON, by: 'Sille', reason: 'no certificate' },
    })
    const unopened = anOpenedBid({ content: null, finding: { kind: 'invalid', causes: [{ code: 'doesNotOpen' }] } })
    const compared = compareBids([unopened, out, high, low], two)
    expect(compared.map(({ supplierId, ranking }) => [supplierId, ranking?.rank ?? null])).toEqual([
      [low.supplierId, 1],
      [high.supplierId, 2],
      [unopened.supplierId, null],
      [out.supplierId, null],
    ])
    expect(compared[0]).toMatchObject({ cells: [{ best: true, totalMinor: 1_000 }, { best: true }], gaps: 0 })
    expect(compared[1]).toMatchObject({ cells: [{ best: false }, 'noBid'], gaps: 1, totalMinor: 2_000 })
    expect(compared[2]).toMatchObject({ cells: [null, null], gaps: 2, totalMinor: null, ranking: null })
    expect(compared[3]).toMatchObject({ cells: [{ best: false }, { best: false }] })
  })

  it('adds up: the cells of a bid are its total', () => {
    fc.assert(
      fc.property(fc.array(unitPrice, { minLength: 1, maxLength: 20 }), (some) => {
        const asked = lines(some.length)
        const [one] = compareBids([anOpenedBid({ content: aContent({ lines: prices(...some) }) })], asked)
        const cells = one?.cells.map((cell) => (cell !== null && cell !== 'noBid' ? cell.totalMinor : 0)) ?? []
        expect(cells.reduce((sum, cell) => sum + cell, 0)).toBe(one?.totalMinor)
      }),
    )
  })

  it('of 1,000 lines and 20 bids takes a fraction of a second', async () => {
    const asked = lines(1_000)
    const bids = Array.from({ length: 20 }, (_, bidder) =>
      anOpenedBid({ content: aContent({ lines: prices(...asked.map((_, i) => `${i + bidder}.25`)) }) }),
    )
    const { value, ms } = await cpuTimeOf(() => compareBids(bids, asked))
    expect(value).toHaveLength(20)
    expect(ms).toBeLessThan(1_000)
  })
})

describe('whether a bid answers its RFQ', () => {
  const rfq = { rfqId: RFQ, terms: someTerms({ bidValidityDays: 60 }) }
  const asked = [aLine({ number: '1' }), aLine({ number: '2', required: false })]
  const causes = (over: Parameters<typeof aContent>[0], forLines = asked) => {
    const finding = validateBid(aContent(over), rfq, forLines)
    return finding.kind === 'valid' ? [] : finding.causes
  }

  it('it does with all required lines priced, an optional one left out or refused', () => {
    expect(causes({})).toEqual([])
    expect(causes({ lines: [...prices('1'), { kind: 'noBid', number: '2' }] })).toEqual([])
  })
  it('a price of zero is a price', () => {
    expect(causes({ lines: prices('0') })).toEqual([])
  })
  it.each([
    ['a required line left out', { lines: [] }, [{ code: 'requiredLineMissing', line: '1' }]],
    [
      '“no bid” on a required line',
      { lines: [{ kind: 'noBid', number: '1' }] },
      [{ code: 'requiredLineMissing', line: '1' }],
    ],
    [
      'a line nobody asked for',
      { lines: prices('1', '2', '3') },
      [{ code: 'unknownLine', line: '3', at: '/lines/2/number' }],
    ],
    [
      'a line twice',
      { lines: [...prices('1'), ...prices('2')] },
      [{ code: 'duplicateLine', line: '1', at: '/lines/1/number' }],
    ],
    ['another currency', { currency: 'EUR' }, [{ code: 'otherCurrency', at: '/currency' }]],
    ['another RFQ', { rfqId: anId('rfq') }, [{ code: 'otherRfq', at: '/rfqId' }]],
    ['a validity too short', { validityDays: 59 }, [{ code: 'validityTooShort', at: '/validityDays' }]],
  ] as const)('not with %s', (_, over, expected) => {
    expect(
      causes({ ...over, ...('lines' in over && { lines: [...over.lines] }) } as Parameters<typeof causes>[0]),
    ).toEqual(expected)
  })
  it('not where a total is beyond exact numbers', () => {
    const huge = prices('999999999999.999999')
    expect(causes({ lines: huge }, [aLine({ number: '1', quantity: '999999999' })])).toEqual([
      { code: 'totalTooLarge', line: '1' },
      { code: 'totalTooLarge', at: '/lines' },
    ])
  })
  it('not where nothing is offered at all', () => {
    expect(causes({ lines: [] }, [aLine({ required: false })])).toEqual([{ code: 'requiredLineMissing', at: '/lines' }])
  })
  it('the first answer to a line counts', () => {
    expect(totalsOf({ lines: [...prices('1'), ...prices('9')] }, [aLine({ quantity: '1' })], 'DKK').totalMinor).toBe(
      100,
    )
  })
})
