import { useMediaQuery } from '@mantine/hooks'
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { useT } from '../i18n/I18nProvider.tsx'
import styles from './Grid.module.css'
import { GridCards } from './GridCards.tsx'
import { GridRow } from './GridRow.tsx'
import type { GridColumn } from './grid-model.ts'
import { useGrid } from './use-grid.ts'
import { usePrinting } from './use-printing.ts'

const ROW_HEIGHT = 34
const NARROW = '(width < 40em)'

/** What is wrong with the cells of a row, by column. */
export type CellErrors = Readonly<Partial<Record<string, string>>>

export interface SummaryRow {
  readonly id: string
  readonly label: string
  /** By column; the first column holds the label. */
  readonly cells: Readonly<Record<string, ReactNode>>
}

export interface GridProps<R> {
  readonly label: string
  readonly columns: readonly GridColumn<R>[]
  readonly rows: readonly R[]
  readonly rowKey: (row: R, index: number) => string
  /** Without it the grid is read only. */
  readonly onChange?: (rows: readonly R[]) => void
  /** Lets pasting and Enter on the last row add rows. */
  readonly newRow?: (index: number) => R
  readonly errorsOf?: (row: R, index: number) => CellErrors | undefined
  /** Totals, always in sight at the bottom. */
  readonly summary?: readonly SummaryRow[]
  /** Rows in sight before the grid scrolls by itself. */
  readonly rowsInSight?: number
}

/** A grid that works like a spreadsheet; cards on a phone. Only the rows in sight are drawn. */
export function Grid<R>(props: GridProps<R>) {
  const narrow = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false })
  const printing = usePrinting()
  return narrow && !printing ? <GridCards {...props} /> : <WideGrid {...props} printing={printing} />
}

function WideGrid<R>({ printing, ...props }: GridProps<R> & { readonly printing: boolean }) {
  const { label, columns, rows, rowKey, onChange, newRow, errorsOf, summary = [], rowsInSight = 16 } = props
  const t = useT()
  const id = useId()
  const scroller = useRef<HTMLTableElement>(null)
  const grid = useGrid({ columns, rows, onChange, newRow, pageRows: rowsInSight - 1 })
  const { active } = grid.selection
  const summaryHeight = summary.length * ROW_HEIGHT

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    scrollPaddingStart: ROW_HEIGHT,
    scrollPaddingEnd: summaryHeight + ROW_HEIGHT,
    rangeExtractor: (range) => withActive(defaultRangeExtractor(range), active.row, rows.length),
  })
  const moves = useRef(0)
  useLayoutEffect(() => {
    // The first time is not a move: a page does not scroll to its grid by itself.
    moves.current += 1
    if (moves.current === 1) return
    virtualizer.scrollToIndex(active.row)
    if (active.column === 0) scroller.current?.scrollTo({ left: 0 })
    else
      document
        .getElementById(`${id}-${active.row}-${active.column}`)
        ?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [virtualizer, id, active.row, active.column])

  const wasEditing = useRef(false)
  useLayoutEffect(() => {
    if (wasEditing.current && !grid.editing && document.activeElement === document.body) {
      scroller.current?.focus({ preventScroll: true })
    }
    wasEditing.current = grid.editing !== undefined
  }, [grid.editing])

  const drawn = printing
    ? rows.map((_, index) => ({ index, start: index * ROW_HEIGHT }))
    : virtualizer.getVirtualItems()
  const template = columns.map(({ width }) => `${width}px`).join(' ')
  const activeRow = rows[active.row]
  const activeColumn = columns[active.column]
  const reason = activeRow && activeColumn && errorsOf?.(activeRow, active.row)?.[activeColumn.id]
  const locked = activeRow && activeColumn?.lockedBy?.(activeRow)

  return (
    <div className={styles.frame}>
      <table
        ref={scroller}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table one works in (WAI-ARIA)
        role="grid"
        aria-label={label}
        aria-rowcount={rows.length + 1 + summary.length}
        aria-colcount={columns.length}
        aria-multiselectable="true"
        aria-readonly={onChange === undefined}
        aria-describedby={`${id}-status`}
        aria-activedescendant={rows.length > 0 ? `${id}-${active.row}-${active.column}` : undefined}
        tabIndex={0}
        className={styles.grid}
        style={{ maxHeight: printing ? undefined : (rowsInSight + 1) * ROW_HEIGHT + summaryHeight + 2 }}
        onKeyDown={grid.onKeyDown}
        onCopy={grid.onCopy}
        onCut={grid.onCut}
        onPaste={grid.onPaste}
      >
        <thead className={styles.header}>
          <tr aria-rowindex={1} className={styles.line} style={{ gridTemplateColumns: template }}>
            {columns.map(({ id: columnId, header, align }) => (
              <th key={columnId} scope="col" data-align={align} className={styles.cell} title={header}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className={styles.body} style={{ height: rows.length * ROW_HEIGHT }}>
          {drawn.map(({ index, start }) => {
            const row = rows[index]
            if (row === undefined) return null
            return (
              <GridRow
                key={rowKey(row, index)}
                gridId={id}
                columns={columns}
                row={row}
                index={index}
                place={{ gridTemplateColumns: template, transform: `translateY(${start}px)` }}
                errors={errorsOf?.(row, index)}
                editable={onChange !== undefined}
                grid={grid}
                focusGrid={() => scroller.current?.focus({ preventScroll: true })}
              />
            )
          })}
        </tbody>
        {summary.length > 0 && (
          <tfoot className={styles.summary}>
            {summary.map((line, index) => (
              <tr
                key={line.id}
                aria-rowindex={rows.length + 2 + index}
                className={styles.line}
                style={{ gridTemplateColumns: template }}
              >
                {columns.map(({ id: columnId, align }, columnIndex) =>
                  columnIndex === 0 ? (
                    <th key={columnId} scope="row" className={styles.cell}>
                      {line.label}
                    </th>
                  ) : (
                    <td key={columnId} data-align={align} className={styles.cell}>
                      {line.cells[columnId]}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tfoot>
        )}
      </table>
      <output
        id={`${id}-status`}
        className={`${styles.status} no-print`}
        data-wrong={reason !== undefined || undefined}
      >
        {reason ?? locked ?? (onChange ? t('table.gridKeys') : t('table.gridReadKeys'))}
      </output>
    </div>
  )
}

/** The active row is always drawn, because the grid points assistive technology at its active cell. */
const withActive = (drawn: number[], active: number, count: number): number[] => {
  if (active >= count || drawn.includes(active)) return drawn
  return [...drawn, active].sort((one, other) => one - other)
}
