import * as z from 'zod'
import { AwardId, BidId, Instant, OrgId, RfqId, Sha256 } from './ids.ts'
import { AmountMinor, Currency } from './money.ts'
import { SupplierFacts } from './supplier-standing.ts'
import { prose, requiredProse, textLine } from './text.ts'

/** What approvers should look at twice. */
export const RedFlag = z.enum(['notLowest', 'singleBid', 'newSupplier', 'lowScore', 'abnormallyLow', 'disqualified'])
export type RedFlag = z.infer<typeof RedFlag>

/** A valid bid in the ranking: lowest total of required lines first; ties to the earlier receive time. */
export const RankedBid = z.object({
  supplierId: OrgId,
  supplierName: z.string(),
  bidId: BidId,
  rank: z.int().positive(),
  /** Sum of the rounded totals of the required lines: what is compared. */
  comparedMinor: AmountMinor,
  /** Sum over every line priced: what an award of this bid costs. */
  totalMinor: AmountMinor,
  /** Above the best `comparedMinor`; 0 for the best. */
  aboveBestMinor: AmountMinor,
  receivedAt: Instant,
  tied: z.boolean(),
})
export type RankedBid = z.infer<typeof RankedBid>

/** What a buyer says when proposing an award; a justification is required when another bid is lower. */
export const AwardProposal = z.object({
  awardId: AwardId,
  supplierId: OrgId,
  reason: requiredProse(4_000),
  justification: prose(4_000),
  /** Code of the budget line that pays; blank for none. */
  budgetLine: textLine(40).default(''),
  /** How it will be received and put to use. */
  deliveryNote: prose(4_000).default(''),
  /** Which risks are known, and what is done about them. */
  riskNote: prose(4_000).default(''),
})
export type AwardProposal = z.infer<typeof AwardProposal>

export const Award = AwardProposal.extend({
  rfqId: RfqId,
  number: z.int().positive(),
  supplierName: z.string(),
  bidId: BidId,
  bidVersion: z.int().positive(),
  bidSha256: Sha256,
  currency: Currency,
  totalMinor: AmountMinor,
  isLowest: z.boolean(),
  /** The budget line and the estimate as they were when the award was proposed. */
  budget: z.object({ line: z.string(), name: z.string(), estimatedMinor: AmountMinor.nullable() }),
  ...SupplierFacts.shape,
  proposedAt: Instant,
  proposedBy: z.object({ email: z.string(), name: z.string() }),
})
export type Award = z.infer<typeof Award>
