import * as z from 'zod'
import type { ApprovalRequest } from './approval.ts'
import { Instant, RfqId } from './ids.ts'
import type { Rfq } from './rfq.ts'
import { DAY } from './time.ts'

/** One thing that waits for a buyer, and since when. */
export const Work = z.object({
  kind: z.enum([
    'finishDraft',
    'answerQuestions',
    'compareBids',
    'awardVetoed',
    'awardStuck',
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

const evaluationWork = (rfq: Rfq, approval: ApprovalRequest | undefined, now: string) => {
  const since = rfq.opening?.openedAt ?? rfq.updatedAt
  if (rfq.awardCount === 0) {
    const bids = rfq.opening?.bids ?? 0
    return bids === 0 ? { kind: 'noBids' as const, since } : { kind: 'compareBids' as const, since, count: bids }
  }
  if (approval?.status === 'vetoed') {
    return { kind: 'awardVetoed' as const, since: approval.askedAt, count: vetoesOf(approval) }
  }
  return approval?.status === 'proposed' && approval.until <= now
    ? { kind: 'awardStuck' as const, since: approval.until }
    : undefined
}

const vetoesOf = ({ steps }: ApprovalRequest) => steps.filter(({ status }) => status === 'vetoed').length

/** What waits for the buyer of one RFQ, if anything. `approval` is that of its newest award. */
export const workOf = (rfq: Rfq, approval: ApprovalRequest | undefined, now: string): Work | undefined => {
  const waiting = (): Omit<Work, 'rfqId' | 'title'> | undefined => {
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
