import type { ReactNode } from 'react'
import type { GridColumn } from './grid-model.ts'

/** A cell as it is read. */
export function CellText<R>({ column, row }: { readonly column: GridColumn<R>; readonly row: R }): ReactNode {
  if (column.show) return column.show(row)
  const text = column.get(row)
  if (column.kind === 'check') return text === 'true' ? '✓' : ''
  if (column.kind === 'choice') return column.options?.find(({ value }) => value === text)?.label ?? text
  return text
}
