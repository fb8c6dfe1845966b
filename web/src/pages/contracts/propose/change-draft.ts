import * as z from 'zod'
import type { ChangeView } from '../../../../../shared/contracts/contract-changes.ts'
import type { ContractLine } from '../../../../../shared/domain/contract.ts'
import { ChangeProposal, type ContractChange, LineChange } from '../../../../../shared/domain/contract-change.ts'
import { CalendarDate } from '../../../../../shared/domain/ids.ts'
import { type Currency, isExact, lineTotalMinor, Quantity, UnitPrice } from '../../../../../shared/domain/money.ts'
import { isDeclined } from '../standing.ts'

/** What a line is to be, as it is typed: anything may be blank or wrong, nothing is lost. */
const Typed = z.object({ quantity: z.string(), unitPrice: z.string(), deliverBy: z.string() })
type Typed = z.infer<typeof Typed>

export const ChangeDraft = z.object({
  /** What there was when it was begun: see `basisOf`. */
  basis: z.string(),
  reason: z.string().nullable(),
  words: z.string(),
  note: z.string(),
  budgetLine: z.string(),
  /** By line number; lines that stay as they are have no entry. */
  lines: z.record(z.string(), Typed),
})
export type ChangeDraft = z.infer<typeof ChangeDraft>

/** The part of a draft that is words; its lines are judged in the grid. */
export const ChangeWords = ChangeProposal.pick({ reason: true, words: true, note: true, budgetLine: true })
export type ChangeWords = z.infer<typeof ChangeWords>

/** The pending change that the next proposal would take the place of. */
export const pendingOf = (views: readonly ChangeView[]): ChangeView | undefined =>
  views.find(({ change }) => change.status === 'pending')

/** Names what a proposal is made upon: a draft begun upon another is not sent without a word. */
export const basisOf = (views: readonly ChangeView[]): string =>
  `${views[0]?.change.number ?? 0}${pendingOf(views) ? ' pending' : ''}`

const typedOf = ({ quantity, unitPrice, deliverBy }: ContractChange['lines'][number]['after']): Typed => ({
  quantity,
  unitPrice,
  deliverBy: deliverBy ?? '',
})

/** The newest change, where its supplier declined it: what is proposed next answers that. */
export const declinedOf = (views: readonly ChangeView[]): ContractChange | undefined =>
  views.slice(0, 1).find(({ change }) => isDeclined(change))?.change

/** A revision begins with what is pending, a new proposal with what the supplier just declined; else it is a blank sheet. */
export const firstDraft = (views: readonly ChangeView[]): ChangeDraft => {
  const basis = basisOf(views)
  const before = pendingOf(views)?.change ?? declinedOf(views)
  if (!before) return { basis, reason: null, words: '', note: '', budgetLine: '', lines: {} }
  const { reason, words, note, budgetLine, lines } = before
  return {
    basis,
    reason,
    words,
    note,
    budgetLine,
    lines: Object.fromEntries(lines.map(({ number, after }) => [number, typedOf(after)])),
  }
}

export interface ChangeRow {
  readonly line: ContractLine
  readonly typed: Typed
}

type Lines = ChangeDraft['lines']

export const rowsOf = (lines: readonly ContractLine[], typed: Lines): readonly ChangeRow[] =>
  // A line may be numbered like something every object has, such as "constructor".
  lines.map((line) => ({
    line,
    typed: (Object.hasOwn(typed, line.number) && typed[line.number]) || typedOf(line),
  }))

/** One spelling for each number: "12.50" and "12.5" are one price. */
const plain = (decimal: string): string =>
  decimal.includes('.') ? decimal.replace(/0+$/, '').replace(/\.$/, '') : decimal

/** What of a line is typed other than it is. */
const changesOf = ({ line, typed }: ChangeRow): readonly (keyof Typed)[] => {
  const is = typedOf(line)
  return (['quantity', 'unitPrice', 'deliverBy'] as const).filter((one) => plain(typed[one]) !== plain(is[one]))
}

export const isChanged = (row: ChangeRow): boolean => changesOf(row).length > 0

export const typedLines = (rows: readonly ChangeRow[]): Lines =>
  Object.fromEntries(rows.filter(isChanged).map(({ line, typed }) => [line.number, typed]))

type CellProblem = 'quantityWrong' | 'priceWrong' | 'dateWrong'
type Problems = Partial<Record<keyof Typed, CellProblem>>

const isNothing = (quantity: string) => /^0(\.0+)?$/.test(quantity)

export const problemsOf = ({ typed: { quantity, unitPrice, deliverBy } }: ChangeRow): Problems => ({
  ...(!isNothing(quantity) && !Quantity.safeParse(quantity).success && { quantity: 'quantityWrong' }),
  ...(!UnitPrice.safeParse(unitPrice).success && { unitPrice: 'priceWrong' }),
  ...(deliverBy !== '' && !CalendarDate.safeParse(deliverBy).success && { deliverBy: 'dateWrong' }),
})

/** The changes as they are sent; a line with something wrong in it is left out until it is put right. */
export const lineChanges = (rows: readonly ChangeRow[]): LineChange[] =>
  rows.flatMap((row) => {
    const changed = changesOf(row)
    if (changed.length === 0 || Object.keys(problemsOf(row)).length > 0) return []
    const { quantity, unitPrice, deliverBy } = row.typed
    const said = { quantity: isNothing(quantity) ? '0' : quantity, unitPrice, deliverBy: deliverBy || null }
    return LineChange.parse({
      number: row.line.number,
      ...Object.fromEntries(changed.map((one) => [one, said[one]])),
    })
  })

/** In minor units; nothing while the line has no usable quantity or price, or comes to more than can be counted. */
export const rowTotal = (row: ChangeRow, currency: Currency): number | undefined => {
  const { quantity, unitPrice } = problemsOf(row)
  if (quantity || unitPrice) return undefined
  const price = { unitPrice: row.typed.unitPrice, priceBase: row.line.priceBase }
  const totalMinor = lineTotalMinor(price, row.typed.quantity, currency)
  return isExact(totalMinor) ? totalMinor : undefined
}

export const numberOfWrong = (rows: readonly ChangeRow[]): number =>
  rows.reduce((sum, row) => sum + Object.keys(problemsOf(row)).length, 0)
