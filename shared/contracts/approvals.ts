import * as z from 'zod'
import { ApprovalOf, ApprovalStatus, ApprovalStep, Because, SectionHashes } from '../domain/approval.ts'
import { ApprovalSections } from '../domain/approval-sections.ts'
import { Decision, DecisionAsked, DecisionKind, Handling } from '../domain/decisions.ts'
import { Instant, OrgId, RfqId, StakeholderId } from '../domain/ids.ts'
import { Language, StakeholderRole } from '../domain/party.ts'
import { ApprovalSubject, Section } from '../domain/subjects.ts'
import { endpoint } from './endpoint.ts'
import { Browser, done, noBody, nothing, pageOf, pageQuery } from './shapes.ts'

/** A step by its place: whom a request of an RFQ asks. */
export const StepPlace = z.object({ buyerId: OrgId, rfqId: RfqId, ...ApprovalOf.shape, stakeholderId: StakeholderId })
export type StepPlace = z.infer<typeof StepPlace>

/** What anyone holding the link may see: who asks whom for what, until when. No prices, no suppliers. */
export const ApprovalCase = z.object({
  place: StepPlace,
  buyerName: z.string(),
  title: z.string(),
  asks: z.string(),
  stakeholder: z.string(),
  role: StakeholderRole,
  /** True for who is asked whether somebody else’s veto is set aside. */
  overrides: z.boolean(),
  language: Language,
  /** By when this person is to answer. */
  until: Instant,
  timeZone: z.string(),
  status: ApprovalStatus,
  /** True when a newer request replaced the one this link was sent for. */
  superseded: z.boolean(),
})
export type ApprovalCase = z.infer<typeof ApprovalCase>

const OwnStep = ApprovalStep.pick({
  stakeholderId: true,
  status: true,
  declaredAt: true,
  dueAt: true,
  question: true,
  condition: true,
  standing: true,
  from: true,
}).extend({
  /** Number of the next decision. */
  turn: z.int().positive(),
  acts: z.array(DecisionKind),
  scope: z.array(Section),
  because: z.array(Because),
})

/** Before the declaration: who is involved, so that an interest can be declared, and nothing of what they offered. */
export const Undeclared = z.object({
  kind: z.literal('undeclared'),
  case: ApprovalCase,
  parties: z.array(z.string()),
  own: OwnStep,
})
export type Undeclared = z.infer<typeof Undeclared>

/** Another person's step. Where the policy keeps opinions apart, `status` is left out. */
export const OtherStep = ApprovalStep.pick({ stakeholderId: true, role: true, name: true, from: true }).extend({
  status: ApprovalStep.shape.status.optional(),
  /** True for those who are asked to override a veto. */
  overrides: z.boolean(),
})
export type OtherStep = z.infer<typeof OtherStep>

export const ApprovalContent = z.object({
  kind: z.literal('content'),
  case: ApprovalCase,
  sections: ApprovalSections,
  hashes: SectionHashes,
  others: z.array(OtherStep),
  /** One's own and, where the policy shows them, everybody's; those that stand from an earlier request among them. */
  decisions: z.array(Decision),
  /** Answers to questions, and what the buyer says meets a condition. */
  handlings: z.array(Handling),
  own: OwnStep,
})
export type ApprovalContent = z.infer<typeof ApprovalContent>

/** One line of a person's inbox. */
export const InboxItem = z.object({
  case: ApprovalCase,
  step: ApprovalStep.shape.status,
  /** Whether something is asked of this person now. */
  waits: z.boolean(),
})
export type InboxItem = z.infer<typeof InboxItem>

/** A step of somebody’s, by everything that names it. */
export const placeParams = z.strictObject({
  buyerId: OrgId,
  rfqId: RfqId,
  subject: ApprovalSubject,
  number: z.coerce.number().pipe(z.int().min(1).max(9_999)),
  stakeholderId: StakeholderId,
})

export const getApprovalCase = endpoint({
  method: 'GET',
  path: '/approvals/case',
  access: 'link',
  summary: 'What an approval link is about',
  params: nothing,
  query: nothing,
  body: noBody,
  answers: { status: 200, body: ApprovalCase },
  refusals: ['link_unknown'],
})

export const askCode = endpoint({
  method: 'POST',
  path: '/approvals/codes',
  access: 'link',
  summary: 'Send a six-digit code to the stakeholder’s mailbox, good for this browser only',
  params: nothing,
  query: nothing,
  body: z.strictObject({ browser: Browser }),
  answers: { status: 201, body: z.object({ sentTo: z.string(), expiresAt: Instant, turn: z.int() }) },
  refusals: ['link_unknown', 'asked_too_often'],
})

export const askLink = endpoint({
  method: 'POST',
  path: '/approvals/links',
  access: 'link',
  summary: 'Send the newest link to the stakeholder’s mailbox',
  params: nothing,
  query: nothing,
  body: z.strictObject({ browser: Browser }),
  answers: { status: 201, body: done },
  refusals: ['link_unknown', 'asked_too_often'],
})

export const openSession = endpoint({
  method: 'POST',
  path: '/approvals/sessions',
  access: 'link',
  summary: 'Prove the mailbox with its code; opens 30 minutes',
  params: nothing,
  query: nothing,
  body: z.strictObject({ browser: Browser, code: z.string().regex(/^\d{6}$/) }),
  answers: { status: 201, body: z.object({ session: z.string(), expiresAt: Instant }) },
  refusals: ['link_unknown', 'code_wrong', 'code_expired', 'code_used_up'],
})

export const listInbox = endpoint({
  method: 'GET',
  path: '/approvals/inbox',
  access: 'session',
  summary: 'Everything the proved mailbox is asked, newest first',
  params: nothing,
  query: pageQuery,
  body: noBody,
  answers: { status: 200, body: pageOf(InboxItem) },
  refusals: ['session_unknown', 'invalid_request'],
})

export const getApprovalContent = endpoint({
  method: 'GET',
  path: '/approvals/cases/{buyerId}/{rfqId}/{subject}/{number}/{stakeholderId}',
  access: 'session',
  summary: 'Everything that is decided, and what others said; before the declaration only who is involved',
  params: placeParams,
  query: nothing,
  body: noBody,
  answers: { status: 200, body: z.discriminatedUnion('kind', [Undeclared, ApprovalContent]) },
  refusals: ['session_unknown', 'approval_not_found'],
})

export const decide = endpoint({
  method: 'PUT',
  path: '/approvals/cases/{buyerId}/{rfqId}/{subject}/{number}/{stakeholderId}/decisions/{turn}',
  access: 'session',
  summary: 'Declare, approve, veto with a reason and a remedy, lift, ask, delegate: whatever is open to this step',
  params: placeParams.extend({ turn: z.coerce.number().pipe(z.int().min(1).max(99)) }),
  query: nothing,
  body: DecisionAsked,
  answers: { status: 201, body: Decision },
  refusals: [
    'session_unknown',
    'approval_not_found',
    'content_changed',
    'turn_taken',
    'declaration_required',
    'decision_stands',
    'own_veto_stands',
    'reason_not_of_role',
    'document_unknown',
    'delegate_not_possible',
    'approval_full',
    'kept_out',
    'award_superseded',
    'contract_committed',
  ],
})
