import type { ReactNode } from 'react'

export type CellKind = 'text' | 'decimal' | 'date' | 'choice' | 'check'

export interface GridColumn<R> {
  readonly id: string
  readonly header: string
  /** In pixels; the first column stays in sight. */
  readonly width: number
  readonly kind?: CellKind
  readonly align?: 'end'
  /** The cell as text: what is copied, and what editing starts from. */
  readonly get: (row: R) => string
  /** The row with what was typed or pasted. Without it the column is read only. */
  readonly set?: (row: R, text: string) => R
  /** Why this cell cannot be changed in this row. */
  readonly lockedBy?: (row: R) => string | undefined
  /** How the cell looks, where that is more than its text. */
  readonly show?: (row: R) => ReactNode
  /** Said under the field that stands for the cell on a phone, where `show` is not seen. */
  readonly hint?: (row: R) => string | undefined
  readonly options?: readonly { readonly value: string; readonly label: string }[]
}

export interface Cell {
  readonly row: number
  readonly column: number
}

/** From the cell where a selection began to the one it reaches; the second is the active cell. */
export interface Selection {
  readonly anchor: Cell
  readonly active: Cell
}

export interface Bounds {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

export const at = (row: number, column: number): Selection => ({ anchor: { row, column }, active: { row, column } })

export const boundsOf = ({ anchor, active }: Selection): Bounds => ({
  top: Math.min(anchor.row, active.row),
  bottom: Math.max(anchor.row, active.row),
  left: Math.min(anchor.column, active.column),
  right: Math.max(anchor.column, active.column),
})

const clamp = (value: number, most: number) => Math.max(0, Math.min(value, most))

export interface Step {
  readonly rows: number
  readonly columns: number
}

/** The selection after a step; `extend` keeps where it began. */
export const moved = (selection: Selection, step: Step, size: Step, extend = false): Selection => {
  const active = {
    row: clamp(selection.active.row + step.rows, size.rows - 1),
    column: clamp(selection.active.column + step.columns, size.columns - 1),
  }
  return { anchor: extend ? selection.anchor : active, active }
}

/** The next cell in reading order, or nothing beyond the ends. */
export const nextInOrder = ({ active }: Selection, direction: 1 | -1, size: Step): Selection | undefined => {
  const place = active.row * size.columns + active.column + direction
  if (place < 0 || place >= size.rows * size.columns) return undefined
  return at(Math.floor(place / size.columns), place % size.columns)
}

const canSet = <R>(
  column: GridColumn<R> | undefined,
  row: R,
): column is GridColumn<R> & { set: (row: R, text: string) => R } =>
  column?.set !== undefined && column.lockedBy?.(row) === undefined

export const setCell = <R>(
  rows: readonly R[],
  columns: readonly GridColumn<R>[],
  cell: Cell,
  text: string,
): readonly R[] => {
  const row = rows[cell.row]
  const column = columns[cell.column]
  if (row === undefined || !canSet(column, row) || column.get(row) === text) return rows
  return rows.with(cell.row, column.set(row, text))
}

/** A row as another text in each of several columns; locked cells stay. */
const withTexts = <R>(row: R, columns: readonly GridColumn<R>[], left: number, texts: readonly string[]): R =>
  texts.reduce((changed, text, index) => {
    const column = columns[left + index]
    return canSet(column, changed) ? column.set(changed, text) : changed
  }, row)

export interface Pasted<R> {
  readonly rows: readonly R[]
  readonly selection: Selection
}

/** One value fills the selection; a block lands at its top left, and adds rows where `newRow` makes them. */
export const pasteBlock = <R>(
  rows: readonly R[],
  columns: readonly GridColumn<R>[],
  selection: Selection,
  block: readonly (readonly string[])[],
  newRow?: (index: number) => R,
): Pasted<R> => {
  const { top, bottom, left, right } = boundsOf(selection)
  const single = block.length === 1 && block[0]?.length === 1 ? block[0][0] : undefined
  const texts =
    single === undefined
      ? block
      : Array.from({ length: bottom - top + 1 }, () => Array.from({ length: right - left + 1 }, () => single))

  const next = [...rows]
  const added = Math.max(0, top + texts.length - rows.length)
  if (newRow) for (let index = 0; index < added; index += 1) next.push(newRow(rows.length + index))
  for (const [index, cells] of texts.entries()) {
    const row = next[top + index]
    if (row !== undefined) next[top + index] = withTexts(row, columns, left, cells)
  }
  const widest = Math.max(1, ...texts.map((cells) => cells.length))
  const end = {
    row: clamp(top + texts.length - 1, next.length - 1),
    column: clamp(left + widest - 1, columns.length - 1),
  }
  return { rows: next, selection: { anchor: { row: top, column: left }, active: end } }
}

/** The top row of the selection repeated down to its end; with one row selected, the row above it. */
export const fillDown = <R>(
  rows: readonly R[],
  columns: readonly GridColumn<R>[],
  selection: Selection,
): readonly R[] => {
  const { top, bottom, left, right } = boundsOf(selection)
  const source = rows[top === bottom ? top - 1 : top]
  if (source === undefined) return rows
  const texts = columns.slice(left, right + 1).map((column) => column.get(source))
  return rows.map((row, index) => (index >= top && index <= bottom ? withTexts(row, columns, left, texts) : row))
}

export const clearCells = <R>(
  rows: readonly R[],
  columns: readonly GridColumn<R>[],
  selection: Selection,
): readonly R[] => {
  const { top, bottom, left, right } = boundsOf(selection)
  const blank = Array.from({ length: right - left + 1 }, () => '')
  return rows.map((row, index) => (index >= top && index <= bottom ? withTexts(row, columns, left, blank) : row))
}

export const copyCells = <R>(
  rows: readonly R[],
  columns: readonly GridColumn<R>[],
  selection: Selection,
): string[][] => {
  const { top, bottom, left, right } = boundsOf(selection)
  return rows.slice(top, bottom + 1).map((row) => columns.slice(left, right + 1).map((column) => column.get(row)))
}
