import * as z from 'zod'
import { ApprovalRequest } from '../domain/approval.ts'
import { Decision, Handling } from '../domain/decisions.ts'
import { RfqId, Sha256, StakeholderId } from '../domain/ids.ts'
import { ApprovalSubject } from '../domain/subjects.ts'
import { requiredProse } from '../domain/text.ts'
import { VetoDocumentFile } from '../domain/veto-documents.ts'
import { endpoint } from './endpoint.ts'
import type { ProblemCode } from './problems.ts'
import { done, noBody, nothing } from './shapes.ts'

/** A request for approval as its buyer sees it: with every opinion on it, and those that stand from an earlier one. */
export const ApprovalView = z.object({
  approval: ApprovalRequest,
  decisions: z.array(Decision),
  handlings: z.array(Handling),
})
export type ApprovalView = z.infer<typeof ApprovalView>

/** Why nobody can be asked for an approval: what the policy wants cannot be had as things stand. */
export const committeeRefusals = [
  'policy_asks_nobody',
  'roles_not_held',
  'too_few_holders',
  'budget_line_unknown',
  'budget_owner_missing',
  'approver_is_requester',
  'approver_took_part',
  'approver_is_supplier',
] as const satisfies ProblemCode[]

const stepParams = z.strictObject({
  rfqId: RfqId,
  subject: ApprovalSubject,
  number: z.coerce.number().pipe(z.int().min(1).max(9_999)),
  stakeholderId: StakeholderId,
})
const words = z.strictObject({ words: requiredProse(4_000) })

export const answerStakeholder = endpoint({
  method: 'PUT',
  path: '/rfqs/{rfqId}/approvals/{subject}/{number}/questions/{stakeholderId}/{turn}',
  access: 'buyer',
  summary: 'Answer a stakeholder’s question; the time it stood open is given back to them',
  params: stepParams.extend({ turn: z.coerce.number().pipe(z.int().min(1).max(99)) }),
  query: nothing,
  body: words,
  answers: { status: 201, body: Handling },
  refusals: [
    'rfq_not_found',
    'award_not_found',
    'question_not_found',
    'already_answered',
    'award_superseded',
    'changed_meanwhile',
  ],
})

export const meetCondition = endpoint({
  method: 'PUT',
  path: '/rfqs/{rfqId}/approvals/{subject}/{number}/conditions/{stakeholderId}',
  access: 'buyer',
  summary: 'Say what meets the condition of an approval; whether it does, its role confirms',
  params: stepParams,
  query: nothing,
  body: z.strictObject({ evidence: requiredProse(4_000) }),
  answers: { status: 201, body: Handling },
  refusals: [
    'rfq_not_found',
    'award_not_found',
    'condition_not_found',
    'approval_full',
    'award_superseded',
    'changed_meanwhile',
  ],
})

export const askOverride = endpoint({
  method: 'PUT',
  path: '/rfqs/{rfqId}/approvals/{subject}/{number}/overrides/{stakeholderId}',
  access: 'buyer',
  summary: 'Ask those whom the policy names to set a veto aside',
  params: stepParams,
  query: nothing,
  body: words,
  answers: { status: 201, body: Handling },
  refusals: [
    'rfq_not_found',
    'award_not_found',
    'veto_not_found',
    'override_not_in_policy',
    'override_under_way',
    'approval_full',
    'award_superseded',
    'changed_meanwhile',
  ],
})

export const getVetoDocument = endpoint({
  method: 'GET',
  path: '/rfqs/{rfqId}/approvals/{subject}/documents/{stakeholderId}/{sha256}',
  access: 'buyer',
  summary: 'The document of a stakeholder’s veto',
  params: z.strictObject({
    rfqId: RfqId,
    subject: ApprovalSubject,
    stakeholderId: StakeholderId,
    sha256: Sha256,
  }),
  query: nothing,
  body: noBody,
  answers: { status: 200, body: VetoDocumentFile },
  refusals: ['rfq_not_found', 'document_not_found'],
})

export const remindStakeholder = endpoint({
  method: 'POST',
  path: '/rfqs/{rfqId}/approvals/{subject}/{number}/reminders/{stakeholderId}',
  access: 'buyer',
  summary: 'Send a stakeholder the same link again',
  params: stepParams,
  query: nothing,
  body: noBody,
  answers: { status: 200, body: done },
  refusals: ['rfq_not_found', 'award_not_found', 'award_superseded', 'asked_too_often'],
})

/** Canonical data as it was shown; hashing its RFC 8785 form gives the hash it was asked for by. */
export const ShownSection = z.object({ sha256: Sha256, content: z.record(z.string(), z.unknown()) })
export type ShownSection = z.infer<typeof ShownSection>

export const getShownSection = endpoint({
  method: 'GET',
  path: '/rfqs/{rfqId}/approvals/shown/{sha256}',
  access: 'buyer',
  summary: 'What approvers were shown under a hash, word for word',
  params: z.strictObject({ rfqId: RfqId, sha256: Sha256 }),
  query: nothing,
  body: noBody,
  answers: { status: 200, body: ShownSection },
  refusals: ['rfq_not_found', 'section_not_found'],
})
