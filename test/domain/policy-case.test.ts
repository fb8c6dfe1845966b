import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PolicyCondition } from '../../shared/domain/policy.ts'
import { applies, inCategory, permilleAbove, unknownCase } from '../../shared/domain/policy-case.ts'
import { anAward, aPolicy } from '../support/policies.ts'

const policy = aPolicy()
const kr = (amountMinor: number) => ({ amountMinor, currency: 'DKK' as const })

describe('a condition', () => {
  it.each<[string, PolicyCondition, Parameters<typeof anAward>[0], unknown]>([
    ['that names nothing', {}, {}, true],
    ['of the amount itself', { atLeastMinor: 500 }, { amount: kr(500) }, true],
    ['of more', { atLeastMinor: 501 }, { amount: kr(500) }, false],
    ['of an amount taken away', { atLeastMinor: 500 }, { amount: kr(-600) }, true],
    ['of an amount nobody knows', { atLeastMinor: 500 }, { amount: null }, ['atLeastMinor']],
    ['of another currency', { atLeastMinor: 500 }, { amount: { amountMinor: 1, currency: 'EUR' } }, ['atLeastMinor']],
    ['of one of several risks', { risk: ['normal', 'high'] }, { risk: 'normal' }, true],
    ['of another risk', { risk: ['high'] }, { risk: 'normal' }, false],
    ['of a supplier of two standings', { supplier: ['lowScore'] }, { supplier: ['incumbent', 'lowScore'] }, true],
    ['of a supplier of whom nothing is known', { supplier: ['new'] }, { supplier: [] }, false],
    ['of a supplier not chosen yet', { supplier: ['new'] }, { supplier: null }, ['supplier']],
    ['of a single bid', { singleBid: true }, { bids: 1 }, true],
    ['of a single bid of two', { singleBid: true }, { bids: 2 }, false],
    ['of just that far above', { aboveLowestPermille: 50 }, { aboveLowestPermille: 50 }, true],
    ['of less far above', { aboveLowestPermille: 50 }, { aboveLowestPermille: 49 }, false],
    ['of several parts, one of which fails', { singleBid: true, risk: ['high'] }, { bids: null, risk: 'low' }, false],
    [
      'of several parts, two unknown',
      { singleBid: true, risk: ['high'] },
      { bids: null, risk: null },
      ['risk', 'singleBid'],
    ],
  ])('%s', (_, when, facts, wanted) => {
    expect(applies(when, anAward(facts), policy)).toEqual(wanted)
  })

  it('about the bids never holds before there are any', () => {
    expect(applies({ singleBid: true }, unknownCase('publication'), policy)).toBe(false)
    expect(applies({ supplier: ['new'] }, unknownCase('publication'), policy)).toBe(false)
    expect(applies({ aboveLowestPermille: 1 }, unknownCase('change'), policy)).toBe(false)
  })

  it.each([
    [10, 10, true],
    [10, 9, false],
    [1, 0, false],
    [10, null, ['movedDays']],
  ])('of a delivery date moved by %s days, on a change that moves one by %s', (least, movedDays, wanted) => {
    expect(applies({ movedDays: least }, { ...unknownCase('change'), movedDays }, policy)).toEqual(wanted)
    // Nothing was agreed yet that could be moved.
    for (const subject of ['publication', 'award'] as const)
      expect(applies({ movedDays: least }, { ...unknownCase(subject), movedDays }, policy)).toBe(false)
  })
})

describe('a category', () => {
  it.each([
    ['302', '30213000-5', true],
    ['30200000-1', '30213000-5 Portable computers', true],
    ['30213000', '30200000', false],
    ['30', '45000000', false],
    ['furniture', 'Office FURNITURE', true],
    ['Möbel', 'Mo\u0308bel', true],
    ['furniture', 'Medicine', false],
    ['furniture', '39130000-2', undefined],
    ['391', 'Office furniture', undefined],
    ['furniture', '39130000-2 Office furniture', true],
  ])('%s and %s', (wanted, category, holds) => {
    expect(inCategory(wanted, category)).toBe(holds)
  })
  it('that cannot be compared with any of the words is as good as not known', () => {
    const furniture = { categories: ['furniture', '391'] }
    expect(applies(furniture, anAward({ categories: [] }), policy)).toEqual(['categories'])
    expect(applies(furniture, anAward({ categories: ['39100000'] }), policy)).toBe(true)
    expect(applies(furniture, anAward({ categories: ['45000000'] }), policy)).toEqual(['categories'])
  })
})

describe('how far above the lowest', () => {
  it.each([
    [100, 100, 0],
    [90, 100, 0],
    [105, 100, 50],
    [1_000_001, 1_000_000, 1],
    [5, 0, null],
  ])('%i is above %i by %s thousandths', (amount, lowest, wanted) => {
    expect(permilleAbove(amount, lowest)).toBe(wanted)
  })
  it('is never said too small', () => {
    const amount = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        const above = BigInt(permilleAbove(a, b) ?? -1)
        const isMost = above === BigInt(Number.MAX_SAFE_INTEGER)
        expect(isMost || above * BigInt(b) >= BigInt(a - b) * 1000n).toBe(true)
      }),
    )
  })
})
