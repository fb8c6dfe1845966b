import * as z from 'zod'
import { APPROVAL_PAGE, DecisionPlace, SectionHashes } from './approval.ts'
import { Instant, StakeholderId } from './ids.ts'
import { Language, StakeholderRole } from './party.ts'
import { Email, prose, requiredLine, requiredProse } from './text.ts'
import { VetoDocument } from './veto-documents.ts'

export const VetoReason = z.enum([
  'specification',
  'quality',
  'compatibility',
  'security',
  'price',
  'terms',
  'supplier',
  'competition',
  'budget',
  'financing',
  'delivery',
  'capacity',
  'continuity',
  'compliance',
  'risk',
  'other',
])
export type VetoReason = z.infer<typeof VetoReason>

/** What each role may give as its reason: a veto is of a role, and about what that role answers for. */
export const vetoReasons = {
  technical: ['specification', 'quality', 'compatibility', 'security', 'risk', 'other'],
  commercial: ['price', 'terms', 'supplier', 'competition', 'compliance', 'risk', 'other'],
  financial: ['budget', 'financing', 'price', 'terms', 'compliance', 'risk', 'other'],
  operational: ['delivery', 'capacity', 'continuity', 'quality', 'risk', 'other'],
} as const satisfies Record<StakeholderRole, readonly VetoReason[]>

const shown = { shown: SectionHashes, page: z.literal(APPROVAL_PAGE) }
const act = <const D extends string, S extends z.ZodRawShape>(decision: D, says: S) =>
  z.object({ decision: z.literal(decision), ...says })

/** Everything a person can say on a step. What needs the content to have been seen carries what was shown. */
export const DecisionAsked = z.discriminatedUnion('decision', [
  /** No interest of one's own in who wins; said before the first look. */
  act('declare', {}),
  act('recuse', { words: prose(2_000) }),
  /** `condition` blank approves outright. */
  act('approve', { comment: prose(2_000), condition: prose(2_000), ...shown }),
  act('veto', {
    reasonCode: VetoReason,
    words: requiredProse(2_000),
    /** What would lift the veto. */
    remedy: requiredProse(2_000),
    /** One that was brought to this step before. */
    document: VetoDocument.optional(),
    ...shown,
  }),
  /** `evidence`: what met the remedy. */
  act('lift', { evidence: requiredProse(2_000), ...shown }),
  act('abstain', { words: prose(2_000), ...shown }),
  act('delegate', { to: z.object({ name: requiredLine(100), email: Email, language: Language }), words: prose(2_000) }),
  act('ask', { words: requiredProse(2_000), ...shown }),
  /** The condition of one's own approval is met. */
  act('confirm', { words: prose(2_000), ...shown }),
  /** Of those the policy names: somebody else's veto is set aside, or stands. */
  act('override', { words: requiredProse(2_000), ...shown }),
  act('uphold', { words: requiredProse(2_000), ...shown }),
])
export type DecisionAsked = z.infer<typeof DecisionAsked>
export const DecisionKind = z.enum([
  'declare',
  'recuse',
  'approve',
  'veto',
  'lift',
  'abstain',
  'delegate',
  'ask',
  'confirm',
  'override',
  'uphold',
] as const satisfies DecisionAsked['decision'][])
export type DecisionKind = DecisionAsked['decision']

/** How the person had proved their mailbox, and from where. */
export const ProvedBy = z.object({ method: z.enum(['code', 'passkey']), from: z.string() })
export type ProvedBy = z.infer<typeof ProvedBy>

/** An immutable fact: what one person decided on their step, when, having been shown what. `seq` orders a request's facts. */
export const Decision = z.intersection(
  DecisionAsked,
  z.object({
    stakeholderId: StakeholderId,
    role: StakeholderRole,
    name: z.string(),
    turn: z.int().positive(),
    seq: z.int().positive(),
    decidedAt: Instant,
    proved: ProvedBy,
    /** From being asked to deciding, in ms. */
    tookMs: z.int().min(0),
  }),
)
export type Decision = z.infer<typeof Decision>

const step = { stakeholderId: StakeholderId }
/** What the buyer's people or the clock did on a request: facts as well, in the same order as the decisions. */
export const HandlingSaid = z.discriminatedUnion('kind', [
  /** To a question by its place: it may have been asked on an earlier request and go on in this one. */
  z.object({ kind: z.literal('answer'), ...step, asked: DecisionPlace, words: requiredProse(4_000) }),
  z.object({ kind: z.literal('meet'), ...step, evidence: requiredProse(4_000) }),
  z.object({ kind: z.literal('askOverride'), ...step, words: requiredProse(4_000) }),
  z.object({ kind: z.literal('remind'), ...step }),
  z.object({ kind: z.literal('escalate'), ...step, to: z.string().nullable() }),
  z.object({ kind: z.literal('expire') }),
])
export type HandlingSaid = z.infer<typeof HandlingSaid>
export const Handling = z.intersection(
  HandlingSaid,
  z.object({
    seq: z.int().positive(),
    at: Instant,
    by: z.union([z.object({ email: z.string(), name: z.string() }), z.literal('clock')]),
  }),
)
export type Handling = z.infer<typeof Handling>

/** What a decision says in words, for letters and lists: without what was shown. A declaration says nothing to others. */
export const Said = z.object({
  decision: DecisionKind.exclude(['declare']),
  words: z.string(),
  /** Of an approval on condition. */
  condition: z.string().optional(),
  reasonCode: VetoReason.optional(),
  remedy: z.string().optional(),
  /** Of a document that a veto brought along. */
  documentName: z.string().optional(),
  /** To whom it was handed over. */
  to: z.string().optional(),
})
export type Said = z.infer<typeof Said>

export const saidIn = (said: Decision): Said | undefined => {
  switch (said.decision) {
    case 'declare':
      return undefined
    case 'approve':
      return { decision: said.decision, words: said.comment, ...(said.condition && { condition: said.condition }) }
    case 'veto': {
      const { decision, words, reasonCode, remedy, document } = said
      return { decision, words, reasonCode, remedy, ...(document && { documentName: document.name }) }
    }
    case 'lift':
      return { decision: said.decision, words: said.evidence }
    case 'delegate':
      return { decision: said.decision, words: said.words, to: said.to.name }
    default:
      return { decision: said.decision, words: said.words }
  }
}
