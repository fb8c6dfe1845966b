import type { ApprovalGroup, ApprovalRequest, ApprovalStatus, ApprovalStep } from './approval.ts'
import { workingDaysLater } from './working-days.ts'

type Tallied = Pick<ApprovalRequest, 'groups' | 'steps'>

const inGroup =
  ({ groupId }: Pick<ApprovalGroup, 'groupId'>) =>
  (step: Pick<ApprovalStep, 'groupId'>) =>
    step.groupId === groupId

export const groupOf = ({ groups }: Tallied, step: Pick<ApprovalStep, 'groupId'>): ApprovalGroup => {
  const group = groups.find((one) => one.groupId === step.groupId)
  if (!group) throw new Error(`A step is of no group: ${step.groupId}`)
  return group
}

/** A seat counts once, whoever of its holders approved, and also where its veto was overridden. */
export const seatsFilled = (steps: readonly ApprovalStep[]): Set<string> =>
  new Set(steps.flatMap(({ status, seat }) => (status === 'approved' || status === 'overridden' ? [seat] : [])))

export const isSatisfied = (request: Tallied, group: ApprovalGroup): boolean =>
  seatsFilled(request.steps.filter(inGroup(group))).size >= group.needed

/** Whether the group can still come to the approvals it needs, given who may still speak. */
export const isReachable = (request: Tallied, group: ApprovalGroup): boolean => {
  const able = request.steps
    .filter(inGroup(group))
    .filter(({ status }) => !['abstained', 'delegated', 'recused'].includes(status))
  return new Set(able.map(({ seat }) => seat)).size >= group.needed
}

const decides = ({ overrides }: ApprovalGroup) => overrides === undefined

/** One veto that stands makes it vetoed; approved only when every group has the approvals it needs and no condition is left. */
export const tallyOf = (request: Tallied): 'proposed' | 'conditional' | 'approved' | 'vetoed' => {
  if (request.steps.some(({ status }) => status === 'vetoed')) return 'vetoed'
  if (!request.groups.filter(decides).every((group) => isSatisfied(request, group))) return 'proposed'
  return request.steps.some(hasOpenCondition) ? 'conditional' : 'approved'
}

export const hasOpenCondition = ({ status, condition }: Pick<ApprovalStep, 'status' | 'condition'>): boolean =>
  status === 'approved' && condition !== null && condition.confirmedAt === null

/**
 * The next stage is asked once this one has spoken: with what it needs, or with a veto. A veto keeps nobody from being
 * asked: the buyer is to have all objections together.
 */
const hasSpoken = (request: Tallied, group: ApprovalGroup): boolean =>
  isSatisfied(request, group) || request.steps.filter(inGroup(group)).some(({ status }) => status === 'vetoed')

/** Groups that cannot come to a decision any more: somebody else has to be named. */
export const stuckGroups = (request: Tallied): ApprovalGroup[] =>
  request.groups.filter((group) => decides(group) && !isReachable(request, group))

/** Whether a group was asked to override the very veto that stands on a step, not one that was lifted before. */
export const isAboutVeto = (
  { overrides, vetoAt }: ApprovalGroup,
  { stakeholderId, status, standing }: ApprovalStep,
): boolean =>
  status === 'vetoed' &&
  overrides === stakeholderId &&
  vetoAt?.number === standing?.number &&
  vetoAt?.turn === standing?.turn

const overridden = (request: Tallied): ApprovalStep[] => {
  const granted = request.groups.filter((group) => !decides(group) && isSatisfied(request, group))
  return request.steps.map((step) =>
    granted.some((group) => isAboutVeto(group, step)) ? { ...step, status: 'overridden' } : step,
  )
}

const asked = (request: ApprovalRequest, at: string, seq: number): ApprovalStep[] => {
  const waitingFor = request.groups
    .filter((group) => decides(group) && !hasSpoken(request, group))
    .map(({ stage }) => stage)
  const stage = Math.min(...waitingFor, Number.POSITIVE_INFINITY)
  return request.steps.map((step) => {
    const group = groupOf(request, step)
    if (step.status !== 'waiting' || group.stage > stage) return step
    return { ...step, status: 'actionable', ...askedNow(request, group, at, seq) }
  })
}

/** When a step is asked, and by when it is to answer: never later than what is decided lapses. */
export const askedNow = (
  request: Pick<ApprovalRequest, 'calendar' | 'timeZone' | 'until'>,
  group: ApprovalGroup,
  at: string,
  seq: number,
) => {
  const due = workingDaysLater(at, group.workingDays, request.calendar, request.timeZone)
  return { askedSeq: seq, askedAt: at, dueAt: due < request.until ? due : request.until }
}

/** What follows from the steps as they now are: vetoes overridden, stages asked, and the tally. */
export const settled = (request: ApprovalRequest, at: string, seq: number): ApprovalRequest => {
  const lifted = { ...request, steps: overridden(request) }
  const next = { ...lifted, steps: asked(lifted, at, seq) }
  const status: ApprovalStatus = tallyOf(next)
  return { ...next, status }
}
