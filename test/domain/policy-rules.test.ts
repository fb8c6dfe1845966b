import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Stakeholder } from '../../shared/domain/party.ts'
import { ApprovalPolicy, defaultPolicy } from '../../shared/domain/policy.ts'
import { unknownCase } from '../../shared/domain/policy-case.ts'
import { foreseen, whoApproves } from '../../shared/domain/policy-rules.ts'
import { aHolder, anAsk, anAward, aPolicy, aRule, committee, said } from '../support/policies.ts'

const asked = (...args: Parameters<typeof whoApproves>) => {
  const answer = whoApproves(...args)
  return answer.ok ? answer.value.groups.map(said) : answer.refusal
}

it('has builders that make what the schemas take', () => {
  expect(committee.map((one) => Stakeholder.parse(one))).toEqual(committee)
  const policy = aPolicy([aRule()])
  expect(ApprovalPolicy.parse(policy)).toEqual(policy)
})

describe('before anybody wrote a policy', () => {
  const policy = defaultPolicy({ currency: 'DKK', language: 'en' })
  it('publishing asks nobody', () => {
    expect(asked(policy, committee, unknownCase('publication'))).toEqual([])
  })
  it('an award asks every holder of the four roles at once', () => {
    expect(asked(policy, committee, anAward())).toEqual([
      'technical 1 of 1 in stage 1 within 10: Every award',
      'commercial 1 of 1 in stage 1 within 10: Every award',
      'financial 3 of 3 in stage 1 within 10: Every award',
      'operational 1 of 1 in stage 1 within 10: Every award',
    ])
  })
  it('a change asks the commercial and financial roles, also one that lowers the price', () => {
    const change = { ...unknownCase('change'), amount: { amountMinor: -1, currency: 'DKK' as const } }
    expect(asked(policy, committee, change)).toEqual([
      'commercial 1 of 1 in stage 1 within 10: Every change',
      'financial 3 of 3 in stage 1 within 10: Every change',
    ])
  })
  it('names the roles that nobody holds', () => {
    const few = committee.filter(({ role }) => role !== 'technical' && role !== 'operational')
    expect(asked(policy, few, anAward())).toEqual({ code: 'roles_not_held', roles: ['technical', 'operational'] })
  })
  it('does not ask who is no longer active', () => {
    const left = committee.map((one) => (one.name === 'financial 2' ? { ...one, active: false } : one))
    expect(asked(policy, left, anAward())).toContain('financial 2 of 2 in stage 1 within 10: Every award')
  })
})

describe('several rules that ask one role', () => {
  const large = aRule({
    name: 'Large',
    when: { atLeastMinor: 5_000_00 },
    asks: [anAsk({ needed: 2, stage: 3, workingDays: 5, mayAbstain: true })],
  })
  const risky = aRule({
    name: 'Risky',
    when: { risk: ['high'] },
    asks: [anAsk({ needed: 1, stage: 2, workingDays: 8 })],
  })
  const technical = aRule({ name: 'Always', asks: [anAsk({ role: 'technical', mayAbstain: true })] })
  const policy = aPolicy([large, risky, technical])

  it('ask it once: the most approvals, the earliest stage, the fewest days', () => {
    expect(asked(policy, committee, anAward({ risk: 'high' }))).toEqual([
      'technical 1 of 1 in stage 1 within 10: Always',
      'financial 2 of 3 in stage 2 within 5: Large, Risky',
    ])
  })
  it('number the stages without gaps', () => {
    expect(asked(policy, committee, anAward())).toContain('financial 2 of 3 in stage 2 within 5: Large')
  })
  it('let it abstain only where each of them does', () => {
    const abstains = (risk: 'high' | 'low') => {
      const answer = whoApproves(policy, committee, anAward({ risk }))
      return answer.ok && answer.value.groups.map(({ mayAbstain }) => mayAbstain)
    }
    expect([abstains('low'), abstains('high')]).toEqual([
      [true, true],
      [true, false],
    ])
  })
  it('escalate to whom the one with the fewest days names', () => {
    const [to, other] = [aHolder('commercial'), aHolder('technical')]
    const rules = [
      aRule({ asks: [anAsk({ workingDays: 9, escalateTo: other.stakeholderId })] }),
      aRule({ asks: [anAsk({ workingDays: 2, escalateTo: to.stakeholderId })] }),
    ]
    const answer = whoApproves(aPolicy(rules), committee, anAward())
    expect(answer.ok && answer.value.groups[0]?.escalateTo).toEqual(to)
  })
  it('escalate to nobody where that person has left or may not approve', () => {
    const to = aHolder('commercial')
    const rules = [aRule({ asks: [anAsk({ escalateTo: to.stakeholderId })] })]
    const left = [{ ...to, active: false }, ...committee.slice(2)]
    const mayNot = (email: string) => (email === to.email ? ({ code: 'approver_took_part' } as const) : undefined)
    for (const answer of [
      whoApproves(aPolicy(rules), left, anAward()),
      whoApproves(aPolicy(rules), committee, anAward(), mayNot),
    ])
      expect(answer.ok && answer.value.groups[0]?.escalateTo).toBeNull()
  })
})

