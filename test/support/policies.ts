import { type Stakeholder, type StakeholderRole, stakeholderRoles } from '../../shared/domain/party.ts'
import { type ApprovalPolicy, defaultPolicy, type PolicyAsk, type PolicyRule } from '../../shared/domain/policy.ts'
import { type PolicyCase, unknownCase } from '../../shared/domain/policy-case.ts'
import type { PolicyGroup } from '../../shared/domain/policy-groups.ts'

/** A holder whose id, name and mailbox follow from role and number. */
export const aHolder = (role: StakeholderRole, n = 1, over: Partial<Stakeholder> = {}): Stakeholder => ({
  stakeholderId: `stk_01JQ${String(stakeholderRoles.indexOf(role) * 100 + n).padStart(22, '0')}`,
  name: `${role} ${n}`,
  email: `${role}-${n}@strandby.example`,
  role,
  language: 'da',
  active: true,
  ...over,
})

/** One technical, commercial and operational holder, three financial ones. */
export const committee: Stakeholder[] = [
  aHolder('technical'),
  aHolder('commercial'),
  aHolder('financial'),
  aHolder('financial', 2),
  aHolder('financial', 3),
  aHolder('operational'),
]

export const anAsk = (over: Partial<PolicyAsk> = {}): PolicyAsk => ({
  role: 'financial',
  needed: 1,
  stage: 1,
  workingDays: 10,
  mayAbstain: false,
  escalateTo: null,
  ...over,
})

export const aRule = (over: Partial<PolicyRule> = {}): PolicyRule => ({
  ruleId: 'rul_01JQ0000000000000000000001',
  name: 'A rule',
  when: {},
  asks: [anAsk()],
  ...over,
})

export const aPolicy = (award: readonly PolicyRule[] = [], over: Partial<ApprovalPolicy> = {}): ApprovalPolicy => {
  const basis = defaultPolicy({ currency: 'DKK', language: 'en' })
  return { ...basis, rules: { publication: [], award: [...award], change: [] }, ...over }
}

/** An award of which everything is known and nothing is remarkable. */
export const anAward = (over: Partial<PolicyCase> = {}): PolicyCase => ({
  ...unknownCase('award'),
  amount: { amountMinor: 10_000_00, currency: 'DKK' },
  categories: ['Furniture'],
  risk: 'normal',
  supplier: [],
  bids: 3,
  aboveLowestPermille: 0,
  ...over,
})

/** "financial 2 of 3 in stage 1 within 10: A rule, 4.2" */
export const said = ({ role, needed, people, stage, workingDays, because }: PolicyGroup): string => {
  const why = because.map((one) => ('rule' in one ? one.rule : one.budgetLine)).join(', ')
  return `${role} ${needed} of ${people.length} in stage ${stage} within ${workingDays}: ${why}`
}
