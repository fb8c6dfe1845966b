import * as z from 'zod'
import { CalendarDate, Instant, OrgId, RfqId } from './ids.ts'
import { Currency, Quantity } from './money.ts'
import { Address, TimeZone } from './party.ts'
import { notPlanned, Planning } from './planning.ts'
import { Email, prose, requiredLine, textLine } from './text.ts'

export const RfqStatus = z.enum(['draft', 'open', 'evaluation', 'awarded', 'complete', 'unsuccessful', 'cancelled'])
export type RfqStatus = z.infer<typeof RfqStatus>

export const MAX_LINES = 5_000
/** Characters in the texts of all lines together: what one save can carry. */
export const MAX_LINES_TEXT = 1_500_000
export const MAX_INVITED = 50

/** One thing to be priced. `required` lines make up the lowest total; optional ones may be left without a bid. */
export const RfqLine = z.object({
  number: z.string().regex(/^[A-Za-z0-9.-]{1,12}$/, { error: 'must be 1 to 12 letters, digits, dots or hyphens' }),
  name: requiredLine(200),
  description: prose(2_000),
  itemReference: textLine(60).optional(),
  quantity: Quantity,
  /** UN/ECE Recommendation 20 or 21 code, as in UBL's unitCode. */
  unit: z.string().regex(/^[A-Z0-9]{2,3}$/, { error: 'must be a UN/ECE unit code such as NIU, H87 or KGM' }),
  required: z.boolean(),
  deliverBy: CalendarDate.nullable(),
})
export type RfqLine = z.infer<typeof RfqLine>

export const RfqLines = z
  .array(RfqLine)
  .max(MAX_LINES)
  .superRefine((lines, context) => {
    const seen = new Set<string>()
    const text = lines.reduce((sum, { name, description }) => sum + name.length + description.length, 0)
    if (text > MAX_LINES_TEXT)
      context.addIssue({ code: 'custom', path: [], message: `have more than ${MAX_LINES_TEXT} characters together` })
    for (const [index, { number }] of lines.entries()) {
      if (seen.has(number))
        context.addIssue({ code: 'custom', path: [index, 'number'], message: 'is used by another line' })
      seen.add(number)
    }
  })

export const Incoterm = z.enum(['EXW', 'FCA', 'FAS', 'FOB', 'CFR', 'CIF', 'CPT', 'CIP', 'DPU', 'DAP', 'DDP'])
export const Method = z.enum(['selective', 'open'])
export type Method = z.infer<typeof Method>
/** What bidders who did not win are told beside their own rank; fixed when the RFQ is published. */
export const ToldToLosers = z.enum(['rankOnly', 'winningTotal', 'winnerAndTotal'])
export type ToldToLosers = z.infer<typeof ToldToLosers>

/** An RFQ while it is written: anything may still be blank, nothing may be malformed. */
export const RfqTerms = z.object({
  title: textLine(200),
  description: prose(10_000),
  buyerReference: textLine(60),
  currency: Currency.nullable(),
  vat: z.enum(['excluded', 'included']),
  method: Method,
  invited: z.array(Email).max(MAX_INVITED),
  deliveryPlace: Address.nullable(),
  incoterm: Incoterm.nullable(),
  paymentDays: z.int().min(0).max(365).nullable(),
  paymentTerms: prose(1_000),
  specialTerms: prose(4_000),
  /** Days after closing during which a bid must stand. */
  bidValidityDays: z.int().min(1).max(730).nullable(),
  closesAt: Instant.nullable(),
  timeZone: TimeZone,
  toldToLosers: ToldToLosers,
})
export type RfqTerms = z.infer<typeof RfqTerms>

/** Bidders seal to `publicKey` (P-256, DER SPKI, base64); the private half exists only wrapped under the sealing key. */
export const Sealing = z.object({ publicKey: z.base64(), kem: z.literal('P-256') })
export type Sealing = z.infer<typeof Sealing>

