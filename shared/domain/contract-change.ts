import * as z from 'zod'
import { CalendarDate, ChangeId, Instant, OrgId, RfqId, Sha256 } from './ids.ts'
import { AmountMinor, Currency, Quantity, UnitPrice } from './money.ts'
import { MAX_LINES } from './rfq.ts'
import { ScoreAsked } from './supplier-standing.ts'
import { prose, requiredProse, textLine } from './text.ts'

/** `pending` until its supplier accepts what the buyer approved; then it is part of the contract, and stays so. */
export const ChangeStatus = z.enum(['pending', 'active', 'cancelled'])
export type ChangeStatus = z.infer<typeof ChangeStatus>

/** The whole life of a change, in the words of the Open Contracting Data Standard. */
export const changeMoves = {
  accept: { from: ['pending'], to: 'active' },
  cancel: { from: ['pending'], to: 'cancelled' },
} as const satisfies Record<string, { from: readonly ChangeStatus[]; to: ChangeStatus }>
export type ChangeMove = keyof typeof changeMoves
export const changeCan = (move: ChangeMove, change: { status: ChangeStatus }): boolean =>
  (changeMoves[move].from as readonly ChangeStatus[]).includes(change.status)

/** What the supplier's people were told by mail: that a change is offered, and that this is over without their answer. */
export const OfferTold = z.enum(['nothing', 'offer', 'end'])
export type OfferTold = z.infer<typeof OfferTold>

export const ChangeReason = z.enum(['quantity', 'price', 'delivery', 'quality', 'unforeseen', 'other'])
export type ChangeReason = z.infer<typeof ChangeReason>

/** What a line is to be; what is left out stays as it is. A line that is no longer wanted has the quantity 0. */
export const LineChange = z
  .strictObject({
    number: z.string().max(12),
    quantity: z.union([Quantity, z.literal('0')]).optional(),
    unitPrice: UnitPrice.optional(),
    deliverBy: CalendarDate.nullable().optional(),
  })
  .refine((line) => Object.keys(line).length > 1, { error: 'changes nothing' })
export type LineChange = z.infer<typeof LineChange>

/** What a buyer says when proposing a change of a contract. */
export const ChangeProposal = z.object({
  changeId: ChangeId,
  reason: ChangeReason,
  /** For both parties: what is agreed, and why. */
  words: requiredProse(4_000),
  lines: z
    .array(LineChange)
    .max(MAX_LINES)
    .refine((lines) => new Set(lines.map(({ number }) => number)).size === lines.length, {
      error: 'names a line twice',
    }),
  /** For those who approve; the supplier never sees it. */
  note: prose(4_000).default(''),
  /** Code of the budget line that pays; blank for the one of the award. */
  budgetLine: textLine(40).default(''),
})
export type ChangeProposal = z.infer<typeof ChangeProposal>

const LineTerms = z.object({
  quantity: z.string(),
  unitPrice: z.string(),
  totalMinor: AmountMinor,
  deliverBy: CalendarDate.nullable(),
})

/** One line as it stood when the change was proposed, and as it is to be. */
export const ChangedLine = z.object({
  number: z.string(),
  name: z.string(),
  unit: z.string(),
  before: LineTerms,
  after: LineTerms,
})
export type ChangedLine = z.infer<typeof ChangedLine>

const Person = z.object({ email: z.string(), name: z.string() })

export const ContractChange = ChangeProposal.omit({ lines: true }).extend({
  rfqId: RfqId,
  number: z.int().positive(),
  status: ChangeStatus,
  lines: z.array(ChangedLine),
  currency: Currency,
  /** What the whole contract comes to, before and after. */
  totals: z.object({ beforeMinor: AmountMinor, afterMinor: AmountMinor }),
  budget: z.object({ line: z.string(), name: z.string() }),
  /** What its buyer had given the supplier when it was proposed: for those who approve. */
  supplierScore: ScoreAsked.optional(),
  /** Whether the policy asks anybody: its request for approval has the number of the change. */
  needsApproval: z.boolean(),
  proposedAt: Instant,
  proposedBy: Person,
  /** What the supplier said. */
  answer: z.object({ accepted: z.boolean(), words: z.string(), at: Instant, by: Person }).nullable(),
  /** Why it came to nothing, where the supplier did not say it: withdrawn, or replaced by a newer one. */
  ended: z
    .object({
      because: z.enum(['withdrawn', 'replaced']),
      words: z.string(),
      at: Instant,
      /** Whether the supplier had been asked by then. */ offered: z.boolean(),
    })
    .nullable(),
  told: OfferTold.default('nothing'),
})
export type ContractChange = z.infer<typeof ContractChange>

/** The supplier's copy: without what the buyer's people told each other. */
export const ChangeForSupplier = ContractChange.omit({
  note: true,
  budgetLine: true,
  budget: true,
  supplierScore: true,
  needsApproval: true,
  told: true,
})
export type ChangeForSupplier = z.infer<typeof ChangeForSupplier>

/** Whether a supplier may answer now; `held` while its buyer's people are at odds again over what they had approved. */
export const OfferStatus = z.enum(['open', 'held', 'over'])
export type OfferStatus = z.infer<typeof OfferStatus>

/** A change as the supplier it was offered to sees it. */
export const OfferedChange = ChangeForSupplier.extend({ offer: OfferStatus })
export type OfferedChange = z.infer<typeof OfferedChange>

/** A change of a contract that its supplier was told of and has not answered, as its list of work shows it. */
export const Offer = z.object({
  buyerId: OrgId,
  rfqId: RfqId,
  number: z.int().positive(),
  reason: ChangeReason,
  title: z.string(),
  buyerName: z.string(),
  contractNumber: z.string(),
  since: Instant,
})
export type Offer = z.infer<typeof Offer>

/** A change that is part of a contract: what both parties agreed, by its hash. */
export const AgreedChange = ChangeForSupplier.extend({ agreementSha256: Sha256 })
export type AgreedChange = z.infer<typeof AgreedChange>
