import * as z from 'zod'
import { ApprovalInBrief } from '../domain/approval-in-brief.ts'
import { RfqEvent } from '../domain/events.ts'
import { Instant, QuestionId, RfqId } from '../domain/ids.ts'
import { Planning } from '../domain/planning.ts'
import { Rfq, RfqLine, RfqLines, RfqStatus, RfqTerms } from '../domain/rfq.ts'
import { Declined } from '../domain/tender.ts'
import { requiredProse } from '../domain/text.ts'
import { Work } from '../domain/work.ts'
import { endpoint } from './endpoint.ts'
import { noBody, nothing, pageOf, pageQuery, readsRfq, rfqParams } from './shapes.ts'

export const RfqSummary = Rfq.pick({
  rfqId: true,
  status: true,
  lineCount: true,
  version: true,
  updatedAt: true,
  createdBy: true,
}).extend({
  title: z.string(),
  closesAt: Instant.nullable(),
  currency: z.string().nullable(),
  method: z.string(),
  invited: z.int(),
  awardCount: z.int(),
  /** How the request for approval stands that it waits for, if any. */
  approval: ApprovalInBrief.nullable(),
})
export type RfqSummary = z.infer<typeof RfqSummary>

export const Question = z.object({
  questionId: QuestionId,
  text: z.string(),
  askedAt: Instant,
  /** Set only for the organisation that asked. */
  own: z.boolean(),
  answer: z.object({ text: z.string(), answeredAt: Instant }).nullable(),
})
export type Question = z.infer<typeof Question>

export const Invitation = z.object({
  email: z.string(),
  invitedAt: Instant,
  declined: Declined.nullable(),
})

export const createRfq = endpoint({
  method: 'POST',
  path: '/rfqs',
  access: 'buyer',
  summary: 'Begin a draft RFQ; the same id with the same body is the same draft',
  params: nothing,
  query: nothing,
  body: z.strictObject({
    rfqId: RfqId,
    terms: z.strictObject(RfqTerms.shape),
    lines: RfqLines,
    planning: z.strictObject(Planning.shape).optional(),
  }),
  answers: { status: 201, body: Rfq },
  refusals: ['rfq_id_taken'],
})

export const listRfqs = endpoint({
  method: 'GET',
  path: '/rfqs',
  access: 'buyer',
  summary: 'Your RFQs, newest change first',
  params: nothing,
  query: z.strictObject({ ...pageQuery.shape, status: RfqStatus.optional() }),
  body: noBody,
  answers: { status: 200, body: pageOf(RfqSummary) },
  refusals: ['invalid_request'],
})

export const listWork = endpoint({
  method: 'GET',
  path: '/work',
  access: 'buyer',
  summary: 'What waits for you',
  params: nothing,
  query: nothing,
  body: noBody,
  answers: { status: 200, body: z.object({ items: z.array(Work) }) },
  refusals: [],
})

export const getRfq = endpoint({
  ...readsRfq,
  path: '/rfqs/{rfqId}',
  summary: 'One RFQ',
  answers: { status: 200, body: Rfq },
})

export const getRfqLines = endpoint({
  ...readsRfq,
  path: '/rfqs/{rfqId}/lines',
  summary: 'The lines of an RFQ',
  answers: { status: 200, body: z.object({ lines: z.array(RfqLine) }) },
})

export const saveRfq = endpoint({
  method: 'PUT',
  path: '/rfqs/{rfqId}',
  access: 'buyer',
  summary: 'Save a draft; lines and planning are left as they are when absent',
  ifMatch: true,
  params: rfqParams,
  query: nothing,
  body: z.strictObject({
    terms: z.strictObject(RfqTerms.shape),
    lines: RfqLines.optional(),
    planning: z.strictObject(Planning.shape).optional(),
  }),
  answers: { status: 200, body: Rfq },
  refusals: ['rfq_not_found', 'rfq_not_in_status', 'changed_meanwhile'],
})

export const savePlanning = endpoint({
  method: 'PUT',
  path: '/rfqs/{rfqId}/planning',
  access: 'buyer',
  summary: 'Plan a published RFQ anew, until an award is proposed; suppliers never see it',
  ifMatch: true,
  params: rfqParams,
  query: nothing,
  body: z.strictObject(Planning.shape),
  answers: { status: 200, body: Rfq },
  refusals: ['rfq_not_found', 'rfq_not_in_status', 'award_proposed', 'changed_meanwhile'],
})

export const extendRfq = endpoint({
  method: 'POST',
  path: '/rfqs/{rfqId}/extensions',
  access: 'buyer',
  summary: 'Move the closing time later; at least 60 seconds before the current one',
  params: rfqParams,
  query: nothing,
  body: z.strictObject({ from: Instant, to: Instant, reason: requiredProse(2_000) }),
  answers: { status: 200, body: Rfq },
  refusals: [
    'rfq_not_found',
    'rfq_not_in_status',
    'closing_time_not_later',
    'closing_time_too_far',
    'too_late_to_extend',
    'changed_meanwhile',
  ],
})

export const cancelRfq = endpoint({
  method: 'POST',
  path: '/rfqs/{rfqId}/cancellation',
  access: 'buyer',
  summary: 'Cancel an RFQ; everyone who was told of it is told why',
  params: rfqParams,
  query: nothing,
  body: z.strictObject({ reason: requiredProse(2_000) }),
  answers: { status: 200, body: Rfq },
  refusals: ['rfq_not_found', 'rfq_not_in_status', 'changed_meanwhile'],
})

export const listInvitations = endpoint({
  ...readsRfq,
  path: '/rfqs/{rfqId}/invitations',
  summary: 'Who was invited and who declined; nothing else is known before opening',
  answers: { status: 200, body: z.object({ items: z.array(Invitation) }) },
})

export const listQuestions = endpoint({
  ...readsRfq,
  path: '/rfqs/{rfqId}/questions',
  summary: 'Questions from suppliers, without who asked',
  answers: { status: 200, body: z.object({ items: z.array(Question) }) },
})

export const answerQuestion = endpoint({
  method: 'PUT',
  path: '/rfqs/{rfqId}/questions/{questionId}/answer',
  access: 'buyer',
  summary: 'Answer a question to all who take part',
  params: z.strictObject({ rfqId: RfqId, questionId: QuestionId }),
  query: nothing,
  body: z.strictObject({ text: requiredProse(4_000) }),
  answers: { status: 200, body: Question },
  refusals: ['rfq_not_found', 'question_not_found', 'already_answered', 'rfq_not_in_status'],
})

/** An entry of the timeline: an audit event, or a fact that is its own event (a decision, what became of a request for approval). */
export const TimelineEntry = RfqEvent.omit({ previousSha256: true }).extend({
  /** The event's place in the chain; a fact outside the chain has none. */
  number: z.int().positive().nullable(),
  name: z.enum([...RfqEvent.shape.name.options, 'decision.made', 'approval.handled']),
})
export type TimelineEntry = z.infer<typeof TimelineEntry>

export const listTimeline = endpoint({
  method: 'GET',
  path: '/rfqs/{rfqId}/timeline',
  access: 'buyer',
  summary: 'What happened, newest first, each entry with its hash',
  params: rfqParams,
  query: pageQuery,
  body: noBody,
  answers: { status: 200, body: pageOf(TimelineEntry) },
  refusals: ['rfq_not_found', 'invalid_request'],
})
