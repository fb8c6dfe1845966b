import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unknownCase } from '../../shared/domain/policy-case.ts'
import { foreseen, whoApproves } from '../../shared/domain/policy-rules.ts'
import { anAward, aPolicy, aRule, committee } from '../support/policies.ts'

const role = fc.constantFrom('technical' as const, 'commercial' as const, 'financial' as const, 'operational' as const)
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
const condition = fc
  .record({
    atLeastMinor: optional(fc.integer({ min: 0, max: 20_000_00 })),
    categories: optional(fc.subarray(['302', 'furniture', '45000000-7'], { minLength: 1 })),
    risk: optional(fc.subarray(['low' as const, 'normal' as const, 'high' as const], { minLength: 1 })),
    supplier: optional(fc.subarray(['new' as const, 'incumbent' as const, 'lowScore' as const], { minLength: 1 })),
    singleBid: optional(fc.constant(true as const)),
    aboveLowestPermille: optional(fc.integer({ min: 1, max: 500 })),
  })
  .map((when) => Object.fromEntries(Object.entries(when).filter(([, value]) => value !== undefined)))
const ask = fc.record({
  role,
  needed: fc.constantFrom('all' as const, 1),
  stage: fc.integer({ min: 1, max: 5 }),
  workingDays: fc.integer({ min: 1, max: 60 }),
  mayAbstain: fc.boolean(),
  escalateTo: fc.option(fc.constantFrom(...committee.map(({ stakeholderId }) => stakeholderId))),
})
const rule = fc
  .record({ when: condition, asks: fc.uniqueArray(ask, { minLength: 1, maxLength: 4, selector: (one) => one.role }) })
  .map((parts) => aRule({ ...parts, name: JSON.stringify(parts) }))
const rules = fc.array(rule, { maxLength: 6 })
const facts = fc
  .record({
    amount: fc.option(
      fc.record({
        amountMinor: fc.integer({ min: -30_000_00, max: 30_000_00 }),
        currency: fc.constantFrom('DKK' as const, 'EUR' as const),
      }),
    ),
    categories: fc.subarray(['30213000-5', 'Furniture']),
    risk: fc.option(fc.constantFrom('low' as const, 'normal' as const, 'high' as const)),
    supplier: fc.option(fc.subarray(['new' as const, 'incumbent' as const, 'lowScore' as const])),
    bids: fc.option(fc.integer({ min: 0, max: 3 })),
    aboveLowestPermille: fc.option(fc.integer({ min: 0, max: 600 })),
    budgetLine: fc.constantFrom(null, '4.2'),
  })
  .map((parts) => anAward(parts))
const budgetLines = fc
  .constantFrom(...committee)
  .map(({ stakeholderId }) => [{ code: '4.2', name: 'IT', ownerId: stakeholderId }])
const policy = fc.tuple(rules, budgetLines).map(([award, lines]) => aPolicy(award, { budgetLines: lines }))
const groupsOf = (...args: Parameters<typeof whoApproves>) => {
  const answer = whoApproves(...args)
  if (!answer.ok) throw new Error(answer.refusal.code)
  return answer.value.groups
}
/** How many mailboxes of a role must approve, wherever they sit. */
const neededOf = (groups: ReturnType<typeof groupsOf>, wanted: string) =>
  groups.filter((group) => group.role === wanted).reduce((sum, { needed }) => sum + needed, 0)

describe('whatever the policy', () => {
  it('nobody is asked twice, and each group has who can give what it needs, knowing what is bought', () => {
    fc.assert(
      fc.property(policy, facts, (some, about) => {
        const groups = groupsOf(some, committee, about)
        const mailboxes = groups.flatMap(({ people }) => people.map(({ email }) => email))
        expect(new Set(mailboxes).size).toBe(mailboxes.length)
        for (const group of groups) {
          expect(group.needed).toBeGreaterThan(0)
          expect(group.people.length).toBeGreaterThanOrEqual(group.needed)
          expect(group.scope[0]).toBe('what')
          expect(group.because.length).toBeGreaterThan(0)
        }
        const stages = [...new Set(groups.map(({ stage }) => stage))]
        expect(stages).toEqual(stages.map((_, i) => i + 1))
      }),
    )
  })

  it('knowing less never asks for less', () => {
    const hidden = fc.subarray(['amount', 'categories', 'risk', 'supplier', 'bids', 'aboveLowestPermille'] as const)
    fc.assert(
      fc.property(policy, facts, hidden, (some, about, parts) => {
        const blank = unknownCase('award')
        const less = { ...about, ...Object.fromEntries(parts.map((part) => [part, blank[part]])) }
        const [groups, strict] = [groupsOf(some, committee, about), groupsOf(some, committee, less)]
        for (const { role: held } of committee)
          expect(neededOf(strict, held)).toBeGreaterThanOrEqual(neededOf(groups, held))
      }),
    )
  })

  it('one more rule never asks for less', () => {
    fc.assert(
      fc.property(policy, rule, facts, (some, one, about) => {
        const more = { ...some, rules: { ...some.rules, award: [...some.rules.award, one] } }
        const [groups, strict] = [groupsOf(some, committee, about), groupsOf(more, committee, about)]
        for (const { role: held } of committee)
          expect(neededOf(strict, held)).toBeGreaterThanOrEqual(neededOf(groups, held))
      }),
    )
  })

  it('what is foreseen holds: who is certain is asked however the rest turns out', () => {
    const known = facts.map((about) => ({
      amount: about.amount ?? { amountMinor: 1, currency: 'DKK' as const },
      risk: about.risk ?? ('low' as const),
      supplier: about.supplier ?? [],
      bids: about.bids ?? 2,
      aboveLowestPermille: about.aboveLowestPermille ?? 0,
    }))
    fc.assert(
      fc.property(policy, facts, known, (some, about, rest) => {
        const { certain, possible } = foreseen(some, committee, about)
        const given = Object.fromEntries(Object.entries(about).filter(([, value]) => value !== null))
        const turnedOut = groupsOf(some, committee, { ...about, ...rest, ...given })
        for (const { role: held } of committee)
          expect(neededOf(turnedOut, held)).toBeGreaterThanOrEqual(neededOf(certain, held))
        for (const { groupId } of turnedOut)
          expect([...certain, ...possible].map((group) => group.groupId)).toContain(groupId)
        for (const group of possible) expect(group.dependsOn.length).toBeGreaterThan(0)
      }),
    )
  })
})
