import * as z from 'zod'
import { type ApprovalOf, type ApprovalRequest, type ApprovalStep, isUnderWay } from './approval.ts'
import { groupOf, hasOpenCondition, isSatisfied, stuckGroups } from './approval-tally.ts'
import type { ContractChange } from './contract-change.ts'
import { Instant, RfqId } from './ids.ts'
import type { Rfq } from './rfq.ts'
import { ApprovalSubject } from './subjects.ts'
import { DAY, inOrder } from './time.ts'

/** One thing that waits for a buyer, and since when. */
export const Work = z.object({
  kind: z.enum([
    'finishDraft',
    'answerQuestions',
    'compareBids',
    'vetoed',
    'approvalStuck',
    'approverAsked',
    'conditionOpen',
    'approvalExpired',
    'readyToPublish',
    'noBids',
    'changeDeclined',
    'contractReady',
  ]),
  rfqId: RfqId,
  title: z.string(),
  /** What the approval is about that waits. */
  subject: ApprovalSubject.optional(),
  count: z.int().optional(),
  /** The change of a contract that it is about. */
  change: z.int().positive().optional(),
  since: Instant,
})
export type Work = z.infer<typeof Work>

/** A draft nobody touched this long waits for its buyer. */
const DRAFT_RESTS_MS = DAY
/** So long a new contract is news, and a supplier's no to a change of it. */
const NEWS_MS = 14 * DAY

type Waiting = Omit<Work, 'rfqId' | 'title'>

/** The approval an RFQ waits for where it is now, if one was asked for. */
export const awaitedOf = ({
  status,
  publicationCount,
  awardCount,
  changeCount,
}: Pick<Rfq, 'status' | 'publicationCount' | 'awardCount' | 'changeCount'>): ApprovalOf | undefined => {
  if (status === 'draft' && publicationCount > 0) return { subject: 'publication', number: publicationCount }
  if (status === 'awarded' && changeCount > 0) return { subject: 'change', number: changeCount }
  return status === 'evaluation' && awardCount > 0 ? { subject: 'award', number: awardCount } : undefined
}

/** A draft that rests waits for who writes it, unless others have to decide on it as it is. */
const draftWork = (rfq: Rfq, approval: ApprovalRequest | undefined, now: string): Waiting | undefined => {
  const waiting = approval && approvalWork(approval, now)
  if (waiting) return waiting
  if (approval && isUnderWay(approval) && rfq.updatedAt <= approval.askedAt) {
    const { status, subject, askedAt } = approval
    return status === 'approved' ? { kind: 'readyToPublish', subject, since: askedAt } : undefined
  }
  const rests = Date.parse(now) - Date.parse(rfq.updatedAt) >= DRAFT_RESTS_MS
  return rests ? { kind: 'finishDraft', since: rfq.updatedAt } : undefined
}

const evaluationWork = (rfq: Rfq, approval: ApprovalRequest | undefined, now: string): Waiting | undefined => {
  const since = rfq.opening?.openedAt ?? rfq.updatedAt
  if (rfq.awardCount === 0) {
    const bids = rfq.opening?.bids ?? 0
    return bids === 0 ? { kind: 'noBids' as const, since } : { kind: 'compareBids' as const, since, count: bids }
  }
  return approval && approvalWork(approval, now)
}

type Change = Pick<ContractChange, 'answer'>

/** A contract is news until it is changed; then what its newest change waits for is, or the supplier's no to it. */
const contractWork = (
  rfq: Rfq,
  { approval, change }: { approval: ApprovalRequest | undefined; change: Change | undefined },
  now: string,
): Waiting | undefined => {
  const isNews = (since: string) => Date.parse(now) - Date.parse(since) < NEWS_MS
  if (rfq.changeCount === 0) return isNews(rfq.updatedAt) ? { kind: 'contractReady', since: rfq.updatedAt } : undefined
  const answer = change?.answer
  if (answer) {
    if (answer.accepted || !isNews(answer.at)) return undefined
    return { kind: 'changeDeclined', since: answer.at, change: rfq.changeCount }
  }
  return approval && approvalWork(approval, now)
}

const firstOf = (instants: readonly (string | null | undefined)[], otherwise: string): string =>
  instants.filter((one) => typeof one === 'string').sort(inOrder)[0] ?? otherwise

/** Of what a request for approval waits for its buyer to do, the first that must be done before anything else can move. */
const approvalWork = (approval: ApprovalRequest, now: string): Waiting | undefined => {
  const waiting = hindrance(approval, now)
  return waiting && { ...waiting, subject: approval.subject }
}

const isUnmet = (step: ApprovalStep) => hasOpenCondition(step) && step.condition?.evidence === null

const hindrance = (approval: ApprovalRequest, now: string): Waiting | undefined => {
  const { status, steps, askedAt, until } = approval
  if (status === 'expired') return { kind: 'approvalExpired', since: until }
  if (!isUnderWay(approval) || status === 'approved') return undefined
  const sinceSaid = (some: readonly ApprovalStep[]) =>
    firstOf(
      some.map(({ standing }) => standing?.decidedAt),
      askedAt,
    )
  const vetoes = steps.filter((step) => step.status === 'vetoed')
  if (vetoes.length > 0) return { kind: 'vetoed', since: sinceSaid(vetoes), count: vetoes.length }
  const questions = steps.flatMap(({ question }) => question ?? [])
  if (questions.length > 0) {
    const first = questions.map((question) => question.askedAt)
    return { kind: 'approverAsked', since: firstOf(first, askedAt), count: questions.length }
  }
  const unmet = steps.filter(isUnmet)
  if (unmet.length > 0) return { kind: 'conditionOpen', since: sinceSaid(unmet), count: unmet.length }
  const stuck = stuckGroups(approval).map(({ groupId }) => groupId)
  if (stuck.length > 0) return { kind: 'approvalStuck', since: firstOf(stuckSince(approval, stuck), askedAt) }
  // What the clock has done already shows as a seat that passed on; only one nobody was left to take hangs.
  const late = steps.filter(
    (step) => isLate(step, now) && !isSatisfied(approval, groupOf(approval, step)) && !isTakenOver(approval, step),
  )
  return late.length > 0
    ? {
        kind: 'approvalStuck',
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

/** What waits for the buyer of one RFQ, if anything; `approval` is the one it waits for, `change` its contract's newest. */
export const workOf = (
  rfq: Rfq,
  approval: ApprovalRequest | undefined,
  now: string,
  change?: Change,
): Work | undefined => {
  const waiting = (): Waiting | undefined => {
    switch (rfq.status) {
      case 'draft':
        return draftWork(rfq, approval, now)
      case 'open':
        return rfq.unanswered ? { kind: 'answerQuestions', since: rfq.updatedAt, count: rfq.unanswered } : undefined
      case 'evaluation':
        return evaluationWork(rfq, approval, now)
      case 'awarded':
        return contractWork(rfq, { approval, change }, now)
      default:
        return undefined
    }
  }
  const work = waiting()
  return work && { rfqId: rfq.rfqId, title: rfq.terms.title, ...work }
}