describe('more approvals than there are holders', () => {
  it('are refused with how many there are', () => {
    expect(asked(aPolicy([aRule({ asks: [anAsk({ needed: 4 })] })]), committee, anAward())).toEqual({
      code: 'too_few_holders',
      role: 'financial',
      needed: 4,
      held: 3,
    })
  })
  it.each([
    ['mailbox', ''],
    ['mailbox under two names', '+two'],
  ])('cannot be given twice by one %s', (_, tag) => {
    const email = aHolder('financial').email.replace('@', `${tag}@`)
    const twice = [aHolder('financial'), aHolder('financial', 2, { email })]
    expect(asked(aPolicy([aRule({ asks: [anAsk({ needed: 2 })] })]), twice, anAward())).toMatchObject({
      code: 'too_few_holders',
      held: 1,
    })
  })
})

describe('who may not approve', () => {
  const mayNot = (email: string) =>
    email === aHolder('financial', 2).email ? ({ code: 'approver_took_part' } as const) : undefined
  const policyOf = (needed: 'all' | number) => aPolicy([aRule({ asks: [anAsk({ needed })] })])

  it('is left out where enough others hold the role', () => {
    expect(asked(policyOf(2), committee, anAward(), mayNot)).toEqual(['financial 2 of 2 in stage 1 within 10: A rule'])
  })
  it.each(['all' as const, 3])('stops what asks %s of them', (needed) => {
    expect(asked(policyOf(needed), committee, anAward(), mayNot)).toEqual({
      code: 'approver_took_part',
      role: 'financial',
      name: 'financial 2',
    })
  })
})

describe('a budget line that is touched', () => {
  const owned = (ownerId: string, award = [aRule({ asks: [anAsk({ needed: 2, stage: 2 })] })]) =>
    aPolicy(award, { budgetLines: [{ code: '4.2', name: 'IT', ownerId }] })
  const touching = anAward({ budgetLine: '4.2' })

  it('asks its owner in a group of their own, who sees price and budget', () => {
    const answer = whoApproves(owned(aHolder('operational').stakeholderId), committee, touching)
    expect(answer).toMatchObject({
      value: {
        groups: [
          { groupId: 'budget:4.2', role: 'operational', needed: 1, scope: ['what', 'price', 'budget'], stage: 1 },
          { groupId: 'financial', needed: 2, stage: 2 },
        ],
      },
    })
  })
  it('asks an owner who holds an asked role once, for both', () => {
    expect(asked(owned(aHolder('financial', 3).stakeholderId), committee, touching)).toEqual([
      'financial 1 of 1 in stage 1 within 10: 4.2, A rule',
      'financial 1 of 2 in stage 2 within 10: A rule',
    ])
  })
  it('leaves no group of a role whose only approval is the owner’s', () => {
    const rule = [aRule({ asks: [anAsk({ role: 'technical', needed: 'all' })] })]
    expect(asked(owned(aHolder('technical').stakeholderId, rule), committee, touching)).toEqual([
      'technical 1 of 1 in stage 1 within 10: 4.2, A rule',
    ])
  })
  it('that the policy does not know is refused', () => {
    expect(asked(owned(aHolder('technical').stakeholderId), committee, anAward({ budgetLine: '9' }))).toEqual({
      code: 'budget_line_unknown',
      budgetLine: '9',
    })
  })
  it('whose owner has left is refused', () => {
    expect(asked(owned(aHolder('technical').stakeholderId), committee.slice(1), touching)).toEqual({
      code: 'budget_owner_missing',
      budgetLine: '4.2',
    })
  })
  it('whose owner had a hand in it is refused', () => {
    const mayNot = () => ({ code: 'approver_took_part' }) as const
    expect(asked(owned(aHolder('technical').stakeholderId, []), committee, touching, mayNot)).toMatchObject({
      code: 'approver_took_part',
      name: 'technical 1',
    })
  })
  it('asks nobody where budget owners are not asked about it', () => {
    const policy = {
      ...owned(aHolder('technical').stakeholderId),
      budgetOwners: { ...aPolicy().budgetOwners, about: [] },
    }
    expect(asked(policy, committee, touching)).toEqual(['financial 2 of 3 in stage 1 within 10: A rule'])
  })
})

describe('foreseen while it is not all known', () => {
  const policy = aPolicy([
    aRule({ name: 'Always', asks: [anAsk({ role: 'technical' }), anAsk()] }),
    aRule({ name: 'Single bid', when: { singleBid: true, atLeastMinor: 1_000_00 }, asks: [anAsk({ needed: 2 })] }),
    aRule({ name: 'New supplier', when: { supplier: ['new'] }, asks: [anAsk({ role: 'operational' })] }),
    aRule({ name: 'Risky', when: { risk: ['high'], supplier: ['new'] }, asks: [anAsk({ role: 'commercial' })] }),
  ])
  const early = anAward({ supplier: null, bids: null, aboveLowestPermille: null })

  it('is who is asked in any case, and who may join, with what that depends on', () => {
    const { certain, possible, refusal } = foreseen(policy, committee, early)
    expect(certain.map(said)).toEqual([
      'technical 1 of 1 in stage 1 within 10: Always',
      'financial 1 of 3 in stage 1 within 10: Always',
    ])
    expect(possible.map((group) => [said(group), group.dependsOn])).toEqual([
      ['financial 2 of 3 in stage 1 within 10: Always, Single bid', ['singleBid']],
      ['operational 1 of 1 in stage 1 within 10: New supplier', ['supplier']],
    ])
    expect(refusal).toBeNull()
  })
  it('says what would stop it', () => {
    expect(foreseen(policy, committee.slice(0, 5), early).refusal).toEqual({
      code: 'roles_not_held',
      roles: ['operational'],
    })
  })
})

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
