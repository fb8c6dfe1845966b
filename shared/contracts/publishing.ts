import * as z from 'zod'
import { Approvers } from '../domain/approvers.ts'
import { Rfq } from '../domain/rfq.ts'
import { ApprovalView, committeeRefusals } from './approval-handling.ts'
import { endpoint } from './endpoint.ts'
import { noBody, nothing, readsRfq, rfqParams } from './shapes.ts'

export const getApprovers = endpoint({
  ...readsRfq,
  path: '/rfqs/{rfqId}/approvers',
  summary: 'Who will have to approve its publication and its award, why, and how long that takes; null once it is over',
  answers: {
    status: 200,
    body: z.object({ policyVersion: z.int(), publication: Approvers.nullable(), award: Approvers.nullable() }),
  },
})

export const askPublication = endpoint({
  method: 'POST',
  path: '/rfqs/{rfqId}/publication-requests',
  access: 'buyer',
  summary: 'Ask those the approval policy names for approval to publish a draft as it stands',
  ifMatch: true,
  params: rfqParams,
  query: nothing,
  body: noBody,
  answers: { status: 201, body: z.object({ rfq: Rfq, request: ApprovalView }) },
  refusals: [
    'rfq_not_found',
    'rfq_not_in_status',
    'rfq_incomplete',
    'closing_time_past',
    'closing_time_too_far',
    ...committeeRefusals,
    'changed_meanwhile',
  ],
})

export const listPublicationRequests = endpoint({
  ...readsRfq,
  path: '/rfqs/{rfqId}/publication-requests',
  summary: 'Every asking to publish it, newest first, and whether the newest is about the draft as it stands',
  answers: { status: 200, body: z.object({ items: z.array(ApprovalView), isCurrent: z.boolean() }) },
})

export const publishRfq = endpoint({
  method: 'POST',
  path: '/rfqs/{rfqId}/publication',
  access: 'buyer',
  summary: 'Publish a draft and invite its suppliers',
  ifMatch: true,
  params: rfqParams,
  query: nothing,
  body: noBody,
  answers: { status: 200, body: Rfq },
  refusals: [
    'rfq_not_found',
    'rfq_not_in_status',
    'rfq_incomplete',
    'closing_time_past',
    'closing_time_too_far',
    'approval_required',
    'changed_meanwhile',
  ],
})
