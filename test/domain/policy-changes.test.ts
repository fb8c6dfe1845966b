import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonical } from '../../shared/domain/canonical.ts'
import type { PolicyRule, PolicyTerms } from '../../shared/domain/policy.ts'
import { policyChanges } from '../../shared/domain/policy-changes.ts'
import { aHolder, anAsk, aPolicy, aRule } from '../support/policies.ts'

const rule = (n: number, over: Partial<PolicyRule> = {}) =>
  aRule({ ruleId: `rul_${String(n).padStart(26, '0')}`, name: `Rule ${n}`, ...over })
const owner = aHolder('financial').stakeholderId
const idsOf = (before: PolicyTerms, after: PolicyTerms) => policyChanges(before, after).map(({ id }) => id)

describe('what changed between two policies', () => {
  it('is a rule that came, one that went and one that says something else, each with what it said', () => {
    const [kept, went, came] = [rule(1), rule(2), rule(3)]
    const stricter = { ...kept, asks: [anAsk({ needed: 2 })] }
    const changes = policyChanges(aPolicy([kept, went]), aPolicy([stricter, came]))
    expect(changes.map(({ id, before, after }) => [id, before !== undefined, after !== undefined])).toEqual([
      [`rule award ${kept.ruleId}`, true, true],
      [`rule award ${came.ruleId}`, false, true],
      [`rule award ${went.ruleId}`, true, false],
    ])
    expect(changes[0]).toMatchObject({ before: { rule: kept }, after: { rule: stricter } })
  })

  it('is the order of rules that both have, and not because one came or went', () => {
    const [one, two, three] = [rule(1), rule(2), rule(3)]
    expect(idsOf(aPolicy([one, two, three]), aPolicy([one, three]))).toEqual([`rule award ${two.ruleId}`])
    const [moved] = policyChanges(aPolicy([one, two]), aPolicy([two, one]))
    expect(moved).toMatchObject({ before: { names: ['Rule 1', 'Rule 2'] }, after: { names: ['Rule 2', 'Rule 1'] } })
  })

  it('is everything else a policy says, one by one', () => {
    const before = aPolicy()
    const after: PolicyTerms = {
      ...before,
      currency: 'EUR',
      scopes: { ...before.scopes, technical: ['what'] },
      showOpinions: false,
      overrides: [{ role: 'financial', by: [owner], needed: 1 }],
      budgetLines: [{ code: '4.2', name: 'IT', ownerId: owner }],
      budgetOwners: { ...before.budgetOwners, workingDays: 3 },
      calendar: { workDays: [1, 2, 3, 4], holidays: ['2026-12-25'] },
    }
    expect(idsOf(before, after)).toEqual([
      ...['currency', 'scope technical', 'opinions', 'override financial', 'budgetLine 4.2', 'budgetOwners'],
      ...['workDays', 'holiday 2026-12-25'],
    ])
  })

  it('is nothing exactly where both say the same', () => {
    const rules = fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { maxLength: 4 }).map((all) => all.map((n) => rule(n)))
    const policies = fc
      .record({ award: rules, showOpinions: fc.boolean(), holidays: fc.subarray(['2026-12-24', '2026-12-25']) })
      .map(({ award, showOpinions, holidays }) =>
        aPolicy(award, { showOpinions, calendar: { workDays: [1, 2, 3], holidays } }),
      )
    fc.assert(
      fc.property(policies, policies, (before, after) => {
        expect(policyChanges(before, after).length === 0).toBe(canonical(before) === canonical(after))
        // Read backwards it is the same, with the sides changed.
        const back = policyChanges(after, before).map(({ id, before: was, after: is }) => ({
          id,
          before: is,
          after: was,
        }))
        expect(new Set(back.map(canonical))).toEqual(new Set(policyChanges(before, after).map(canonical)))
      }),
    )
  })
})
