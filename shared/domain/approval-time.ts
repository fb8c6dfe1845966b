import type { ApprovalGroup, ApprovalRequest, ApprovalStep } from './approval.ts'
import { approvalCan, isUnderWay } from './approval.ts'
import { newSeat, seatTaken } from './approval-seats.ts'
import { groupOf, isAboutVeto, isSatisfied } from './approval-tally.ts'
import type { HandlingSaid } from './decisions.ts'
import { DAY, inOrder, later } from './time.ts'

/** A reminder comes a day before the limit, or halfway where the limit is nearer than two days. */
export const remindAt = ({ askedAt, dueAt }: { askedAt: string; dueAt: string }): string => {
  const span = Date.parse(dueAt) - Date.parse(askedAt)
  return later(dueAt, -Math.min(DAY, span / 2))
}

const isOpen = (request: ApprovalRequest, group: ApprovalGroup): boolean =>
  group.overrides === undefined || request.steps.some((step) => isAboutVeto(group, step))

type Due = { at: string; said: HandlingSaid; step?: ApprovalStep }
const isWaitedFor = ({ status, question }: ApprovalStep) =>
  (status === 'actionable' || status === 'lifted') && question === null

const spoken: readonly ApprovalStep['status'][] = ['approved', 'vetoed', 'abstained', 'overridden']
/**
 * Nobody is hurried whose answer is not needed: the group has its approvals, another holder of the seat has spoken, or
 * the veto in question was lifted.
 */
const isNeeded = (request: ApprovalRequest, { groupId, seat }: ApprovalStep): boolean =>
  !isSatisfied(request, groupOf(request, { groupId })) &&
  isOpen(request, groupOf(request, { groupId })) &&
  !request.steps.some((one) => one.groupId === groupId && one.seat === seat && spoken.includes(one.status))

/** What becomes due on a step, and when: first a reminder, then somebody else. Never an approval. */
const dueOn = (request: ApprovalRequest, step: ApprovalStep): Due[] => {
  const { askedAt, dueAt, remindedAt, escalatedAt, stakeholderId } = step
  if (!isWaitedFor(step) || !isNeeded(request, step) || askedAt === null || dueAt === null) return []
  const person = groupOf(request, step).escalateTo
  const to = person && !seatTaken(request, person.email) ? person.name : null
  return [
    ...(remindedAt === null && escalatedAt === null
      ? [{ at: remindAt({ askedAt, dueAt }), said: { kind: 'remind', stakeholderId } as const, step }]
      : []),
    ...(escalatedAt === null ? [{ at: dueAt, said: { kind: 'escalate', stakeholderId, to } as const, step }] : []),
  ]
}

const dueOnRequest = (request: ApprovalRequest): Due[] => {
  if (!isUnderWay(request)) return []
  const expiry: Due[] = approvalCan('expire', request) ? [{ at: request.until, said: { kind: 'expire' } }] : []
  return [...expiry, ...request.steps.flatMap((step) => dueOn(request, step))].sort((a, b) => inOrder(a.at, b.at))
}

/** When time next does something to a request; undefined when it never will. */
export const nextTick = (request: ApprovalRequest): string | undefined => dueOnRequest(request)[0]?.at

/** A reminder that comes after the limit reminds of nothing: somebody else is asked at once. */
const isPast = (step: ApprovalStep | undefined, now: string): boolean => (step?.dueAt ?? now) <= now

/**
 * The next thing time has done to a request by `now`, one at a time: a reminder, the passing of a seat to the person the
 * policy names, or the end of it all.
 */
export const timePasses = (
  request: ApprovalRequest,
  now: string,
  seq: number,
): { request: ApprovalRequest; said: HandlingSaid } | undefined => {
  const due = dueOnRequest(request).find(
    ({ at, said, step }) => at <= now && !(said.kind === 'remind' && isPast(step, now)),
  )
  if (!due) return undefined
  const { said, step } = due
  if (said.kind === 'expire' || !step) return { request: { ...request, status: 'expired' }, said }
  const mark = said.kind === 'remind' ? { remindedAt: now } : { escalatedAt: now }
  const steps = request.steps.map((one) => (one === step ? { ...step, ...mark } : one))
  const person = groupOf(request, step).escalateTo
  const passes = said.kind === 'escalate' && said.to !== null && person
  const added = passes ? [newSeat(request, person, step, 'escalated', now, seq)] : []
  return { request: { ...request, steps: [...steps, ...added] }, said }
}
