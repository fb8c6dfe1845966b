import * as z from 'zod'
import type { MayNot } from './duties.ts'
import { StakeholderId } from './ids.ts'
import { type Stakeholder, StakeholderRole } from './party.ts'
import { type PolicyCase, unknownCase } from './policy-case.ts'
import type { Policy, PolicyGroup, Stakeholders } from './policy-groups.ts'
import { foreseen, whoApproves } from './policy-rules.ts'
import type { Rfq } from './rfq.ts'
import type { ApprovalSubject } from './subjects.ts'
import { expectedWorkingDays } from './working-days.ts'

/** One of those who will be asked; `keptOut` says why separation of duties would not let them answer. */
const Approver = z.object({
  stakeholderId: StakeholderId,
  name: z.string(),
  email: z.string(),
  keptOut: z.enum(['approver_is_requester', 'approver_took_part', 'approver_is_supplier']).nullable(),
})

export const ApproverGroup = z.object({
  groupId: z.string(),
  role: StakeholderRole,
  stage: z.int().positive(),
  needed: z.int().positive(),
  people: z.array(Approver),
  because: z.array(z.union([z.object({ rule: z.string() }), z.object({ budgetLine: z.string() })])),
  /** What the policy gives them. */
  workingDays: z.int().positive(),
  /** What holders of the role usually take; null before enough of them decided. */
  expectedDays: z.int().min(0).nullable(),
  /** What is not known yet, and decides whether they are asked; empty where they are in any case. */
  dependsOn: z.array(z.string()),
})
export type ApproverGroup = z.infer<typeof ApproverGroup>

/** Who will have to approve one thing, and why. */
export const Approvers = z.object({
  certain: z.array(ApproverGroup),
  possible: z.array(ApproverGroup),
  /** Working days for those who are certain, stage after stage; measured where every stage has a history. */
  days: z.object({ count: z.int().min(0), measured: z.boolean() }),
  /** Why it could not even be asked, as things stand. */
  problem: z.looseObject({ code: z.string() }).nullable(),
})
export type Approvers = z.infer<typeof Approvers>

/** What a policy can know of an RFQ before there are bids: what its buyer planned. */
export const plannedCase = (
  subject: Extract<ApprovalSubject, 'publication' | 'award'>,
  { planning, terms: { currency } }: Pick<Rfq, 'planning' | 'terms'>,
): PolicyCase => ({
  ...unknownCase(subject),
  amount: planning.estimatedMinor !== null && currency ? { amountMinor: planning.estimatedMinor, currency } : null,
  categories: planning.category === '' ? [] : [planning.category],
  risk: planning.risk,
  budgetLine: planning.budgetLine,
})

type Took = { askedAt: string; decidedAt: string }
type Known = {
  policy: Policy
  stakeholders: Stakeholders
  mayNot: MayNot
  /** Past decisions by role. */
  history: ReadonlyMap<StakeholderRole, readonly Took[]>
  timeZone: string
}

const personOf = ({ stakeholderId, name, email }: Stakeholder, mayNot: MayNot) => ({
  stakeholderId,
  name,
  email,
  keptOut: mayNot(email)?.code ?? null,
})

/** Stages follow one another; within one, the slowest group sets the pace. */
const daysOf = (groups: readonly ApproverGroup[]): Approvers['days'] => {
  const slowest = new Map<number, number>()
  for (const { stage, expectedDays, workingDays } of groups)
    slowest.set(stage, Math.max(slowest.get(stage) ?? 0, expectedDays ?? workingDays))
  const count = [...slowest.values()].reduce((sum, days) => sum + days, 0)
  return { count, measured: groups.every(({ expectedDays }) => expectedDays !== null) }
}

export const approversOf = (facts: PolicyCase, known: Known): Approvers => {
  const { policy, stakeholders, mayNot, history, timeZone } = known
  const shown = (group: PolicyGroup & { dependsOn?: string[] }): ApproverGroup => ({
    groupId: group.groupId,
    role: group.role,
    stage: group.stage,
    needed: group.needed,
    people: group.people.map((one) => personOf(one, mayNot)),
    because: group.because,
    workingDays: group.workingDays,
    expectedDays: expectedWorkingDays(history.get(group.role) ?? [], policy.calendar, timeZone) ?? null,
    dependsOn: group.dependsOn ?? [],
  })
  const { certain, possible } = foreseen(policy, stakeholders, facts)
  const asked = whoApproves(policy, stakeholders, facts, mayNot)
  const sure = certain.map(shown)
  return {
    certain: sure,
    possible: possible.map(shown),
    days: daysOf(sure),
    problem: asked.ok ? null : asked.refusal,
  }
}
