import { describe, expect, it } from 'vitest'
import type { ApprovalPolicy } from '../../shared/domain/policy.ts'
import { defaultPolicy } from '../../shared/domain/policy.ts'
import { policyProblems } from '../../shared/domain/policy-problems.ts'
import { aHolder, anAsk, aPolicy, aRule, committee } from '../support/policies.ts'

const id = (...holder: Parameters<typeof aHolder>) => aHolder(...holder).stakeholderId
const NOBODY = 'stk_01JQ0000000000000000009999'
const withAsks = (...asks: Parameters<typeof anAsk>[0][]) => aPolicy([aRule({ asks: asks.map((ask) => anAsk(ask)) })])
const owners = aPolicy().budgetOwners

describe('a policy that cannot work says where', () => {
  it.each<[string, ApprovalPolicy, [string, string][]]>([
    ['nothing', defaultPolicy({ currency: 'DKK', language: 'en' }), []],
    ['more approvals than holders', withAsks({ needed: 4 }), [['/rules/award/0/asks/0/needed', 'too_few_holders']]],
    [
      'a role asked twice',
      withAsks({ role: 'technical' }, { role: 'technical' }),
      [['/rules/award/0/asks/1/role', 'role_asked_twice']],
    ],
    [
      'a stage after nobody',
      withAsks({}, { role: 'technical', stage: 3 }),
      [['/rules/award/0/asks/1/stage', 'stage_empty']],
    ],
    [
      'an escalation to the role’s own holder',
      withAsks({ escalateTo: id('financial', 2) }),
      [['/rules/award/0/asks/0/escalateTo', 'escalation_to_own_role']],
    ],
    [
      'an escalation to nobody',
      withAsks({ escalateTo: NOBODY }),
      [['/rules/award/0/asks/0/escalateTo', 'stakeholder_unknown']],
    ],
    ['two rules of one id', aPolicy([aRule(), aRule()]), [['/rules/award/1/ruleId', 'rule_twice']]],
    [
      'a supplier before there is one',
      aPolicy([], { rules: { publication: [aRule({ when: { supplier: ['new'] } })], award: [], change: [] } }),
      [['/rules/publication/0/when/supplier', 'never_applies']],
    ],
    [
      'an override by the role’s own holder',
      aPolicy([], { overrides: [{ role: 'financial', by: [id('technical'), id('financial')], needed: 1 }] }),
      [['/overrides/0/by/1', 'override_by_own_role']],
    ],
    [
      'an override that needs more than there are',
      aPolicy([], { overrides: [{ role: 'financial', by: [id('technical'), id('technical')], needed: 2 }] }),
      [['/overrides/0/needed', 'too_few_holders']],
    ],
    [
      'an override by nobody, and a second one of the role',
      aPolicy([], {
        overrides: [
          { role: 'financial', by: [id('technical')], needed: 1 },
          { role: 'financial', by: [NOBODY], needed: 1 },
        ],
      }),
      [
        ['/overrides/1/role', 'override_twice'],
        ['/overrides/1/needed', 'too_few_holders'],
        ['/overrides/1/by/0', 'stakeholder_unknown'],
      ],
    ],
    [
      'a budget line twice, one owned by nobody',
      aPolicy([], {
        budgetLines: [
          { code: '4.2', name: 'IT', ownerId: id('technical') },
          { code: '4.2', name: 'IT', ownerId: NOBODY },
        ],
      }),
      [
        ['/budgetLines/1/code', 'budget_line_twice'],
        ['/budgetLines/1/ownerId', 'stakeholder_unknown'],
      ],
    ],
    [
      'budget owners escalated to nobody',
      aPolicy([], { budgetOwners: { ...owners, escalateTo: NOBODY } }),
      [['/budgetOwners/escalateTo', 'stakeholder_unknown']],
    ],
  ])('%s', (_, policy, wanted) => {
    expect(policyProblems(policy, committee).map(({ pointer, code }) => [pointer, code])).toEqual(wanted)
  })

  it('a role that nobody active holds', () => {
    const left = committee.map((one) => ({ ...one, active: one.role !== 'operational' }))
    expect(policyProblems(defaultPolicy({ currency: 'DKK', language: 'en' }), left)).toEqual([
      { pointer: '/rules/award/0/asks/3/role', code: 'role_not_held' },
    ])
  })
  it('an own holder under another of their names', () => {
    const alias = aHolder('commercial', 7, { email: aHolder('financial').email })
    const policy = aPolicy([], { overrides: [{ role: 'financial', by: [alias.stakeholderId], needed: 1 }] })
    expect(policyProblems(policy, [...committee, alias])).toEqual([
      { pointer: '/overrides/0/by/0', code: 'override_by_own_role' },
    ])
  })
})
