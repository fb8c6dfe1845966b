import * as z from 'zod'
import {
  BID_SCHEMA,
  type BidContent,
  type BidLine,
  BidLine as BidLineSchema,
} from '../../../../../shared/domain/bid.ts'
import { type Currency, lineTotalMinor, Quantity, UnitPrice } from '../../../../../shared/domain/money.ts'
import type { RfqLine } from '../../../../../shared/domain/rfq.ts'

/** One line as it is typed: anything may be blank or wrong, nothing is lost. */
export const Typed = z.object({
  noBid: z.boolean(),
  unitPrice: z.string(),
  priceBase: z.string(),
  deliveryDays: z.string(),
  note: z.string(),
})
export type Typed = z.infer<typeof Typed>

export const BidDraft = z.object({ answers: z.record(z.string(), Typed), validityDays: z.string(), note: z.string() })
export type BidDraft = z.infer<typeof BidDraft>

export interface BidRow {
  readonly line: RfqLine
  readonly typed: Typed
}

export const blank: Typed = { noBid: false, unitPrice: '', priceBase: '', deliveryDays: '', note: '' }

export const rowsOf = (draft: BidDraft, lines: readonly RfqLine[]): readonly BidRow[] =>
  // A line may be numbered like something every object has, such as "constructor".
  lines.map((line) => ({
    line,
    typed: (Object.hasOwn(draft.answers, line.number) && draft.answers[line.number]) || blank,
  }))

export const withRows = (draft: BidDraft, rows: readonly BidRow[]): BidDraft => ({
  ...draft,
  answers: Object.fromEntries(
    rows.filter(({ typed }) => typed !== blank).map(({ line, typed }) => [line.number, typed]),
  ),
})

export type CellProblem = 'priceMissing' | 'priceWrong' | 'baseWrong' | 'daysWrong' | 'noteWrong'
type Problems = Partial<Record<'unitPrice' | 'priceBase' | 'deliveryDays' | 'note', CellProblem>>

const isDays = (text: string) => /^\d{1,4}$/.test(text) && Number(text) <= 3_650
const MAX_NOTE = 500

/** What is wrong with what was typed, cell by cell. A price still missing is said only when `asked`. */
export const problemsOf = ({ line, typed }: BidRow, asked: boolean): Problems => {
  if (typed.noBid) return {}
  const started = typed.unitPrice !== '' || typed.priceBase !== '' || typed.deliveryDays !== '' || typed.note !== ''
  const problems: Problems = {}
  if (typed.unitPrice === '') {
    if ((line.required && asked) || started) problems.unitPrice = 'priceMissing'
  } else if (!UnitPrice.safeParse(typed.unitPrice).success) problems.unitPrice = 'priceWrong'
  if (typed.priceBase !== '' && !Quantity.safeParse(typed.priceBase).success) problems.priceBase = 'baseWrong'
  if (typed.deliveryDays !== '' && !isDays(typed.deliveryDays)) problems.deliveryDays = 'daysWrong'
  if (typed.note.length > MAX_NOTE) problems.note = 'noteWrong'
  return problems
}

const answerOf = ({ line: { number }, typed }: BidRow): BidLine | undefined => {
  if (typed.noBid) return { kind: 'noBid', number }
  if (typed.unitPrice === '') return undefined
  const answer = BidLineSchema.safeParse({
    kind: 'price',
    number,
    unitPrice: typed.unitPrice,
    ...(typed.priceBase !== '' && { priceBase: typed.priceBase }),
    ...(typed.deliveryDays !== '' && { deliveryDays: Number(typed.deliveryDays) }),
    ...(typed.note.trim() !== '' && { note: typed.note }),
  })
  return answer.success ? answer.data : undefined
}

/** Rounded by the published rule; undefined while there is no usable price. */
export const rowTotal = (row: BidRow, currency: Currency): number | undefined => {
  const answer = answerOf(row)
  return answer?.kind === 'price' ? lineTotalMinor(answer, row.line.quantity, currency) : undefined
}

/** The bid as it would be sealed: lines with a usable answer only; `validateBid` says whether it is complete. */
export const contentOf = (rfqId: string, currency: Currency, draft: BidDraft, rows: readonly BidRow[]): BidContent => ({
  schema: BID_SCHEMA,
  rfqId,
  currency,
  lines: rows.map(answerOf).filter((answer) => answer !== undefined),
  validityDays: /^\d{1,3}$/.test(draft.validityDays) ? Number(draft.validityDays) : 0,
  note: draft.note,
})
