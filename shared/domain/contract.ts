import * as z from 'zod'
import { Award } from './award.ts'
import { AgreedChange } from './contract-change.ts'
import { Decision } from './decisions.ts'
import { AwardId, CalendarDate, Instant, OrgId, RfqId, Sha256 } from './ids.ts'
import { AmountMinor, Currency } from './money.ts'
import { Party, StakeholderRole } from './party.ts'
import { RfqTerms } from './rfq.ts'

export const ContractLine = z.object({
  number: z.string(),
  name: z.string(),
  description: z.string(),
  itemReference: z.string().optional(),
  quantity: z.string(),
  unit: z.string(),
  unitPrice: z.string(),
  priceBase: z.string().optional(),
  totalMinor: AmountMinor,
  deliverBy: CalendarDate.nullable(),
  deliveryDays: z.int().optional(),
  note: z.string().optional(),
})
export type ContractLine = z.infer<typeof ContractLine>

/** What was agreed, complete in itself: it reads the same after every party has changed its address. */
export const Contract = z.object({
  contractNumber: z.string(),
  orderNumber: z.string(),
  rfqId: RfqId,
  awardId: AwardId,
  /** A contract is made in force; nothing here ends one. */
  status: z.literal('active'),
  committedAt: Instant,
  buyer: Party,
  supplier: Party,
  supplierContact: z.string(),
  terms: RfqTerms,
  currency: Currency,
  lines: z.array(ContractLine),
  totalMinor: AmountMinor,
  bid: z.object({ version: z.int(), sha256: Sha256, receivedAt: Instant, note: z.string(), validityDays: z.int() }),
  award: Award.pick({
    number: true,
    reason: true,
    justification: true,
    isLowest: true,
    proposedAt: true,
    proposedBy: true,
    // Blank in the supplier's copy: what the buyer's people told each other stays with them.
  }).extend({ reason: z.string(), justification: z.string() }),
  approvals: z.array(Decision),
  /** What both parties agreed since, oldest first; lines and total are as these made them. */
  changes: z.array(AgreedChange).default([]),
})
export type Contract = z.infer<typeof Contract>

/**
 * What a supplier learns of an approval. No hash of what was shown: who holds the rest of it could find what is hashed
 * with it by trying, the prices of others and what the buyer had meant to pay.
 */
export const ApprovalForSupplier = z.object({
  decision: z.literal('approve'),
  role: StakeholderRole,
  name: z.string(),
  decidedAt: Instant,
})

/** The supplier's copy. */
export const ContractForSupplier = Contract.extend({ approvals: z.array(ApprovalForSupplier) })
export type ContractForSupplier = z.infer<typeof ContractForSupplier>

export type ContractCopy = Contract | ContractForSupplier

/** What one bidder is told when it is over. */
export const BidResult = z.object({
  outcome: z.enum(['awarded', 'notAwarded', 'invalid', 'disqualified', 'cancelled', 'unsuccessful']),
  rank: z.int().positive().optional(),
  ranked: z.int().optional(),
  ownTotalMinor: AmountMinor.optional(),
  currency: Currency,
  winningTotalMinor: AmountMinor.optional(),
  winnerName: z.string().optional(),
  reason: z.string().optional(),
  causes: z.array(z.object({ code: z.string(), line: z.string().optional() })).optional(),
  buyerId: OrgId,
})
export type BidResult = z.infer<typeof BidResult>
