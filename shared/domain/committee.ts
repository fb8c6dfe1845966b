import type { ApprovalGroup, ApprovalRequest, Approver } from './approval.ts'
import type { Award, RankedBid } from './award.ts'
import type { MayNot } from './duties.ts'
import { ok, refuse } from './outcome.ts'
import type { Stakeholder } from './party.ts'
import type { ApprovalPolicy } from './policy.ts'
import { type PolicyCase, permilleAbove } from './policy-case.ts'
import { whoApproves } from './policy-rules.ts'
import type { Rfq } from './rfq.ts'
import { DAY, later } from './time.ts'

const approverOf = ({ stakeholderId, name, email, role, language }: Stakeholder): Approver => ({
  stakeholderId,
  name,
  email,
  role,
  language,
})

export type Committee = Pick<ApprovalRequest, 'policyVersion' | 'showOpinions' | 'overrides' | 'calendar'> & {
  groups: (ApprovalGroup & { people: Approver[] })[]
}

type Asked = {
  policy: ApprovalPolicy
  stakeholders: readonly Stakeholder[]
  facts: PolicyCase
  mayNot: MayNot
  at: string
}

/**
 * Who is asked, as the policy says now: the request keeps it, so that a later policy changes nothing under way. Nobody at
 * all may be.
 */
export const namedBy = ({ policy, stakeholders, facts, mayNot, at }: Asked) => {
  const asked = whoApproves(policy, stakeholders, facts, mayNot)
  if (!asked.ok) return asked
  const groups = asked.value.groups.map(({ people, escalateTo, ...group }) => ({
    ...group,
    people: people.map(approverOf),
    escalateTo: escalateTo && approverOf(escalateTo),
  }))
  const overrides = policy.overrides.map(({ role, by, needed }) => ({
    role,
    needed,
    by: stakeholders
      .filter((one) => one.active && by.includes(one.stakeholderId) && !mayNot(one.email))
      .map(approverOf),
  }))
  const { version: policyVersion, showOpinions, calendar } = policy
  return ok<Committee>({ groups, overrides, policyVersion, showOpinions, calendar: within(calendar, at) })
}

/** The same where somebody must be asked. */
export const committeeOf = (asked: Asked) => {
  const committee = namedBy(asked)
  return committee.ok && committee.value.groups.length === 0 ? refuse({ code: 'policy_asks_nobody' }) : committee
}

/** A request keeps the holidays that may fall into it, not all that the policy knows. */
const within = ({ workDays, holidays }: ApprovalPolicy['calendar'], at: string) => {
  const [from, to] = [later(at, -DAY), later(at, 400 * DAY)]
  return { workDays, holidays: holidays.filter((day) => day >= from.slice(0, 10) && day <= to) }
}

/** What the policy judges an award by. */
export const caseOfAward = (
  rfq: Pick<Rfq, 'planning'>,
  award: Pick<Award, 'totalMinor' | 'currency' | 'supplierId' | 'supplierStanding' | 'budget'>,
  ranking: readonly RankedBid[],
): PolicyCase => {
  const own = ranking.find(({ supplierId }) => supplierId === award.supplierId)
  const lowest = ranking.find(({ rank }) => rank === 1)
  return {
    subject: 'award',
    amount: { amountMinor: award.totalMinor, currency: award.currency },
    categories: rfq.planning.category ? [rfq.planning.category] : [],
    risk: rfq.planning.risk,
    supplier: award.supplierStanding,
    bids: ranking.length,
    aboveLowestPermille: own && lowest ? permilleAbove(own.comparedMinor, lowest.comparedMinor) : null,
    movedDays: null,
    budgetLine: award.budget.line || null,
  }
}
