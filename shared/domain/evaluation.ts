import type { ApprovalStatus } from './approval.ts'
import type { OpenedBid } from './bid.ts'
import { ok, refuse } from './outcome.ts'
import { type Rfq, rfqCan } from './rfq.ts'

type Standing = { status: ApprovalStatus } | undefined
const underWay: readonly ApprovalStatus[] = ['proposed', 'conditional', 'approved', 'committed']

/** While approvers are looking at an award, nothing under it moves; a vetoed one is set aside by what is decided next. */
export const awardStands = (approval: Standing) => approval !== undefined && underWay.includes(approval.status)

export const disqualifyBid = (
  rfq: Rfq,
  bid: OpenedBid | undefined,
  approval: Standing,
  asked: { reason: string; by: string; at: string },
) => {
  if (!rfqCan('disqualify', rfq)) return refuse({ code: 'rfq_not_in_status', status: rfq.status })
  if (!bid) return refuse({ code: 'bid_not_found' })
  // Asked again with the same words, it is the same disqualification.
  if (bid.disqualified?.reason === asked.reason) return ok(undefined)
  if (bid.disqualified || bid.finding.kind !== 'valid') return refuse({ code: 'bid_not_eligible' })
  if (awardStands(approval)) return refuse({ code: 'award_under_way' })
  return ok({ at: asked.at, by: asked.by, reason: asked.reason })
}

export const endWithoutAward = (rfq: Rfq, approval: Standing, asked: { reason: string; at: string }) => {
  if (rfq.status === 'unsuccessful' && rfq.unsuccessful?.reason === asked.reason) return ok(undefined)
  if (!rfqCan('giveUp', rfq)) return refuse({ code: 'rfq_not_in_status', status: rfq.status })
  if (awardStands(approval)) return refuse({ code: 'award_under_way' })
  return ok({ at: asked.at, reason: asked.reason })
}
