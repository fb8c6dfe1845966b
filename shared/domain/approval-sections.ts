import * as z from 'zod'
import type { SectionHashes } from './approval.ts'
import { type Award, RankedBid, RedFlag } from './award.ts'
import type { OpenedBid } from './bid.ts'
import { hashOf } from './canonical.ts'
import { ContractLine } from './contract.ts'
import { ChangeReason } from './contract-change.ts'
import { contractLinesOf } from './contract-rules.ts'
import { Instant, Sha256 } from './ids.ts'
import { AmountMinor, Currency } from './money.ts'
import { Address, Party } from './party.ts'
import { RiskLevel } from './planning.ts'
import { redFlagsOf } from './red-flags.ts'
import { Method, type Rfq, type RfqLine, ToldToLosers } from './rfq.ts'
import { ScoreAsked } from './supplier-standing.ts'

/** How an RFQ goes out: whom it reaches, until when, and what its buyer thinks of it. */
const Publishing = z.object({
  method: Method,
  invited: z.array(z.string()),
  closesAt: Instant,
  timeZone: z.string(),
  bidValidityDays: z.int().nullable(),
  toldToLosers: ToldToLosers,
  category: z.string(),
  risk: RiskLevel,
})

/** Which contract is to be changed, why, and how often it was before. */
const Changing = z.object({ contractNumber: z.string(), because: ChangeReason, changes: z.int() })

/** A document of the RFQ: the same bytes under the same name are the same document, however often they were uploaded. */
export const ShownDocument = z.object({ name: z.string(), sha256: Sha256, bytes: z.int() })
export type ShownDocument = z.infer<typeof ShownDocument>

/** What an award decides, section by section: exactly what is hashed, and exactly what the page shows. */
export const ApprovalSections = z.object({
  what: z.object({
    title: z.string(),
    description: z.string(),
    /** Nobody yet where an RFQ is to be published. */
    supplier: Party.nullable(),
    documents: z.array(ShownDocument).optional(),
    /** What the bidder wrote with its bid; on a line, where it departs from what was asked for. */
    bidNote: z.string().optional(),
    lines: z.array(
      ContractLine.pick({ number: true, name: true, description: true, quantity: true, unit: true, note: true }),
    ),
    /** Where a contract is to be changed: its lines as they are; `lines` says how those that change shall be. */
    before: z.array(ContractLine.pick({ number: true, quantity: true })).optional(),
  }),
  price: z.object({
    currency: Currency,
    vat: z.string(),
    totalMinor: AmountMinor.nullable(),
    lines: z.array(ContractLine.pick({ number: true, unitPrice: true, priceBase: true, totalMinor: true })),
    before: z
      .object({
        totalMinor: AmountMinor,
        lines: z.array(ContractLine.pick({ number: true, unitPrice: true, totalMinor: true })),
      })
      .optional(),
    paymentDays: z.int().nullable(),
    paymentTerms: z.string(),
    specialTerms: z.string(),
    ranking: z.array(
      RankedBid.pick({ supplierName: true, rank: true, comparedMinor: true, totalMinor: true, aboveBestMinor: true }),
    ),
  }),
  budget: z.object({
    line: z.string(),
    name: z.string(),
    /** What was expected to be spent, as far as anybody said. */
    estimatedMinor: AmountMinor.nullable(),
    totalMinor: AmountMinor.nullable(),
    before: z.object({ totalMinor: AmountMinor }).optional(),
    currency: Currency,
  }),
  delivery: z.object({
    place: Address.nullable(),
    incoterm: z.string().nullable(),
    lines: z.array(ContractLine.pick({ number: true, deliverBy: true, deliveryDays: true })),
    before: z.array(ContractLine.pick({ number: true, deliverBy: true })).optional(),
    /** How it will be received and put to use. */
    note: z.string(),
  }),
  risk: z.object({
    reason: z.string(),
    justification: z.string(),
    /** Of an award; nothing else is one of several bids. */
    isLowest: z.boolean().optional(),
    publishing: Publishing.optional(),
    changing: Changing.optional(),
    flags: z.array(RedFlag),
    /** What the buyer gave its supplier before, and what that rests on. */
    supplierScore: ScoreAsked.optional(),
    note: z.string(),
    disqualified: z.array(z.object({ supplierName: z.string(), reason: z.string() })),
  }),
})
export type ApprovalSections = z.infer<typeof ApprovalSections>

type Facts = {
  rfq: Pick<Rfq, 'terms'>
  lines: readonly RfqLine[]
  documents: readonly ShownDocument[]
  award: Pick<
    Award,
    | 'currency'
    | 'totalMinor'
    | 'reason'
    | 'justification'
    | 'isLowest'
    | 'supplierId'
    | 'deliveryNote'
    | 'riskNote'
    | 'budget'
    | 'supplierStanding'
    | 'supplierScore'
  >
  /** The winner as it was when the award was proposed. */
  supplier: Party
  bids: readonly OpenedBid[]
  ranking: readonly RankedBid[]
}

/** The sections of an award, from the facts alone: the same facts give the same hashes, whoever asks and whenever. */
export const sectionsOf = ({ rfq, lines, documents, award, supplier, bids, ranking }: Facts): ApprovalSections => {
  const { terms } = rfq
  const content = bids.find(({ supplierId }) => supplierId === award.supplierId)?.content
  if (!content) throw new Error(`The bid of ${award.supplierId} is not open`)
  const agreed = contractLinesOf(lines, content)
  const notes = new Map(agreed.flatMap(({ number, note }) => (note === undefined ? [] : [[number, { note }]])))
  // Parsing leaves in exactly the members a section has.
  return ApprovalSections.parse({
    what: {
      title: terms.title,
      description: terms.description,
      supplier,
      documents,
      bidNote: content.note,
      lines: lines.map((line) => ({ ...line, ...notes.get(line.number) })),
    },
    price: {
      currency: award.currency,
      vat: terms.vat,
      totalMinor: award.totalMinor,
      lines: agreed,
      paymentDays: terms.paymentDays,
      paymentTerms: terms.paymentTerms,
      specialTerms: terms.specialTerms,
      ranking,
    },
    budget: { ...award.budget, totalMinor: award.totalMinor, currency: award.currency },
    delivery: { place: terms.deliveryPlace, incoterm: terms.incoterm, lines: agreed, note: award.deliveryNote },
    risk: {
      reason: award.reason,
      justification: award.justification,
      isLowest: award.isLowest,
      flags: redFlagsOf({ ...award, standing: award.supplierStanding, ranking, bids }),
      ...(award.supplierScore && { supplierScore: award.supplierScore }),
      note: award.riskNote,
      disqualified: bids.flatMap(({ supplierName, disqualified }) =>
        disqualified ? [{ supplierName, reason: disqualified.reason }] : [],
      ),
    },
  })
}

export const hashesOf = (sections: ApprovalSections): SectionHashes => ({
  what: hashOf(sections.what),
  price: hashOf(sections.price),
  budget: hashOf(sections.budget),
  delivery: hashOf(sections.delivery),
  risk: hashOf(sections.risk),
})
