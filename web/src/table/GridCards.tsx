import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, useState } from 'react'
import { useT } from '../i18n/I18nProvider.tsx'
import { ActButton } from '../ui/ActButton.tsx'
import { CellText } from './CellText.tsx'
import styles from './Grid.module.css'
import type { GridProps } from './Grid.tsx'
import { type GridColumn, setCell } from './grid-model.ts'

const GUESSED_HEIGHT = 240

/** The grid where it has no room: one card per row, each cell an ordinary field. */
export function GridCards<R>({ label, columns, rows, rowKey, onChange, newRow, errorsOf, summary = [] }: GridProps<R>) {
  const t = useT()
  const list = useRef<HTMLDivElement>(null)
  const [top, setTop] = useState(0)
  useLayoutEffect(() => setTop((list.current?.getBoundingClientRect().top ?? 0) + window.scrollY), [])

  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => GUESSED_HEIGHT,
    overscan: 3,
    scrollMargin: top,
    getItemKey: (index) => {
      const row = rows[index]
      return row === undefined ? index : rowKey(row, index)
    },
  })
  return (
    <section className={styles.frame} aria-label={label}>
      <div ref={list} className={styles.cards} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start, key }) => {
          const row = rows[index]
          if (row === undefined) return null
          return (
            <div
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              className={styles.cardPlace}
              style={{ transform: `translateY(${start - top}px)` }}
            >
              <Card
                columns={columns}
                row={row}
                {...(onChange
                  ? {
                      set: (columnIndex: number, text: string) =>
                        onChange(setCell(rows, columns, { row: index, column: columnIndex }, text)),
                    }
                  : {})}
                errors={errorsOf?.(row, index) ?? {}}
              />
            </div>
          )
        })}
      </div>
      {onChange && newRow && (
        <div className={styles.card}>
          <ActButton onClick={() => onChange([...rows, newRow(rows.length)])}>{t('table.addRow')}</ActButton>
        </div>
      )}
      {summary.map(({ id, label: name, cells }) => (
        <dl key={id} className={`${styles.card} ${styles.cardSummary}`}>
          {columns
            .filter((column, index) => index > 0 && cells[column.id] !== undefined)
            .map((column) => (
              <div key={column.id} className={styles.pair}>
                <dt>
                  {name} · {column.header}
                </dt>
                <dd>{cells[column.id]}</dd>
              </div>
            ))}
        </dl>
      ))}
    </section>
  )
}

interface CardProps<R> {
  readonly columns: readonly GridColumn<R>[]
  readonly row: R
  readonly set?: (columnIndex: number, text: string) => void
  readonly errors: Readonly<Partial<Record<string, string>>>
}

function Card<R>({ columns, row, set, errors }: CardProps<R>) {
  const [first, ...others] = columns
  return (
    <fieldset className={styles.card}>
      {first && (
        <legend className={styles.cardTitle}>
          {first.header} <CellText column={first} row={row} />
        </legend>
      )}
      {first?.set && set && (
        <CardField column={first} row={row} set={(text) => set(0, text)} error={errors[first.id]} />
      )}
      {others.map((column, index) =>
        set && column.set ? (
          <CardField
            key={column.id}
            column={column}
            row={row}
            set={(text) => set(index + 1, text)}
            error={errors[column.id]}
          />
        ) : (
          <dl key={column.id} className={styles.pair}>
            <dt>{column.header}</dt>
            <dd>
              <CellText column={column} row={row} />
            </dd>
          </dl>
        ),
      )}
    </fieldset>
  )
}

interface CardFieldProps<R> {
  readonly column: GridColumn<R>
  readonly row: R
  readonly set: (text: string) => void
  readonly error: string | undefined
}

/** Text counts when one leaves the field, as in a cell. */
function CardField<R>({ column, row, set, error }: CardFieldProps<R>) {
  const text = column.get(row)
  const [typed, setTyped] = useState<string>()
  const locked = column.lockedBy?.(row)
  const shared = {
    label: column.header,
    error,
    disabled: locked !== undefined,
    description: locked ?? column.hint?.(row),
  }
  if (column.kind === 'check')
    return (
      <Checkbox {...shared} checked={text === 'true'} onChange={(event) => set(String(event.currentTarget.checked))} />
    )
  if (column.kind === 'choice') {
    return (
      <NativeSelect
        {...shared}
        data={[...(column.options ?? [])]}
        value={text}
        onChange={(event) => set(event.currentTarget.value)}
      />
    )
  }
  return (
    <TextInput
      {...shared}
      className={column.kind === 'decimal' || column.kind === 'date' ? undefined : styles.wide}
      type={column.kind === 'date' ? 'date' : 'text'}
      inputMode={column.kind === 'decimal' ? 'decimal' : 'text'}
      value={typed ?? text}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => {
        if (typed !== undefined) set(typed)
        setTyped(undefined)
      }}
    />
  )
}
