import * as z from 'zod'
import { type ApprovalRequest, type ApprovalStep, isUnderWay } from './approval.ts'
import { groupOf, hasOpenCondition, isSatisfied, stuckGroups } from './approval-tally.ts'
import { Instant, RfqId } from './ids.ts'
import type { Rfq } from './rfq.ts'
import { DAY, inOrder } from './time.ts'

/** One thing that waits for a buyer, and since when. */
export const Work = z.object({
  kind: z.enum([
    'finishDraft',
    'answerQuestions',
    'compareBids',
    'awardVetoed',
    'awardStuck',
    'approverAsked',
    'conditionOpen',
    'awardExpired',
    'noBids',
    'contractReady',
  ]),
  rfqId: RfqId,
  title: z.string(),
  count: z.int().optional(),
  since: Instant,
})
export type Work = z.infer<typeof Work>

/** A draft nobody touched this long waits for its buyer. */
const DRAFT_RESTS_MS = DAY
/** So long a new contract is news. */
const CONTRACT_IS_NEWS_MS = 14 * DAY

type Waiting = Omit<Work, 'rfqId' | 'title'>

const evaluationWork = (rfq: Rfq, approval: ApprovalRequest | undefined, now: string): Waiting | undefined => {
  const since = rfq.opening?.openedAt ?? rfq.updatedAt
  if (rfq.awardCount === 0) {
    const bids = rfq.opening?.bids ?? 0
    return bids === 0 ? { kind: 'noBids' as const, since } : { kind: 'compareBids' as const, since, count: bids }
  }
  return approval && approvalWork(approval, now)
}

const firstOf = (instants: readonly (string | null | undefined)[], otherwise: string): string =>
  instants.filter((one) => typeof one === 'string').sort(inOrder)[0] ?? otherwise

/** Of what an award waits for its buyer to do, the first that must be done before anything else can move. */
const approvalWork = (approval: ApprovalRequest, now: string): Waiting | undefined => {
  const { status, steps, askedAt, until } = approval
  if (status === 'expired') return { kind: 'awardExpired', since: until }
  if (!isUnderWay(approval) || status === 'approved') return undefined
  const vetoes = steps.filter((step) => step.status === 'vetoed')
  if (vetoes.length > 0) return { kind: 'awardVetoed', since: askedAt, count: vetoes.length }
  const questions = steps.flatMap(({ question }) => question ?? [])
  if (questions.length > 0) {
    const first = questions.map((question) => question.askedAt)
    return { kind: 'approverAsked', since: firstOf(first, askedAt), count: questions.length }
  }
  const unmet = steps.filter((step) => hasOpenCondition(step) && step.condition?.evidence === null)
  if (unmet.length > 0) return { kind: 'conditionOpen', since: askedAt, count: unmet.length }
  const stuck = stuckGroups(approval).map(({ groupId }) => groupId)
  if (stuck.length > 0) return { kind: 'awardStuck', since: firstOf(stuckSince(approval, stuck), askedAt) }
  // What the clock has done already shows as a seat that passed on; only one nobody was left to take hangs.
  const late = steps.filter(
    (step) => isLate(step, now) && !isSatisfied(approval, groupOf(approval, step)) && !isTakenOver(approval, step),
  )
  return late.length > 0
    ? {
        kind: 'awardStuck',
        since: firstOf(
          late.map(({ dueAt }) => dueAt),
          until,
        ),
      }
    : undefined
}

const stuckSince = ({ steps }: ApprovalRequest, groups: readonly string[]) =>
  steps.filter(({ groupId }) => groups.includes(groupId)).map(({ askedAt }) => askedAt)
const isLate = ({ status, dueAt }: ApprovalStep, now: string) =>
  (status === 'actionable' || status === 'lifted') && dueAt !== null && dueAt <= now
const isTakenOver = ({ steps }: ApprovalRequest, { stakeholderId, escalatedAt }: ApprovalStep) =>
  escalatedAt !== null && steps.some(({ from }) => from?.stakeholderId === stakeholderId)

/** What waits for the buyer of one RFQ, if anything. `approval` is that of its newest award. */
export const workOf = (rfq: Rfq, approval: ApprovalRequest | undefined, now: string): Work | undefined => {
  const waiting = (): Waiting | undefined => {
    const rested = Date.parse(now) - Date.parse(rfq.updatedAt)
    switch (rfq.status) {
      case 'draft':
        return rested >= DRAFT_RESTS_MS ? { kind: 'finishDraft', since: rfq.updatedAt } : undefined
      case 'open':
        return rfq.unanswered ? { kind: 'answerQuestions', since: rfq.updatedAt, count: rfq.unanswered } : undefined
      case 'evaluation':
        return evaluationWork(rfq, approval, now)
      case 'awarded':
        return rested < CONTRACT_IS_NEWS_MS ? { kind: 'contractReady', since: rfq.updatedAt } : undefined
      default:
        return undefined
    }
  }
  const work = waiting()
  return work && { rfqId: rfq.rfqId, title: rfq.terms.title, ...work }
}
