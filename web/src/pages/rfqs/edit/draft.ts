import * as z from 'zod'
import { canonical } from '../../../../../shared/domain/canonical.ts'
import { type Currency, minorDigits } from '../../../../../shared/domain/money.ts'
import type { Address } from '../../../../../shared/domain/party.ts'
import { Planning } from '../../../../../shared/domain/planning.ts'
import { type RfqLine, RfqTerms } from '../../../../../shared/domain/rfq.ts'
import { blankLine, type DraftLine, draftLineOf, savableLines } from './lines.ts'

/** An RFQ as it is written. Fields hold what was typed, which may not be well-formed yet. */
export interface Draft {
  readonly terms: RfqTerms
  readonly lines: readonly DraftLine[]
  readonly planning: Planning
}
/** What the server has of it. */
export interface Saved {
  readonly terms: RfqTerms
  readonly lines: readonly RfqLine[]
  readonly planning: Planning
}
export type TermsField = keyof RfqTerms

const noPlace: Address = { street: '', postalCode: '', city: '', country: '' }

export const draftOf = ({ terms, lines, planning }: Saved): Draft => ({
  planning,
  terms: { ...terms, deliveryPlace: terms.deliveryPlace ?? noPlace },
  lines: lines.length === 0 ? [blankLine('1')] : lines.map(draftLineOf),
})

/** An address of blanks is no address. */
export const placeOf = (place: RfqTerms['deliveryPlace']): RfqTerms['deliveryPlace'] => {
  const full = { ...noPlace, ...place }
  return Object.values(full).every((text) => !text) ? null : full
}

/** Amounts are kept in minor units: in a currency with other decimals the same amount is another number. */
export const inCurrency = (planning: Planning, from: Currency | null, to: Currency | null): Planning => {
  const { estimatedMinor } = planning
  if (from === to || !from || !to || typeof estimatedMinor !== 'number') return planning
  return { ...planning, estimatedMinor: Math.round(estimatedMinor * 10 ** (minorDigits[to] - minorDigits[from])) }
}

/** As with terms: a field that is not well-formed stays what it was. */
const savablePlanning = (typed: Planning, before: Planning) => {
  const shape: Record<string, z.ZodType> = Planning.shape
  const fields = Object.keys(Planning.shape) as (keyof Planning)[]
  const malformed = fields.filter((field) => !shape[field]?.safeParse(typed[field]).success)
  const kept = Object.fromEntries(malformed.map((field) => [field, before[field]]))
  return { planning: Planning.parse({ ...typed, ...kept }), malformed }
}

/** What is saved of a draft: fields that are not well-formed stay what they were, and are named. */
export const savable = (draft: Draft, before: Saved) => {
  const shape: Record<string, z.ZodType> = RfqTerms.shape
  const typed: Record<string, unknown> = { ...draft.terms, deliveryPlace: placeOf(draft.terms.deliveryPlace) }
  const fields = Object.keys(RfqTerms.shape) as TermsField[]
  const malformed = fields.filter((field) => !shape[field]?.safeParse(typed[field]).success)
  const kept = Object.fromEntries(malformed.map((field) => [field, before.terms[field]]))
  const { lines, faults } = savableLines(draft.lines)
  const { planning, malformed: unplanned } = savablePlanning(draft.planning, before.planning)
  const terms = RfqTerms.parse({ ...typed, ...kept })
  return { terms, lines, planning, malformed: [...malformed, ...unplanned], faults }
}

export const isSame = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other)

/** A draft as it lies in this browser, with the version it was written upon. */
export const KeptDraft = z.object({
  version: z.int(),
  draft: z.custom<Draft>(
    (value) =>
      z.object({ terms: z.object({}), lines: z.array(z.object({})), planning: z.object({}) }).safeParse(value).success,
  ),
})
export type KeptDraft = z.infer<typeof KeptDraft>

/** A draft that begins with what the organisation usually says. */
export const emptyTerms = (organisation: {
  currency: RfqTerms['currency']
  timeZone: string
  address: Address
}): RfqTerms => ({
  title: '',
  description: '',
  buyerReference: '',
  currency: organisation.currency,
  vat: 'excluded',
  method: 'selective',
  invited: [],
  deliveryPlace: organisation.address,
  incoterm: null,
  paymentDays: 30,
  paymentTerms: '',
  specialTerms: '',
  bidValidityDays: 60,
  closesAt: null,
  timeZone: organisation.timeZone,
  toldToLosers: 'winningTotal',
})