export const Opening = z.object({
  openedAt: Instant,
  bids: z.int().min(0),
  /** SHA-256 of the canonical list of bid version hashes that were fenced. */
  bidsSha256: z.string(),
})

export const Rfq = z.object({
  rfqId: RfqId,
  buyerId: OrgId,
  buyerName: z.string(),
  status: RfqStatus,
  terms: RfqTerms,
  /** Not part of the terms: suppliers never see it. */
  planning: Planning.default(notPlanned),
  lineCount: z.int().min(0),
  /** Grows with every change; the ETag of an RFQ. */
  version: z.int().positive(),
  /** Number and hash of the newest event: the audit trail is a chain. */
  eventCount: z.int().min(0),
  lastEventSha256: z.string(),
  createdAt: Instant,
  createdBy: z.string(),
  /** Mailboxes of the buyer's people who wrote, evaluated or changed it: none of them may approve it. */
  hands: z.array(z.string()).default([]),
  updatedAt: Instant,
  publishedAt: Instant.optional(),
  sealing: Sealing.optional(),
  opening: Opening.optional(),
  /** Questions without an answer yet. */
  unanswered: z.int().min(0).optional(),
  /** Number of the newest asking to publish it; 0 before the first. */
  publicationCount: z.int().min(0).default(0),
  /** Number of the newest award proposal; 0 before the first. */
  awardCount: z.int().min(0),
  /** Number of the newest change of its contract; 0 before the first. */
  changeCount: z.int().min(0).default(0),
  cancelled: z.object({ at: Instant, reason: z.string() }).optional(),
  unsuccessful: z.object({ at: Instant, reason: z.string() }).optional(),
})
export type Rfq = z.infer<typeof Rfq>
/** Where everything about an RFQ is kept: with its tenant, under its id. */
export type RfqPlace = Pick<Rfq, 'buyerId' | 'rfqId'>

/** The whole life of an RFQ. Rules, store conditions, screens and docs all read this table. */
export const rfqMoves = {
  edit: { from: ['draft'], to: 'draft' },
  publish: { from: ['draft'], to: 'open' },
  bid: { from: ['open'], to: 'open' },
  extend: { from: ['open'], to: 'open' },
  ask: { from: ['open'], to: 'open' },
  answer: { from: ['open'], to: 'open' },
  document: { from: ['open'], to: 'open' },
  openBids: { from: ['open'], to: 'evaluation' },
  plan: { from: ['open'], to: 'open' },
  replan: { from: ['evaluation'], to: 'evaluation' },
  disqualify: { from: ['evaluation'], to: 'evaluation' },
  proposeAward: { from: ['evaluation'], to: 'evaluation' },
  award: { from: ['evaluation'], to: 'awarded' },
  changeContract: { from: ['awarded'], to: 'awarded' },
  complete: { from: ['awarded'], to: 'complete' },
  giveUp: { from: ['evaluation'], to: 'unsuccessful' },
  cancel: { from: ['draft', 'open', 'evaluation'], to: 'cancelled' },
} as const satisfies Record<string, { from: readonly RfqStatus[]; to: RfqStatus }>
export type RfqMove = keyof typeof rfqMoves

export const rfqCan = (move: RfqMove, rfq: Pick<Rfq, 'status'>): boolean =>
  (rfqMoves[move].from as readonly RfqStatus[]).includes(rfq.status)

/** Documents are added while an RFQ is written, and afterwards as long as it is open. */
export const mayAddDocument = (rfq: Pick<Rfq, 'status'>): boolean => rfqCan('edit', rfq) || rfqCan('document', rfq)

/** Planning decides who must approve: from the first award proposal on, whoever proposes no longer chooses that. */
export const mayPlan = (rfq: Pick<Rfq, 'status' | 'awardCount'>): boolean =>
  rfq.awardCount === 0 && (rfqCan('plan', rfq) || rfqCan('replan', rfq))

/** Closed is a fact of the clock, never stored: at `closesAt` bidding is over, before any job has run. */
export const isClosed = (closesAt: string, at: string): boolean => Date.parse(at) >= Date.parse(closesAt)
