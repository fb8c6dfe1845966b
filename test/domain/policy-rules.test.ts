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
