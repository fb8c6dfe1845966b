import * as z from 'zod'
import { Instant, Sha256, StakeholderId } from './ids.ts'
import { Language, StakeholderRole, TimeZone } from './party.ts'
import { ApprovalSubject, Section } from './subjects.ts'
import { Calendar } from './working-days.ts'

/** SHA-256 of each section's RFC 8785 JSON: what a decision is bound to. */
export const SectionHashes = z.record(Section, Sha256)
export type SectionHashes = z.infer<typeof SectionHashes>

/** Version of the page that shows the sections; part of every decision. */
export const APPROVAL_PAGE = 'sealbid/approval-page/2'

export const ApprovalStatus = z.enum([
  'proposed',
  'conditional',
  'approved',
  'vetoed',
  'committed',
  'superseded',
  'expired',
  'cancelled',
])
export type ApprovalStatus = z.infer<typeof ApprovalStatus>

const undecided = ['proposed', 'conditional', 'vetoed'] as const
const open = ['proposed', 'conditional', 'approved', 'vetoed'] as const

/** How the tally moves. `conditional` means that all approved and a condition of theirs is still to be met. */
export const approvalMoves = {
  approve: { from: undecided, to: 'approved' },
  approveOnCondition: { from: ['proposed', 'vetoed'], to: 'conditional' },
  veto: { from: open, to: 'vetoed' },
  lift: { from: ['vetoed'], to: 'proposed' },
  supersede: { from: [...open, 'expired'], to: 'superseded' },
  cancel: { from: [...open, 'expired'], to: 'cancelled' },
  expire: { from: undecided, to: 'expired' },
  commit: { from: ['approved'], to: 'committed' },
} as const satisfies Record<string, { from: readonly ApprovalStatus[]; to: ApprovalStatus }>
export type ApprovalMove = keyof typeof approvalMoves
export const approvalCan = (move: ApprovalMove, request: { status: ApprovalStatus }): boolean =>
  (approvalMoves[move].from as readonly ApprovalStatus[]).includes(request.status)

/** Whether opinions are still taken: a veto may be said until the contract is made. */
export const isUnderWay = (request: { status: ApprovalStatus }): boolean => approvalCan('veto', request)

export const StepStatus = z.enum([
  'waiting',
  'actionable',
  'approved',
  'vetoed',
  'lifted',
  'abstained',
  'delegated',
  'recused',
  'overridden',
])
export type StepStatus = z.infer<typeof StepStatus>

/** Why somebody is asked: a rule of the policy, a budget line they own, or a veto they may override. */
export const Because = z.union([
  z.object({ rule: z.string() }),
  z.object({ budgetLine: z.string() }),
  z.object({ vetoOf: StakeholderId, words: z.string() }),
])
export type Because = z.infer<typeof Because>

export const Approver = z.object({
  stakeholderId: StakeholderId,
  name: z.string(),
  email: z.string(),
  role: StakeholderRole,
  language: Language,
})
export type Approver = z.infer<typeof Approver>

/** A decision by its place: which request of this subject it was made on, and its number there. */
export const DecisionPlace = z.object({ number: z.int().positive(), turn: z.int().positive() })
export type DecisionPlace = z.infer<typeof DecisionPlace>

/** Those who are asked together: `needed` of their seats must approve. */
export const ApprovalGroup = z.object({
  groupId: z.string(),
  role: StakeholderRole,
  stage: z.int().positive(),
  needed: z.int().positive(),
  mayAbstain: z.boolean(),
  workingDays: z.int().positive(),
  scope: z.array(Section),
  because: z.array(Because),
  /** Who takes the seat of one who does not answer in time, or who may not. */
  escalateTo: Approver.nullable(),
  /** Set on those who are asked to override a veto: the step it was said on. */
  overrides: StakeholderId.optional(),
  /** Which veto of theirs: one that is said later is another. */
  vetoAt: DecisionPlace.optional(),
})
export type ApprovalGroup = z.infer<typeof ApprovalGroup>

export const ApprovalStep = Approver.extend({
  groupId: z.string(),
  /** Whose opinion is asked: filled once, whoever sits on it. */
  seat: StakeholderId,
  status: StepStatus,
  /** Decisions of this step so far; the number of the next one. */
  turns: z.int().min(0),
  /** The number in the request's history at which this step was asked. */
  askedSeq: z.int().min(0),
  askedAt: Instant.nullable(),
  dueAt: Instant.nullable(),
  declaredAt: Instant.nullable(),
  /** The approval, veto or override that stands; of an earlier request where nothing in this scope changed since. */
  standing: DecisionPlace.extend({ decidedAt: Instant }).nullable(),
  /** A question the buyer has not answered: the time to decide stands still. */
  question: DecisionPlace.extend({ askedAt: Instant }).nullable(),
  condition: z
    .object({
      words: z.string(),
      at: DecisionPlace,
      /** What the buyer says meets it; the role confirms. */
      evidence: z.string().nullable(),
      metAt: Instant.optional(),
      confirmedAt: Instant.nullable(),
    })
    .nullable(),
  remindedAt: Instant.nullable(),
  escalatedAt: Instant.nullable(),
  /** From whom the seat came. */
  from: z
    .object({
      how: z.enum(['delegated', 'away', 'escalated', 'recused']),
      stakeholderId: StakeholderId,
      name: z.string(),
    })
    .nullable(),
})
export type ApprovalStep = z.infer<typeof ApprovalStep>

/** Which request of an RFQ: the numbers of each subject are its own. */
export const ApprovalOf = z.object({ subject: ApprovalSubject, number: z.int().positive() })
export type ApprovalOf = z.infer<typeof ApprovalOf>

/** The tally of one request for approval: changed only together with the fact that changes it. */
export const ApprovalRequest = ApprovalOf.extend({
  status: ApprovalStatus,
  groups: z.array(ApprovalGroup).min(1),
  steps: z.array(ApprovalStep).min(1),
  sections: SectionHashes,
  askedAt: Instant,
  /** When what is decided lapses, whatever the limits of the steps. */
  until: Instant,
  /** Who asks: never one of those asked. */
  requester: z.object({ email: z.string(), name: z.string() }),
  policyVersion: z.int().min(0),
  /** Whether approvers see what the others said. */
  showOpinions: z.boolean(),
  /** Who may override whose veto, as the policy said when this was asked. */
  overrides: z.array(z.object({ role: StakeholderRole, by: z.array(Approver), needed: z.int().positive() })),
  calendar: Calendar,
  timeZone: TimeZone,
})
export type ApprovalRequest = z.infer<typeof ApprovalRequest>
