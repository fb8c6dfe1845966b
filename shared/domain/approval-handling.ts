import type { ApprovalGroup, ApprovalRequest, ApprovalStep, DecisionPlace } from './approval.ts'
import { isUnderWay } from './approval.ts'
import { tooLarge } from './approval-room.ts'
import { blankStep, derivedId } from './approval-seats.ts'
import { askedNow, hasOpenCondition, isAboutVeto, settled } from './approval-tally.ts'
import type { Handling } from './decisions.ts'
import { sameMailbox } from './mailbox.ts'
import { ok, refuse } from './outcome.ts'
import { later } from './time.ts'

type By = { at: string; seq: number }
const stepOf = (request: ApprovalRequest, stakeholderId: string) =>
  request.steps.find((step) => step.stakeholderId === stakeholderId)
const withStep = (request: ApprovalRequest, step: ApprovalStep, change: Partial<ApprovalStep>): ApprovalRequest => ({
  ...request,
  steps: request.steps.map((one) => (one === step ? { ...step, ...change } : one)),
})
const over = ({ status }: ApprovalRequest) => refuse({ code: 'award_superseded', status })

/** Answers a stakeholder's question; the time it stood open is given back to them. */
export const answerQuestion = (
  request: ApprovalRequest,
  { stakeholderId, asked }: { stakeholderId: string; asked: DecisionPlace },
  { at }: By,
) => {
  if (!isUnderWay(request)) return over(request)
  const step = stepOf(request, stakeholderId)
  if (!step?.question || step.question.number !== asked.number || step.question.turn !== asked.turn)
    return refuse({ code: 'question_not_found' })
  const stood = Math.max(0, Date.parse(at) - Date.parse(step.question.askedAt))
  const extended = step.dueAt && later(step.dueAt, stood)
  const dueAt = extended && (extended < request.until ? extended : request.until)
  return ok(withStep(request, step, { question: null, dueAt, remindedAt: null }))
}

/** Says what meets the condition of an approval; whether it does, its role confirms. */
export const meetCondition = (
  request: ApprovalRequest,
  asked: { stakeholderId: string; evidence: string },
  { at: metAt }: Pick<By, 'at'>,
) => {
  if (!isUnderWay(request)) return over(request)
  const step = stepOf(request, asked.stakeholderId)
  if (!step?.condition || !hasOpenCondition(step)) return refuse({ code: 'condition_not_found' })
  const met = withStep(request, step, { condition: { ...step.condition, evidence: asked.evidence, metAt } })
  return tooLarge(met) ?? ok(met)
}

/**
 * Who may be asked to override a veto, as the policy says, and how many of them must agree. Never its own role's holder,
 * nobody who ever sat on the vetoed seat, and neither who asks for the approval nor who asks for the override.
 */
export const overridersOf = (
  request: Pick<ApprovalRequest, 'overrides' | 'requester' | 'steps'>,
  vetoed: Pick<ApprovalStep, 'role' | 'seat' | 'email'>,
  asker?: string,
) => {
  const policy = request.overrides.find(({ role }) => role === vetoed.role)
  const sat = request.steps.filter(({ seat }) => seat === vetoed.seat).map(({ email }) => email)
  const out = [request.requester.email, vetoed.email, ...(asker === undefined ? [] : [asker]), ...sat]
  const able = policy?.by.filter(({ email }) => !out.some((one) => sameMailbox(one, email))) ?? []
  return policy && able.length >= policy.needed ? { able, needed: policy.needed } : undefined
}

/** Whether the veto that stands on a step is before those who may override it. */
export const isOverrideAsked = (request: ApprovalRequest, stakeholderId: string): boolean => {
  const step = stepOf(request, stakeholderId)
  return step !== undefined && request.groups.some((group) => isAboutVeto(group, step))
}

/** Asks those whom the policy names to override a veto: whom it leaves to ask must be as many as it needs. */
export const askOverride = (
  request: ApprovalRequest,
  asked: { stakeholderId: string; words: string; by?: Handling['by'] },
  { at, seq }: By,
) => {
  if (!isUnderWay(request)) return over(request)
  const vetoed = stepOf(request, asked.stakeholderId)
  const vetoAt = vetoed?.standing
  if (vetoed?.status !== 'vetoed' || !vetoAt) return refuse({ code: 'veto_not_found' })
  if (isOverrideAsked(request, vetoed.stakeholderId)) return refuse({ code: 'override_under_way' })
  const asker = asked.by === undefined || asked.by === 'clock' ? undefined : asked.by.email
  const overriders = overridersOf(request, vetoed, asker)
  if (!overriders) return refuse({ code: 'override_not_in_policy', role: vetoed.role })
  const group: ApprovalGroup = {
    groupId: `override:${vetoed.stakeholderId}:${vetoAt.number}.${vetoAt.turn}`,
    role: vetoed.role,
    stage: 1,
    needed: overriders.needed,
    mayAbstain: false,
    workingDays: OVERRIDE_WORKING_DAYS,
    scope: request.groups.find(({ groupId }) => groupId === vetoed.groupId)?.scope ?? [],
    because: [{ vetoOf: vetoed.stakeholderId, words: asked.words }],
    escalateTo: null,
    overrides: vetoed.stakeholderId,
    vetoAt: { number: vetoAt.number, turn: vetoAt.turn },
  }
  const steps = overriders.able.map((person): ApprovalStep => {
    const stakeholderId = derivedId(request.subject, request.number, group.groupId, person.email)
    const step = blankStep({ ...person, stakeholderId }, group)
    return { ...step, status: 'actionable', ...askedNow(request, group, at, seq) }
  })
  const next = { ...request, groups: [...request.groups, group], steps: [...request.steps, ...steps] }
  return tooLarge(next) ?? ok(settled(next, at, seq))
}

const OVERRIDE_WORKING_DAYS = 5
