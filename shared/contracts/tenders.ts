import * as z from 'zod'
import { DeclineReason } from '../domain/bid.ts'
import { BidResult } from '../domain/contract.ts'
import { Instant, OrgId, QuestionId, RfqId } from '../domain/ids.ts'
import { Party } from '../domain/party.ts'
import { Rfq, RfqLine, RfqTerms } from '../domain/rfq.ts'
import { Declined, Listing } from '../domain/tender.ts'
import { prose, requiredProse } from '../domain/text.ts'
import { Attachment } from './attachments.ts'
import { endpoint } from './endpoint.ts'
import { Question } from './rfqs.ts'
import { done, noBody, nothing, pageOf, pageQuery, tenderParams } from './shapes.ts'

/** An RFQ as its suppliers see it: the same bytes for each of them but for `own`. */
export const Tender = z.object({
  buyerId: OrgId,
  rfqId: RfqId,
  buyer: Party.omit({ orgId: true }),
  status: Rfq.shape.status,
  terms: RfqTerms.omit({ invited: true }),
  lineCount: z.int(),
  publishedAt: Instant,
  sealing: Rfq.shape.sealing.unwrap(),
  opening: Rfq.shape.opening.unwrap().pick({ openedAt: true }).nullable(),
  cancelled: Rfq.shape.cancelled.unwrap().nullable(),
  own: z.object({
    invited: z.boolean(),
    takesPart: z.boolean(),
    declined: Declined.nullable(),
  }),
})
export type Tender = z.infer<typeof Tender>

export type { Listing as TenderListing } from '../domain/tender.ts'

/** What a supplier reads of one RFQ. */
const readsTender = {
  method: 'GET',
  access: 'supplier',
  params: tenderParams,
  query: nothing,
  body: noBody,
  refusals: ['tender_not_found'],
} as const

export const listOpenTenders = endpoint({
  method: 'GET',
  path: '/tenders',
  access: 'public',
  summary: 'Open RFQs anyone may bid on, soonest closing first',
  params: nothing,
  query: pageQuery,
  body: noBody,
  answers: { status: 200, body: pageOf(Listing) },
  refusals: ['invalid_request'],
})

export const listInvitedTenders = endpoint({
  method: 'GET',
  path: '/invitations',
  access: 'supplier',
  summary: 'RFQs your mailbox was invited to',
  params: nothing,
  query: pageQuery,
  body: noBody,
  answers: { status: 200, body: pageOf(Listing.extend({ declined: z.boolean() })) },
  refusals: ['invalid_request'],
})

export const getTender = endpoint({
  ...readsTender,
  path: '/tenders/{buyerId}/{rfqId}',
  summary: 'One RFQ as its suppliers see it',
  answers: { status: 200, body: Tender },
})

export const getTenderLines = endpoint({
  ...readsTender,
  path: '/tenders/{buyerId}/{rfqId}/lines',
  summary: 'What is to be priced',
  answers: { status: 200, body: z.object({ lines: z.array(RfqLine) }) },
})

export const listTenderAttachments = endpoint({
  ...readsTender,
  path: '/tenders/{buyerId}/{rfqId}/attachments',
  summary: 'The documents of an RFQ',
  answers: { status: 200, body: z.object({ items: z.array(Attachment.extend({ url: z.string() })) }) },
})

export const takePart = endpoint({
  method: 'PUT',
  path: '/tenders/{buyerId}/{rfqId}/participation',
  access: 'supplier',
  summary: 'Take part with your organisation; needed before its first bid',
  params: tenderParams,
  query: nothing,
  body: noBody,
  answers: { status: 200, body: done },
  refusals: ['tender_not_found', 'own_tender', 'rfq_not_open', 'rfq_closed'],
})

export const declineTender = endpoint({
  method: 'PUT',
  path: '/tenders/{buyerId}/{rfqId}/decline',
  access: 'supplier',
  summary: 'Tell the buyer you will not bid',
  params: tenderParams,
  query: nothing,
  body: z.strictObject({ reason: DeclineReason, words: prose(1_000) }),
  answers: { status: 200, body: done },
  refusals: ['tender_not_found', 'not_invited', 'already_bid', 'rfq_not_open', 'rfq_closed'],
})

export const listTenderQuestions = endpoint({
  ...readsTender,
  path: '/tenders/{buyerId}/{rfqId}/questions',
  summary: 'Answered questions, and your own',
  answers: { status: 200, body: z.object({ items: z.array(Question) }) },
})

export const askQuestion = endpoint({
  method: 'PUT',
  path: '/tenders/{buyerId}/{rfqId}/questions/{questionId}',
  access: 'supplier',
  summary: 'Ask the buyer; the answer goes to all, nobody learns who asked',
  params: z.strictObject({ ...tenderParams.shape, questionId: QuestionId }),
  query: nothing,
  body: z.strictObject({ text: requiredProse(4_000) }),
  answers: { status: 201, body: Question },
  refusals: ['tender_not_found', 'rfq_not_open', 'rfq_closed', 'asked_too_often'],
})

export const getResult = endpoint({
  method: 'GET',
  path: '/tenders/{buyerId}/{rfqId}/result',
  access: 'supplier',
  summary: 'What became of your bid',
  params: tenderParams,
  query: nothing,
  body: noBody,
  answers: { status: 200, body: BidResult },
  refusals: ['tender_not_found', 'bid_not_found', 'result_not_ready'],
})
