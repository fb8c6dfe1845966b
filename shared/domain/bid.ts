import * as z from 'zod'
import { BidId, Instant, OrgId, RfqId, Sha256 } from './ids.ts'
import { Currency, Quantity, UnitPrice } from './money.ts'
import { prose, textLine } from './text.ts'

export const BID_SCHEMA = 'sealbid/bid/1'

/** One answer to one line. A missing line, or `noBid`, is an answer only where the line is optional. */
export const BidLine = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('price'),
    number: z.string().max(12),
    unitPrice: UnitPrice,
    /** The price is for this many units (UBL BaseQuantity); 1 when absent. */
    priceBase: Quantity.optional(),
    deliveryDays: z.int().min(0).max(3_650).optional(),
    note: textLine(500).optional(),
  }),
  z.object({ kind: z.literal('noBid'), number: z.string().max(12) }),
])
export type BidLine = z.infer<typeof BidLine>

/** What is sealed: readable by nobody but its bidder until the opening. */
export const BidContent = z.object({
  schema: z.literal(BID_SCHEMA),
  rfqId: RfqId,
  currency: Currency,
  lines: z.array(BidLine).max(5_000),
  validityDays: z.int().min(1).max(730),
  note: prose(4_000),
})
export type BidContent = z.infer<typeof BidContent>

/** What a sealed bid is bound to (RFC 8785 JSON as HPKE additional data): an envelope copied elsewhere does not open. */
export const SealContext = z.object({
  tenant: OrgId,
  rfq: RfqId,
  supplier: OrgId,
  version: z.int().positive(),
  schema: z.literal(BID_SCHEMA),
  /** Bytes of the padded plaintext; computed from the RFQ, so it tells nothing of the bid. */
  lengthClass: z.int().positive(),
})
export type SealContext = z.infer<typeof SealContext>

export const MAX_VERSIONS = 200
export const BidVersionNumber = z.coerce.number().pipe(z.int().min(1).max(MAX_VERSIONS))

/** What leaves the bidder's browser. `envelope` is base64 of: header length (1 byte) · header JSON · HPKE enc · ciphertext. */
export const SealedBid = z.object({
  bidId: BidId,
  envelope: z.base64().min(120).max(2_000_000),
  sha256: Sha256,
})
export type SealedBid = z.infer<typeof SealedBid>

/** One immutable version under a supplier's own key. A fence is the opener's: whatever arrives later finds it. */
export const BidVersion = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('sealed'),
    version: z.int().positive(),
    bidId: BidId,
    sha256: Sha256,
    bytes: z.int().positive(),
    receivedAt: Instant,
    by: z.object({ email: z.string(), name: z.string() }),
  }),
  z.object({
    kind: z.literal('withdrawn'),
    version: z.int().positive(),
    receivedAt: Instant,
    by: z.object({ email: z.string(), name: z.string() }),
  }),
  z.object({ kind: z.literal('fence'), version: z.int().positive(), at: Instant }),
])
export type BidVersion = z.infer<typeof BidVersion>

export const DeclineReason = z.enum(['capacity', 'notOurGoods', 'deadline', 'terms', 'other'])

/** Why a bid does not answer its RFQ. */
export const InvalidCause = z.enum([
  'doesNotOpen',
  'notABid',
  'otherRfq',
  'otherCurrency',
  'unknownLine',
  'duplicateLine',
  'requiredLineMissing',
  'validityTooShort',
  'totalTooLarge',
])
export type InvalidCause = z.infer<typeof InvalidCause>

/** What became of a bid at opening. */
export const BidFinding = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('valid') }),
  z.object({
    kind: z.literal('invalid'),
    /** Why, by rule; `at` is a JSON pointer into the bid where one applies. */
    causes: z.array(z.object({ code: InvalidCause, at: z.string().optional(), line: z.string().optional() })).min(1),
  }),
])
export type BidFinding = z.infer<typeof BidFinding>

export const OpenedBid = z.object({
  supplierId: OrgId,
  supplierName: z.string(),
  bidId: BidId,
  version: z.int().positive(),
  sha256: Sha256,
  receivedAt: Instant,
  openedAt: Instant,
  finding: BidFinding,
  content: BidContent.nullable(),
  disqualified: z.object({ at: Instant, by: z.string(), reason: z.string() }).optional(),
})
export type OpenedBid = z.infer<typeof OpenedBid>
