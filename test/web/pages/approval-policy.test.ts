import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type PolicyRule, partsOf } from '../../../shared/domain/policy.ts'
import { unknownCase } from '../../../shared/domain/policy-case.ts'
import type { ApprovalSubject } from '../../../shared/domain/subjects.ts'
import { factsOf, firstCase } from '../../../web/src/pages/organisations/approvals/case-draft.ts'
import { moved, replaced } from '../../../web/src/pages/organisations/approvals/policy-edit.ts'
import { ruleDraft, ruleForm } from '../../../web/src/pages/organisations/approvals/rule-draft.ts'
import { anAsk, aRule } from '../../support/policies.ts'

const formFor = ({ ruleId }: PolicyRule, subject: ApprovalSubject = 'award') => ruleForm(subject, ruleId, 'ask one')

describe('a rule in its form', () => {
  it.each<[string, PolicyRule]>([
    ['that always applies', aRule()],
    [
      'with every condition',
      aRule({
        when: {
          atLeastMinor: 50_000_00,
          categories: ['302', 'furniture'],
          risk: ['normal', 'high'],
          supplier: ['new'],
          singleBid: true,
          aboveLowestPermille: 25,
        },
      }),
    ],
    [
      'that asks two roles in two ways',
      aRule({
        asks: [
          anAsk({ role: 'technical', needed: 'all' }),
          anAsk({
            needed: 2,
            stage: 2,
            workingDays: 5,
            mayAbstain: true,
            escalateTo: 'stk_01JQ0000000000000000000001',
          }),
        ],
      }),
    ],
  ])('%s comes out as it went in', (_, rule) => {
    expect(formFor(rule).parse(ruleDraft(rule))).toEqual(rule)
  })

  it('says at the field what is missing', () => {
    const draft = { ...ruleDraft(undefined), abovePercent: '0' }
    const parsed = formFor(aRule()).safeParse(draft)
    expect(parsed.error?.issues.map(({ path }) => path.join('/'))).toEqual([
      'name',
      'abovePercent',
      'asks/technical/asked',
    ])
    const named = formFor(aRule()).safeParse({ ...ruleDraft(undefined), name: 'Large' })
    expect(named.error?.issues.map(({ path, message }) => [path.join('/'), message])).toEqual([
      ['asks/technical/asked', 'ask one'],
    ])
  })

  it('does not mind what stands in the fields of a role that is not asked', () => {
    const draft = ruleDraft(aRule())
    const asks = { ...draft.asks, technical: { ...draft.asks.technical, workingDays: null } }
    expect(formFor(aRule()).parse({ ...draft, asks })).toEqual(aRule())
  })

  it('asks how far a delivery date moves of a change alone, and that as a number of days', () => {
    const rule = aRule({ when: { atLeastMinor: 50_000_00, movedDays: 10 } })
    expect(formFor(rule, 'change').parse(ruleDraft(rule))).toEqual(rule)
    expect(formFor(rule, 'award').parse(ruleDraft(rule)).when).toEqual({ atLeastMinor: 50_000_00 })
    const parsed = formFor(rule, 'change').safeParse({ ...ruleDraft(rule), movedDays: 0 })
    expect(parsed.error?.issues.map(({ path }) => path.join('/'))).toEqual(['movedDays'])
  })

  it('leaves out what is not known of its subject', () => {
    const rule = aRule({ when: { supplier: ['new'], singleBid: true, risk: ['high'] } })
    const made = formFor(rule, 'publication').parse(ruleDraft(rule))
    expect(Object.keys(made.when)).toEqual(['risk'])
    expect(partsOf.publication).toContain('risk')
  })
})

describe('a case to try', () => {
  it('is as unknown as its fields are empty', () => {
    expect(factsOf(firstCase, 'DKK')).toEqual(unknownCase('award'))
  })
  it('has what its fields say', () => {
    const filled = {
      ...firstCase,
      amountMinor: 500,
      category: ' Furniture ',
      supplier: 'none' as const,
      bids: '1' as const,
      abovePercent: '2.5',
    }
    expect(factsOf(filled, 'DKK')).toMatchObject({
      amount: { amountMinor: 500, currency: 'DKK' },
      categories: ['Furniture'],
      supplier: [],
      bids: 1,
      aboveLowestPermille: 25,
    })
  })
  it('knows of a change alone how far it moves a delivery date', () => {
    expect(factsOf({ ...firstCase, subject: 'change', movedDays: 10 }, 'DKK').movedDays).toBe(10)
    expect(factsOf({ ...firstCase, subject: 'award', movedDays: 10 }, 'DKK').movedDays).toBeNull()
  })

  it('takes what is no number yet as not known', () => {
    expect(factsOf({ ...firstCase, abovePercent: 'two' }, 'DKK').aboveLowestPermille).toBeNull()
  })
})

describe('a list of rules', () => {
  it('has one of them in another place after a move, and the others as they were', () => {
    const list = fc.uniqueArray(fc.integer(), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(list, fc.nat(), fc.nat(), (all, a, b) => {
        const [from, to] = [a % all.length, b % all.length]
        const next = moved(all, from, to)
        expect(next[to]).toBe(all[from])
        expect(next.filter((one) => one !== all[from])).toEqual(all.filter((one) => one !== all[from]))
      }),
    )
  })
  it('takes a new one at its end', () => {
    expect(replaced(['a', 'b'], 2, 'c')).toEqual(['a', 'b', 'c'])
    expect(replaced(['a', 'b'], 1, 'c')).toEqual(['a', 'c'])
  })
})
