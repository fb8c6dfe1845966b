import * as z from 'zod'
import { ApprovalStep, Decision, DecisionAsked, SectionHashes } from '../domain/approval.ts'
import { ApprovalSections } from '../domain/approval-sections.ts'
import { AwardStatus } from '../domain/award.ts'
import { Instant } from '../domain/ids.ts'
import { Language, StakeholderRole } from '../domain/party.ts'
import { endpoint } from './endpoint.ts'
import { done, noBody, nothing } from './shapes.ts'

/** What anyone holding the link may see: who asks whom for what, until when. No prices, no suppliers. */
export const ApprovalCase = z.object({
  buyerName: z.string(),
  title: z.string(),
  asks: z.string(),
  stakeholder: z.string(),
  role: StakeholderRole,
  language: Language,
  until: Instant,
  timeZone: z.string(),
  status: AwardStatus,
  /** True when a newer proposal replaced the one this link was sent for. */
  superseded: z.boolean(),
})
export type ApprovalCase = z.infer<typeof ApprovalCase>

export const ApprovalContent = z.object({
  case: ApprovalCase,
  awardNumber: z.int().positive(),
  sections: ApprovalSections,
  hashes: SectionHashes,
  steps: z.array(ApprovalStep.pick({ role: true, name: true, status: true })),
  decisions: z.array(Decision),
  own: z.object({
    stakeholderId: z.string(),
    turn: z.int().positive(),
    canApprove: z.boolean(),
    canVeto: z.boolean(),
    committed: z.boolean(),
  }),
})
export type ApprovalContent = z.infer<typeof ApprovalContent>

const Browser = z.string().regex(/^[A-Za-z0-9_-]{22,64}$/)

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

export const getApprovalContent = endpoint({
  method: 'GET',
  path: '/approvals/content',
  access: 'session',
  summary: 'Everything that is decided, and what others said',
  params: nothing,
  query: nothing,
  body: noBody,
  answers: { status: 200, body: ApprovalContent },
  refusals: ['session_unknown', 'content_changed'],
})

export const decide = endpoint({
  method: 'PUT',
  path: '/approvals/awards/{awardNumber}/decisions/{turn}',
  access: 'session',
  summary: 'Approve, or veto with a reason and what would lift it',
  params: z.strictObject({
    awardNumber: z.coerce.number().pipe(z.int().min(1).max(9_999)),
    turn: z.coerce.number().pipe(z.int().min(1).max(99)),
  }),
  query: nothing,
  body: DecisionAsked,
  answers: { status: 201, body: Decision },
  refusals: [
    'session_unknown',
    'content_changed',
    'turn_taken',
    'decision_stands',
    'award_superseded',
    'contract_committed',
  ],
})
