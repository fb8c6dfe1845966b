import type { MayNot } from './duties.ts'
import { mailboxOf, sameMailbox } from './mailbox.ts'
import { ok, refuse } from './outcome.ts'
import { type Stakeholder, type StakeholderRole, stakeholderRoles } from './party.ts'
import type { ApprovalPolicy, PolicyAsk, PolicyTerms } from './policy.ts'
import { Section } from './subjects.ts'

export type AskedBecause = { rule: string } | { budgetLine: string }

/** Who is asked together, and why. */
export type PolicyGroup = {
  groupId: string
  role: StakeholderRole
  stage: number
  needed: number
  mayAbstain: boolean
  workingDays: number
  scope: Section[]
  escalateTo: Stakeholder | null
  because: AskedBecause[]
  people: Stakeholder[]
}

export type Policy = Pick<ApprovalPolicy, keyof PolicyTerms>
export type Stakeholders = readonly Stakeholder[]
export type AskedBy = { ask: PolicyAsk; rule: string }

const uniqueMailboxes = (people: Stakeholders): Stakeholder[] => [
  ...new Map(people.map((one) => [mailboxOf(one.email), one])).values(),
]

/** The active holders of a role; who holds it twice counts once. */
export const holdersOf = (role: StakeholderRole, stakeholders: Stakeholders): Stakeholder[] =>
  uniqueMailboxes(stakeholders.filter((one) => one.active && one.role === role))

export const activeOne = (stakeholders: Stakeholders, stakeholderId: string | null): Stakeholder | undefined =>
  stakeholders.find((one) => one.active && one.stakeholderId === stakeholderId)

export const inSections = (scope: readonly Section[]): Section[] =>
  Section.options.filter((section) => section === 'what' || scope.includes(section))

/** What several rules ask of one role: the most approvals, the earliest stage, the fewest days. */
export const strictest = (asks: readonly PolicyAsk[]) => ({
  needed: asks.some(({ needed }) => needed === 'all')
    ? ('all' as const)
    : Math.max(...asks.map(({ needed }) => Number(needed))),
  stage: Math.min(...asks.map(({ stage }) => stage)),
  workingDays: Math.min(...asks.map(({ workingDays }) => workingDays)),
  mayAbstain: asks.every(({ mayAbstain }) => mayAbstain),
  /** The one named by whoever gives the fewest days. */
  escalateTo: [...asks].sort((a, b) => a.workingDays - b.workingDays).find((ask) => ask.escalateTo)?.escalateTo ?? null,
})

/**
 * Those of a role who are asked. Who may not approve is left out where enough others hold the role; where the policy
 * asks all of its holders, or too few are left, that is refused with the reason.
 */
const seats = (role: StakeholderRole, wanted: PolicyAsk['needed'], stakeholders: Stakeholders, mayNot: MayNot) => {
  const holders = holdersOf(role, stakeholders)
  const needed = wanted === 'all' ? holders.length : wanted
  if (holders.length < needed) return refuse({ code: 'too_few_holders', role, needed, held: holders.length })
  const people = holders.filter(({ email }) => !mayNot(email))
  if (people.length < needed) {
    const out = holders.find(({ email }) => mayNot(email))
    const because = out && mayNot(out.email)
    if (out && because) return refuse({ ...because, role, name: out.name })
  }
  return ok({ needed, people })
}

/** Who takes over when the time is over, unless they may not or are asked already. */
const escalation = (id: string | null, stakeholders: Stakeholders, people: Stakeholders, mayNot: MayNot) => {
  const to = activeOne(stakeholders, id)
  return to && !mayNot(to.email) && !people.some(({ email }) => sameMailbox(email, to.email)) ? to : null
}

/** The groups of what rules ask, one for each role, in the order of the roles. */
export const roleGroups = (policy: Policy, stakeholders: Stakeholders, asked: readonly AskedBy[], mayNot: MayNot) => {
  const roles = stakeholderRoles.filter((role) => asked.some(({ ask }) => ask.role === role))
  const missing = roles.filter((role) => holdersOf(role, stakeholders).length === 0)
  if (missing.length > 0) return refuse({ code: 'roles_not_held', roles: missing })

  const groups: PolicyGroup[] = []
  for (const role of roles) {
    const ofRole = asked.filter(({ ask }) => ask.role === role)
    const { needed, escalateTo, ...how } = strictest(ofRole.map(({ ask }) => ask))
    const seated = seats(role, needed, stakeholders, mayNot)
    if (!seated.ok) return seated
    groups.push({
      groupId: role,
      role,
      ...how,
      ...seated.value,
      scope: inSections(policy.scopes[role]),
      escalateTo: escalation(escalateTo, stakeholders, seated.value.people, mayNot),
      because: ofRole.map(({ rule }) => ({ rule })),
    })
  }
  return ok(groups)
}

/** Price comes with the budget: an amount cannot be judged without what it is made of. */
const OWNERS_SCOPE: readonly Section[] = ['what', 'price', 'budget']

/**
 * The owner of a budget line has a group of their own. Who is asked for a role already is asked once: their approval
 * counts for both, so the others of the role need one less.
 */
export const withBudgetOwner = (
  policy: Policy,
  stakeholders: Stakeholders,
  groups: readonly PolicyGroup[],
  code: string,
  mayNot: MayNot,
) => {
  const line = policy.budgetLines.find((one) => one.code === code)
  if (!line) return refuse({ code: 'budget_line_unknown', budgetLine: code })
  const owner = activeOne(stakeholders, line.ownerId)
  if (!owner) return refuse({ code: 'budget_owner_missing', budgetLine: code })
  const out = mayNot(owner.email)
  if (out) return refuse({ ...out, role: owner.role, name: owner.name })

  const { stage, workingDays, escalateTo } = policy.budgetOwners
  const isOwner = ({ email }: Stakeholder) => sameMailbox(email, owner.email)
  const shared = groups.filter(({ people }) => people.some(isOwner))
  const others = groups.map((group) =>
    shared.includes(group)
      ? { ...group, needed: group.needed - 1, people: group.people.filter((one) => !isOwner(one)) }
      : group,
  )
  const own: PolicyGroup = {
    groupId: `budget:${code}`,
    role: owner.role,
    stage: Math.min(stage, ...shared.map((group) => group.stage)),
    needed: 1,
    mayAbstain: false,
    workingDays: Math.min(workingDays, ...shared.map((group) => group.workingDays)),
    scope: inSections([...OWNERS_SCOPE, ...shared.flatMap(({ scope }) => scope)]),
    escalateTo: escalation(escalateTo, stakeholders, [owner], mayNot),
    because: [{ budgetLine: code }, ...shared.flatMap(({ because }) => because)],
    people: [owner],
  }
  return ok([...others.filter(({ needed }) => needed > 0), own])
}
