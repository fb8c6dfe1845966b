import { type KeyboardEvent, useRef } from 'react'
import styles from './Grid.module.css'
import type { GridColumn } from './grid-model.ts'
import type { GridActs } from './use-grid.ts'

interface Props<R> {
  readonly column: GridColumn<R>
  readonly start: string
  readonly commit: GridActs['commit']
  readonly cancel: () => void
}

/** The cell while one types in it. What was typed counts when one leaves it, except by Escape. */
export function CellEditor<R>({ column, start, commit, cancel }: Props<R>) {
  const done = useRef(false)
  const finish = (act: () => void) => {
    if (done.current) return
    done.current = true
    act()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement | HTMLSelectElement>) => {
    const text = event.currentTarget.value
    event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    const then = {
      Enter: event.shiftKey ? ('up' as const) : ('down' as const),
      Tab: event.shiftKey ? ('previous' as const) : ('next' as const),
    }[event.key]
    if (then) {
      event.preventDefault()
      finish(() => commit(text, then))
    }
    if (event.key === 'Escape') {
      event.preventDefault()
      finish(cancel)
    }
  }
  const shared = {
    className: styles.editor,
    'aria-label': column.header,
    defaultValue: start,
    autoFocus: true,
    'data-align': column.align,
    onKeyDown,
    onBlur: (event: { currentTarget: { value: string } }) => {
      const text = event.currentTarget.value
      finish(() => commit(text))
    },
  }
  if (column.kind === 'choice') {
    return (
      <select {...shared}>
        {(column.options ?? []).map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    )
  }
  if (column.kind === 'date') return <input {...shared} type="date" />
  return <input {...shared} type="text" inputMode={column.kind === 'decimal' ? 'decimal' : 'text'} autoComplete="off" />
}
