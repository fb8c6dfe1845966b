import * as z from 'zod'
import { Award, AwardProposal } from '../domain/award.ts'
import { ComparedBid } from '../domain/comparison.ts'
import { Instant, OrgId, RfqId } from '../domain/ids.ts'
import { RfqLine } from '../domain/rfq.ts'
import { requiredProse } from '../domain/text.ts'
import { ApprovalView, committeeRefusals } from './approval-handling.ts'
import { endpoint } from './endpoint.ts'
import { done, noBody, nothing, rfqParams } from './shapes.ts'

export type { Cell as ComparisonCell, ComparedBid } from '../domain/comparison.ts'

export const Comparison = z.object({
  lines: z.array(RfqLine),
  bids: z.array(ComparedBid),
  withdrawn: z.array(z.object({ supplierId: OrgId, supplierName: z.string(), withdrawnAt: Instant })),
  openedAt: Instant,
})
export type Comparison = z.infer<typeof Comparison>

export const getComparison = endpoint({
  method: 'GET',
  path: '/rfqs/{rfqId}/comparison',
  access: 'buyer',
  summary: 'Lines × bids with totals and the ranking',
  params: rfqParams,
  query: nothing,
  body: noBody,
  answers: { status: 200, body: Comparison },
  refusals: ['rfq_not_found', 'bids_not_opened'],
})

export const disqualifyBid = endpoint({
  method: 'PUT',
  path: '/rfqs/{rfqId}/bids/{supplierId}/disqualification',
  access: 'buyer',
  summary: 'Disqualify a bid with a reason its bidder will see',
  params: z.strictObject({ rfqId: RfqId, supplierId: OrgId }),
  query: nothing,
  body: z.strictObject({ reason: requiredProse(2_000) }),
  answers: { status: 200, body: done },
  refusals: [
    'rfq_not_found',
    'rfq_not_in_status',
    'bid_not_found',
    'bid_not_eligible',
    'award_under_way',
    'changed_meanwhile',
  ],
})

/** An award with how its approval stands. */
export const AwardView = ApprovalView.extend({ award: Award })
export type AwardView = z.infer<typeof AwardView>

export const proposeAward = endpoint({
  method: 'POST',
  path: '/rfqs/{rfqId}/awards',
  access: 'buyer',
  summary: 'Propose the award and ask every role; a later proposal supersedes an earlier one',
  params: rfqParams,
  query: nothing,
  body: z.strictObject({
    ...AwardProposal.shape,
    /** Number of the newest award the buyer saw; 0 for none. */
    after: z.int().min(0),
  }),
  answers: { status: 201, body: AwardView },
  refusals: [
    'rfq_not_found',
    'rfq_not_in_status',
    'bids_not_opened',
    'bid_not_eligible',
    'justification_required',
    ...committeeRefusals,
    'award_id_taken',
    'changed_meanwhile',
    'contract_committed',
  ],
})

export const listAwards = endpoint({
  method: 'GET',
  path: '/rfqs/{rfqId}/awards',
  access: 'buyer',
  summary: 'Award proposals with every opinion on them, newest first',
  params: rfqParams,
  query: nothing,
  body: noBody,
  answers: { status: 200, body: z.object({ items: z.array(AwardView) }) },
  refusals: ['rfq_not_found'],
})

export const endWithoutAward = endpoint({
  method: 'POST',
  path: '/rfqs/{rfqId}/unsuccessful',
  access: 'buyer',
  summary: 'End an RFQ without an award; all bidders are told why',
  params: rfqParams,
  query: nothing,
  body: z.strictObject({ reason: requiredProse(2_000) }),
  answers: { status: 200, body: done },
  refusals: ['rfq_not_found', 'rfq_not_in_status', 'award_under_way', 'changed_meanwhile'],
})
