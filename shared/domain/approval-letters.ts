import * as z from 'zod'
import { SectionHashes } from './approval.ts'
import { DecisionKind, Said } from './decisions.ts'
import { Instant } from './ids.ts'
import { about, EndedLimit, LetterLink, letter, own } from './letter-shapes.ts'
import { StakeholderRole } from './party.ts'
import { ApprovalSubject } from './subjects.ts'

/** What is decided; of a change, also which contract is to be changed. */
const subject = { subject: ApprovalSubject, contractNumber: z.string().optional() }
/** To one of those who are asked, with the link they have. */
const toApprover = { ...about, ...subject, link: LetterLink }
/** Of two letters about one limit, the higher revision says where it is now. */
const limit = { timeZone: z.string(), revision: z.int() }
/** To who asked for the approval. */
const toBuyer = { ...own, ...subject, name: z.string(), role: StakeholderRole }

/** Why somebody is asked now: by the proposal, again, by how the seat came to them, or about another's veto. */
export const AskedKind = z.enum([
  'first',
  'revised',
  'carried',
  'reminder',
  'again',
  'delegated',
  'away',
  'escalated',
  'recused',
  'override',
])
export type AskedKind = z.infer<typeof AskedKind>

/** What became of the request with a decision, where the buyer should know. */
export const DecisionNote = z.enum([
  'approved',
  'contract',
  'publish',
  'offer',
  'conditional',
  'stuck',
  'succeeded',
  'overridden',
])
export type DecisionNote = z.infer<typeof DecisionNote>

export const approvalLetters = [
  letter('approvalAsked', {
    ...toApprover,
    kind: AskedKind,
    role: StakeholderRole,
    askedBy: z.string(),
    /** When to have decided; `null` once they have. */
    until: Instant.nullable(),
    ...limit,
    /** From whom the seat came, or whose veto it is about. */
    from: z.string(),
    /** What was said when it was handed over, or by the buyer about the veto. */
    words: z.string(),
  }),
  letter('decisionMade', {
    ...toBuyer,
    said: Said,
    note: DecisionNote.nullable(),
    /** Whose veto it is about, or who is asked now. */
    to: z.string(),
  }),
  letter('approverAsked', { ...toBuyer, question: z.string() }),
  letter('escalated', { ...toBuyer, due: Instant, timeZone: z.string(), to: z.string().nullable() }),
  letter('expired', { ...own, ...subject, until: Instant, timeZone: z.string(), silent: z.array(z.string()) }),
  letter('approverAnswered', {
    ...toApprover,
    question: z.string(),
    answer: z.string(),
    until: Instant,
    ...limit,
  }),
  letter('conditionMet', { ...toApprover, condition: z.string(), evidence: z.string() }),
  letter('receipt', {
    ...about,
    ...subject,
    /** Left out where nothing is left to do or to see. */
    link: LetterLink.optional(),
    said: Said.extend({
      decision: DecisionKind.extract(['approve', 'veto', 'lift', 'delegate', 'override', 'uphold']),
    }),
    role: StakeholderRole,
    at: Instant,
    timeZone: z.string(),
    shown: SectionHashes.nullable(),
    askedBy: z.string(),
    to: z.string(),
    ended: z.array(EndedLimit).default([]),
  }),
  letter('passkeyMade', {
    ...about,
    link: LetterLink,
    at: Instant,
    timeZone: z.string(),
    madeIn: z.string(),
    madeFrom: z.string(),
  }),
  /** The buyer gave up, or the supplier declined a change that enough had approved. */
  letter('noLongerAsked', {
    ...about,
    ...subject,
    reason: z.string(),
    endedBy: z.enum(['buyer', 'supplier']).default('buyer'),
    ended: z.array(EndedLimit).default([]),
  }),
  letter('vetoOverridden', { ...toApprover, reasons: z.array(z.object({ name: z.string(), words: z.string() })) }),
] as const
