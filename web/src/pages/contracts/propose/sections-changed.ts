import type { ChangedLine, ContractChange } from '../../../../../shared/domain/contract-change.ts'
import { Section } from '../../../../../shared/domain/subjects.ts'

export interface NextChange {
  readonly reason: string | null
  readonly words: string
  readonly note: string
  readonly budgetLine: string
  readonly lines: readonly ChangedLine[]
  readonly afterMinor: number
}

type Part = (line: ChangedLine) => readonly (string | number | null)[]
const parts = {
  what: ({ after }) => [after.quantity],
  price: ({ after }) => [after.unitPrice, after.totalMinor],
  delivery: ({ after }) => [after.deliverBy],
} satisfies Partial<Record<Section, Part>>

/** The sections in which a revision differs from what is pending: those who answer for one of them are asked again. */
export const sectionsChanged = (before: ContractChange, next: NextChange): Section[] => {
  const said = (lines: readonly ChangedLine[], part: Part) =>
    JSON.stringify(lines.map((line) => [line.number, ...part(line)]))
  const differs = (part: Part) => said(before.lines, part) !== said(next.lines, part)
  const total = before.totals.afterMinor !== next.afterMinor
  const changes: Record<Section, boolean> = {
    what: differs(parts.what),
    price: total || differs(parts.price),
    budget: total || before.budgetLine !== next.budgetLine,
    delivery: differs(parts.delivery),
    risk:
      before.reason !== next.reason || before.words !== next.words.trim() || before.note.trim() !== next.note.trim(),
  }
  return Section.options.filter((section) => changes[section])
}
