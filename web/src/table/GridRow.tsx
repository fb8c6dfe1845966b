import type { CSSProperties, MouseEvent } from 'react'
import { CellEditor } from './CellEditor.tsx'
import { CellText } from './CellText.tsx'
import styles from './Grid.module.css'
import type { CellErrors } from './Grid.tsx'
import { boundsOf, type GridColumn } from './grid-model.ts'
import type { GridActs } from './use-grid.ts'

interface Props<R> {
  readonly gridId: string
  readonly columns: readonly GridColumn<R>[]
  readonly row: R
  readonly index: number
  readonly place: CSSProperties
  readonly errors: CellErrors | undefined
  readonly editable: boolean
  readonly grid: GridActs
  readonly focusGrid: () => void
}

export function GridRow<R>({ gridId, columns, row, index, place, errors, editable, grid, focusGrid }: Props<R>) {
  const { active } = grid.selection
  const bounds = boundsOf(grid.selection)
  const inRow = index >= bounds.top && index <= bounds.bottom

  return (
    <tr aria-rowindex={index + 2} className={styles.row} style={place}>
      {columns.map((column, columnIndex) => {
        const isActive = index === active.row && columnIndex === active.column
        const isSelected = inRow && columnIndex >= bounds.left && columnIndex <= bounds.right
        const error = errors?.[column.id]
        const editing = isActive ? grid.editing : undefined
        const Cell = columnIndex === 0 ? 'th' : 'td'
        return (
          <Cell
            key={column.id}
            id={`${gridId}-${index}-${columnIndex}`}
            {...(columnIndex === 0 ? { scope: 'row' } : {})}
            aria-colindex={columnIndex + 1}
            aria-selected={isSelected}
            aria-invalid={error !== undefined || undefined}
            aria-readonly={!editable || column.set === undefined || undefined}
            data-active={isActive || undefined}
            data-selected={isSelected || undefined}
            data-readonly={(editable && column.set === undefined) || undefined}
            data-align={column.align}
            className={styles.cell}
            title={error}
            onMouseDown={(event: MouseEvent) => {
              if (editing || event.button !== 0 || isControl(event.target)) return
              event.preventDefault()
              focusGrid()
              grid.select(index, columnIndex, event.shiftKey)
              if (column.kind === 'check' && isActive) grid.startEditing()
            }}
            onDoubleClick={() => column.kind !== 'check' && !editing && grid.startEditing()}
          >
            {editing ? (
              <CellEditor column={column} start={editing.start} commit={grid.commit} cancel={grid.cancel} />
            ) : (
              <CellText column={column} row={row} />
            )}
          </Cell>
        )
      })}
    </tr>
  )
}

/** A link or a button a page put into a cell works as such. */
const isControl = (target: EventTarget) => target instanceof Element && target.closest('a, button') !== null
