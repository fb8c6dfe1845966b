import * as z from 'zod'
import { type ApprovalRequest, type ApprovalStep, isUnderWay } from './approval.ts'
import { groupOf, hasOpenCondition, isSatisfied, stuckGroups } from './approval-tally.ts'
import { inOrder } from './time.ts'

/** Where a request hangs: first what only the buyer can move. */
export const HangingKind = z.enum([
  'stuck',
  'vetoed',
  'asked',
  'unmet',
  'overdue',
  'awaited',
  'overriding',
  'unconfirmed',
])
export type HangingKind = z.infer<typeof HangingKind>
export interface Hanging {
  readonly kind: HangingKind
  readonly steps: readonly ApprovalStep[]
  readonly since: string | undefined
}

const waits = ({ status }: ApprovalStep) => status === 'actionable' || status === 'lifted'
const saidAt = ({ standing }: ApprovalStep) => standing?.decidedAt
const first = (instants: readonly (string | null | undefined)[]): string | undefined =>
  instants.filter((one) => typeof one === 'string').sort(inOrder)[0]

/** With whom a request hangs, why and since when. */
export const whereItHangs = (approval: ApprovalRequest, now: number): Hanging[] => {
  if (!isUnderWay(approval) || approval.status === 'approved') return []
  const { steps } = approval
  const isOpinion = (step: ApprovalStep) => groupOf(approval, step).overrides === undefined
  const isNeeded = (step: ApprovalStep) => !isSatisfied(approval, groupOf(approval, step))
  const isLate = ({ dueAt }: ApprovalStep) => dueAt !== null && Date.parse(dueAt) <= now

  const hanging = (
    kind: HangingKind,
    some: readonly ApprovalStep[],
    since: (step: ApprovalStep) => string | null | undefined,
  ): Hanging[] => (some.length === 0 ? [] : [{ kind, steps: some, since: first(some.map(since)) }])

  const stuck = new Set(stuckGroups(approval).map(({ groupId }) => groupId))
  const asked = steps.filter(({ question }) => question !== null)
  const conditions = steps.filter(hasOpenCondition)
  const waiting = steps.filter(
    (step) => waits(step) && step.question === null && isNeeded(step) && !stuck.has(step.groupId),
  )
  const awaited = waiting.filter(isOpinion)
  return [
    ...hanging(
      'stuck',
      steps.filter(({ groupId }) => stuck.has(groupId)),
      ({ askedAt }) => askedAt,
    ),
    ...hanging(
      'vetoed',
      steps.filter(({ status }) => status === 'vetoed'),
      saidAt,
    ),
    ...hanging('asked', asked, ({ question }) => question?.askedAt),
    ...hanging(
      'unmet',
      conditions.filter(({ condition }) => condition?.evidence === null),
      saidAt,
    ),
    ...hanging('overdue', awaited.filter(isLate), ({ dueAt }) => dueAt),
    ...hanging(
      'awaited',
      awaited.filter((step) => !isLate(step)),
      ({ askedAt }) => askedAt,
    ),
    ...hanging(
      'overriding',
      waiting.filter((step) => !isOpinion(step)),
      ({ askedAt }) => askedAt,
    ),
    ...hanging(
      'unconfirmed',
      conditions.filter(({ condition }) => condition?.evidence !== null),
      ({ condition }) => condition?.metAt,
    ),
  ]
}
