import type { MayNot } from './duties.ts'
import { ok } from './outcome.ts'
import type { ConditionPart } from './policy.ts'
import { applies, type PolicyCase } from './policy-case.ts'
import {
  type AskedBy,
  type Policy,
  type PolicyGroup,
  roleGroups,
  type Stakeholders,
  withBudgetOwner,
} from './policy-groups.ts'

const anybodyMay: MayNot = () => undefined

/** Stages as they are asked: numbered from 1 without gaps, whatever the rules that applied say. */
const inStages = (groups: readonly PolicyGroup[]): PolicyGroup[] => {
  const stages = [...new Set(groups.map(({ stage }) => stage))].sort((a, b) => a - b)
  return groups.map((group) => ({ ...group, stage: stages.indexOf(group.stage) + 1 })).sort((a, b) => a.stage - b.stage)
}

const rulesOn = (policy: Policy, facts: PolicyCase) =>
  policy.rules[facts.subject].map((rule) => ({ rule, applies: applies(rule.when, facts, policy) }))

type Applied = ReturnType<typeof rulesOn>[number]
const asksOf = (applied: readonly Applied[]): AskedBy[] =>
  applied.flatMap(({ rule }) => rule.asks.map((ask) => ({ ask, rule: rule.name })))

const groupsOf = (
  policy: Policy,
  stakeholders: Stakeholders,
  asked: readonly AskedBy[],
  facts: PolicyCase,
  mayNot: MayNot,
) => {
  const groups = roleGroups(policy, stakeholders, asked, mayNot)
  if (!groups.ok) return groups
  const touched = policy.budgetOwners.about.includes(facts.subject) ? facts.budgetLine : null
  const all = touched === null ? groups : withBudgetOwner(policy, stakeholders, groups.value, touched, mayNot)
  return all.ok ? ok(inStages(all.value)) : all
}

/**
 * Who must approve, and why. A rule that turns on what is not known applies: the stricter reading. Nobody at all is
 * asked where no rule applies and no budget line is touched.
 */
export const whoApproves = (
  policy: Policy,
  stakeholders: Stakeholders,
  facts: PolicyCase,
  mayNot: MayNot = anybodyMay,
) => {
  const applied = rulesOn(policy, facts).filter((one) => one.applies !== false)
  const groups = groupsOf(policy, stakeholders, asksOf(applied), facts, mayNot)
  return groups.ok ? ok({ groups: groups.value }) : groups
}

/** A group that is asked, or asked for more, if what is not known yet turns out so. */
export type PossibleGroup = PolicyGroup & { dependsOn: ConditionPart[] }

const asksMore = (group: PolicyGroup, than: PolicyGroup | undefined): boolean =>
  !than ||
  group.needed > than.needed ||
  group.people.length > than.people.length ||
  group.workingDays < than.workingDays ||
  (than.mayAbstain && !group.mayAbstain)

/** Who will have to approve, as far as is known: the groups that are certain, and those that depend on something. */
export const foreseen = (policy: Policy, stakeholders: Stakeholders, facts: PolicyCase) => {
  const rules = rulesOn(policy, facts)
  const sure = rules.filter((one) => one.applies === true)
  const certain = groupsOf(policy, stakeholders, asksOf(sure), facts, anybodyMay)
  const all = whoApproves(policy, stakeholders, facts)
  const known = certain.ok ? certain.value : []
  const dependsOn = ({ because }: PolicyGroup): ConditionPart[] => {
    const names = because.flatMap((one) => ('rule' in one ? [one.rule] : []))
    return [
      ...new Set(rules.flatMap(({ rule, applies: on }) => (names.includes(rule.name) && on !== true && on ? on : []))),
    ]
  }
  const possible: PossibleGroup[] = (all.ok ? all.value.groups : [])
    .filter((group) =>
      asksMore(
        group,
        known.find(({ groupId }) => groupId === group.groupId),
      ),
    )
    .map((group) => ({ ...group, dependsOn: dependsOn(group) }))
  return { certain: known, possible, refusal: all.ok ? null : all.refusal }
}
export type Foreseen = ReturnType<typeof foreseen>
