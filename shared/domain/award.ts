import * as z from 'zod'
import { AwardId, BidId, Instant, OrgId, RfqId, Sha256 } from './ids.ts'
import { AmountMinor, Currency } from './money.ts'
import { prose, requiredProse } from './text.ts'

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

export const AwardStatus = z.enum(['proposed', 'approved', 'vetoed', 'awarded', 'superseded', 'cancelled'])
export type AwardStatus = z.infer<typeof AwardStatus>

/** How the tally moves. A veto stands: only a newer proposal leads past it. */
export const awardMoves = {
  approve: { from: ['proposed'], to: 'approved' },
  veto: { from: ['proposed', 'approved', 'vetoed'], to: 'vetoed' },
  supersede: { from: ['proposed', 'approved', 'vetoed'], to: 'superseded' },
  commit: { from: ['approved'], to: 'awarded' },
} as const satisfies Record<string, { from: readonly AwardStatus[]; to: AwardStatus }>
export type AwardMove = keyof typeof awardMoves
export const awardCan = (move: AwardMove, award: { status: AwardStatus }): boolean =>
  (awardMoves[move].from as readonly AwardStatus[]).includes(award.status)

/** What a buyer says when proposing an award; a justification is required when another bid is lower. */
export const AwardProposal = z.object({
  awardId: AwardId,
  supplierId: OrgId,
  reason: requiredProse(4_000),
  justification: prose(4_000),
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
  proposedAt: Instant,
  proposedBy: z.object({ email: z.string(), name: z.string() }),
})
export type Award = z.infer<typeof Award>
