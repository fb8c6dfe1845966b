import * as z from 'zod'
import type { StakeholderRole } from './party.ts'
import { type PolicyAsk, type PolicyRule, type PolicyTerms, partsOf } from './policy.ts'
import { activeOne, holdersOf, type Stakeholders } from './policy-groups.ts'
import { ApprovalSubject } from './subjects.ts'

/** Why a policy cannot work, each in the words of the API; the site has them in three languages. */
export const policyProblemDetails = {
  role_not_held: 'nobody active holds this role',
  too_few_holders: 'more approvals are needed than there are active people to give them',
  role_asked_twice: 'this role is asked already by the same rule',
  rule_twice: 'there is another rule of this id',
  stage_empty: 'an earlier stage asks nobody',
  never_applies: 'nothing of this kind is known of this subject',
  escalation_to_own_role: 'whoever holds the role is asked already',
  stakeholder_unknown: 'is nobody active',
  override_by_own_role: 'holds the role whose veto is overridden',
  override_twice: 'this role has an override rule already',
  budget_line_twice: 'there is another budget line of this code',
} as const
export type PolicyProblemCode = keyof typeof policyProblemDetails
const codes = Object.keys(policyProblemDetails) as [PolicyProblemCode, ...PolicyProblemCode[]]
export const PolicyProblem = z.object({ pointer: z.string(), code: z.enum(codes) })
export type PolicyProblem = z.infer<typeof PolicyProblem>

type Problems = PolicyProblem[]
const when = (isWrong: boolean, pointer: string, code: PolicyProblemCode): Problems =>
  isWrong ? [{ pointer, code }] : []
const isAgain = <T>(all: readonly T[], index: number): boolean => all.indexOf(all[index] as T) < index

const holds = (role: StakeholderRole, stakeholders: Stakeholders, id: string): boolean => {
  const email = activeOne(stakeholders, id)?.email
  return holdersOf(role, stakeholders).some((one) => one.email === email)
}

const ofAsk = (ask: PolicyAsk, at: string, stakeholders: Stakeholders): Problems => {
  const { role, needed, escalateTo } = ask
  const held = holdersOf(role, stakeholders).length
  const toNobody = escalateTo !== null && !activeOne(stakeholders, escalateTo)
  return [
    ...when(held === 0, `${at}/role`, 'role_not_held'),
    ...when(held > 0 && needed !== 'all' && needed > held, `${at}/needed`, 'too_few_holders'),
    ...when(toNobody, `${at}/escalateTo`, 'stakeholder_unknown'),
    ...when(
      escalateTo !== null && !toNobody && holds(role, stakeholders, escalateTo),
      `${at}/escalateTo`,
      'escalation_to_own_role',
    ),
  ]
}

const ofRules = (subject: ApprovalSubject, rules: readonly PolicyRule[], stakeholders: Stakeholders): Problems => {
  const stages = new Set(rules.flatMap(({ asks }) => asks.map(({ stage }) => stage)))
  return rules.flatMap((rule, r) => {
    const at = `/rules/${subject}/${r}`
    const roles = rule.asks.map(({ role }) => role)
    return [
      ...when(
        isAgain(
          rules.map(({ ruleId }) => ruleId),
          r,
        ),
        `${at}/ruleId`,
        'rule_twice',
      ),
      ...Object.keys(rule.when).flatMap((part) =>
        when(!(partsOf[subject] as readonly string[]).includes(part), `${at}/when/${part}`, 'never_applies'),
      ),
      ...rule.asks.flatMap((ask, a) => [
        ...when(isAgain(roles, a), `${at}/asks/${a}/role`, 'role_asked_twice'),
        ...when(ask.stage > 1 && !stages.has(ask.stage - 1), `${at}/asks/${a}/stage`, 'stage_empty'),
        ...ofAsk(ask, `${at}/asks/${a}`, stakeholders),
      ]),
    ]
  })
}

const ofOverrides = ({ overrides }: PolicyTerms, stakeholders: Stakeholders): Problems => {
  const roles = overrides.map(({ role }) => role)
  return overrides.flatMap(({ role, by, needed }, i) => {
    const people = new Set(by.map((id) => activeOne(stakeholders, id)?.email).filter((email) => email !== undefined))
    return [
      ...when(isAgain(roles, i), `/overrides/${i}/role`, 'override_twice'),
      ...when(needed > people.size, `/overrides/${i}/needed`, 'too_few_holders'),
      ...by.flatMap((id, b) => [
        ...when(!activeOne(stakeholders, id), `/overrides/${i}/by/${b}`, 'stakeholder_unknown'),
        ...when(holds(role, stakeholders, id), `/overrides/${i}/by/${b}`, 'override_by_own_role'),
      ]),
    ]
  })
}

const ofBudget = ({ budgetLines, budgetOwners: { escalateTo } }: PolicyTerms, stakeholders: Stakeholders): Problems => {
  const codes = budgetLines.map(({ code }) => code)
  const toNobody = escalateTo !== null && !activeOne(stakeholders, escalateTo)
  return [
    ...budgetLines.flatMap(({ ownerId }, i) => [
      ...when(isAgain(codes, i), `/budgetLines/${i}/code`, 'budget_line_twice'),
      ...when(!activeOne(stakeholders, ownerId), `/budgetLines/${i}/ownerId`, 'stakeholder_unknown'),
    ]),
    ...when(toNobody, '/budgetOwners/escalateTo', 'stakeholder_unknown'),
  ]
}

/** What keeps a policy from working, with where it says so. A policy with any of these is not kept. */
export const policyProblems = (policy: PolicyTerms, stakeholders: Stakeholders): PolicyProblem[] => [
  ...ApprovalSubject.options.flatMap((subject) => ofRules(subject, policy.rules[subject], stakeholders)),
  ...ofOverrides(policy, stakeholders),
  ...ofBudget(policy, stakeholders),
]
