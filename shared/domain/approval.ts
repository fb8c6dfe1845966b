import * as z from 'zod'
import { AwardStatus } from './award.ts'
import { Instant, Sha256, StakeholderId } from './ids.ts'
import { Language, StakeholderRole } from './party.ts'
import { prose, requiredProse } from './text.ts'

/** What is decided, in sections; each is hashed (SHA-256 of RFC 8785 JSON) and bound to the decision. */
export const Section = z.enum(['what', 'price', 'delivery', 'reason'])
export type Section = z.infer<typeof Section>
export const SectionHashes = z.record(Section, Sha256)
export type SectionHashes = z.infer<typeof SectionHashes>

/** Version of the page that shows the sections; part of every decision. */
export const APPROVAL_PAGE = 'sealbid/approval-page/1'

export const StepStatus = z.enum(['actionable', 'approved', 'vetoed'])
export type StepStatus = z.infer<typeof StepStatus>

export const VetoReason = z.enum([
  'specification',
  'quality',
  'price',
  'terms',
  'budget',
  'delivery',
  'risk',
  'conflict',
  'other',
])
export type VetoReason = z.infer<typeof VetoReason>

export const ApprovalStep = z.object({
  stakeholderId: StakeholderId,
  name: z.string(),
  email: z.string(),
  role: StakeholderRole,
  language: Language,
  status: StepStatus,
  /** Decisions of this step so far; the number of the next one. */
  turns: z.int().min(0),
})
export type ApprovalStep = z.infer<typeof ApprovalStep>

/** The tally of one award proposal: changed only together with the decision that changes it. */
export const ApprovalRequest = z.object({
  number: z.int().positive(),
  status: AwardStatus,
  steps: z.array(ApprovalStep).min(1),
  sections: SectionHashes,
  askedAt: Instant,
  /** Until when decisions are asked for. */
  until: Instant,
})
export type ApprovalRequest = z.infer<typeof ApprovalRequest>

const shown = { shown: SectionHashes, page: z.literal(APPROVAL_PAGE) }
export const DecisionAsked = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('approve'), comment: prose(2_000), ...shown }),
  z.object({
    decision: z.literal('veto'),
    reasonCode: VetoReason,
    words: requiredProse(2_000),
    /** What would lift the veto. */
    remedy: requiredProse(2_000),
    ...shown,
  }),
])
export type DecisionAsked = z.infer<typeof DecisionAsked>

/** An immutable fact: what one role decided, when, having been shown what. */
export const Decision = z.intersection(
  DecisionAsked,
  z.object({
    stakeholderId: StakeholderId,
    role: StakeholderRole,
    name: z.string(),
    turn: z.int().positive(),
    decidedAt: Instant,
  }),
)
export type Decision = z.infer<typeof Decision>
