import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from 'react'
import {
  at,
  clearCells,
  copyCells,
  fillDown,
  type GridColumn,
  moved,
  nextInOrder,
  pasteBlock,
  type Selection,
  type Step,
  setCell,
} from './grid-model.ts'
import { type History, noHistory, redone, remembered, undone } from './history.ts'
import { readBlock, writeBlock } from './tsv.ts'

interface Options<R> {
  readonly columns: readonly GridColumn<R>[]
  readonly rows: readonly R[]
  readonly onChange: ((rows: readonly R[]) => void) | undefined
  readonly newRow: ((index: number) => R) | undefined
  readonly pageRows: number
}

/** What is typed so far; `start` is what the editor opens with. */
export interface Editing {
  readonly start: string
}

const FAR = Number.MAX_SAFE_INTEGER

const stepOf = (event: KeyboardEvent, pageRows: number): Step | undefined => {
  const jump = event.ctrlKey || event.metaKey
  switch (event.key) {
    case 'ArrowDown':
      return { rows: jump ? FAR : 1, columns: 0 }
    case 'ArrowUp':
      return { rows: jump ? -FAR : -1, columns: 0 }
    case 'ArrowRight':
      return { rows: 0, columns: jump ? FAR : 1 }
    case 'ArrowLeft':
      return { rows: 0, columns: jump ? -FAR : -1 }
    case 'PageDown':
      return { rows: pageRows, columns: 0 }
    case 'PageUp':
      return { rows: -pageRows, columns: 0 }
    case 'Home':
      return { rows: jump ? -FAR : 0, columns: -FAR }
    case 'End':
      return { rows: jump ? FAR : 0, columns: FAR }
    default:
      return undefined
  }
}

/** The keys, the clipboard and the memory of a grid. Rows belong to the page; this asks it to change them. */
export const useGrid = <R>({ columns, rows, onChange, newRow, pageRows }: Options<R>) => {
  const [selection, setSelection] = useState<Selection>(() =>
    // Work begins where there is something to type.
    at(
      0,
      onChange
        ? Math.max(
            0,
            columns.findIndex(({ set }) => set !== undefined),
          )
        : 0,
    ),
  )
  const [editing, setEditing] = useState<Editing>()
  const history = useRef<History<R>>(noHistory)
  const lastOwn = useRef(rows)
  // After Escape, Tab leaves the grid instead of going to the next cell.
  const leaving = useRef(false)

  if (lastOwn.current !== rows) {
    // Somebody else changed the rows, such as a colleague's version taken: there is no way back across that.
    history.current = noHistory
    lastOwn.current = rows
  }
  const size: Step = { rows: rows.length, columns: columns.length }
  const { active } = selection
  const column = columns[active.column]
  const row = rows[active.row]

  const become = (next: readonly R[]) => {
    lastOwn.current = next
    onChange?.(next)
  }
  const change = (next: readonly R[]) => {
    if (next === rows || !onChange) return
    history.current = remembered(history.current, rows)
    become(next)
  }
  const turn = (turned: ReturnType<typeof undone<R>>) => {
    if (!turned) return
    history.current = turned.history
    become(turned.rows)
  }
  const startEditing = (start?: string) => {
    if (!onChange || !column?.set || row === undefined || column.lockedBy?.(row) !== undefined) return
    if (column.kind === 'check')
      return change(setCell(rows, columns, active, column.get(row) === 'true' ? 'false' : 'true'))
    setEditing({ start: start ?? column.get(row) })
  }
  const commit = (text: string, then?: 'down' | 'up' | 'next' | 'previous') => {
    setEditing(undefined)
    const next = setCell(rows, columns, active, text)
    const atEnd = active.row === rows.length - 1
    const grown = then === 'down' && atEnd && newRow ? [...next, newRow(rows.length)] : next
    change(grown)
    if (then === 'down') setSelection(moved(selection, { rows: 1, columns: 0 }, { ...size, rows: grown.length }))
    if (then === 'up') setSelection(moved(selection, { rows: -1, columns: 0 }, size))
    if (then === 'next' || then === 'previous')
      setSelection(nextInOrder(selection, then === 'next' ? 1 : -1, size) ?? selection)
  }

  const onCommand = (event: KeyboardEvent): boolean => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return false
    switch (event.key.toLowerCase()) {
      case 'd':
        change(fillDown(rows, columns, selection))
        return true
      case 'z':
        turn(event.shiftKey ? redone(history.current, rows) : undone(history.current, rows))
        return true
      case 'y':
        turn(redone(history.current, rows))
        return true
      case 'a':
        setSelection({ anchor: { row: 0, column: 0 }, active: { row: size.rows - 1, column: size.columns - 1 } })
        return true
      default:
        return false
    }
  }
  const onTab = (event: KeyboardEvent): boolean => {
    const next = nextInOrder(selection, event.shiftKey ? -1 : 1, size)
    if (leaving.current || !next || !onChange) return false
    setSelection(next)
    return true
  }
  const handles = (event: KeyboardEvent): boolean => {
    if (event.key === 'Tab') return onTab(event)
    leaving.current = event.key === 'Escape'
    if (onCommand(event)) return true
    const step = stepOf(event, pageRows)
    if (step) {
      setSelection(moved(selection, step, size, event.shiftKey))
      return true
    }
    switch (event.key) {
      case 'Enter':
      case 'F2':
        startEditing()
        return true
      case 'Delete':
      case 'Backspace':
        change(clearCells(rows, columns, selection))
        return true
      case ' ':
        if (column?.kind !== 'check') break
        startEditing()
        return true
      case 'Escape':
        setSelection(at(active.row, active.column))
        return false
    }
    if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return false
    startEditing(column?.kind === 'choice' || column?.kind === 'date' ? undefined : event.key)
    return true
  }

  return {
    selection,
    editing,
    select: (row: number, column: number, extend: boolean) => {
      setEditing(undefined)
      setSelection(extend ? { ...selection, active: { row, column } } : at(row, column))
    },
    startEditing,
    commit,
    cancel: () => setEditing(undefined),
    setText: (rowIndex: number, columnIndex: number, text: string) =>
      change(setCell(rows, columns, { row: rowIndex, column: columnIndex }, text)),
    onKeyDown: (event: KeyboardEvent) => {
      if (!editing && handles(event)) event.preventDefault()
    },
    onCopy: (event: ClipboardEvent) => {
      if (editing) return
      event.preventDefault()
      event.clipboardData.setData('text/plain', writeBlock(copyCells(rows, columns, selection)))
    },
    onCut: (event: ClipboardEvent) => {
      if (editing) return
      event.preventDefault()
      event.clipboardData.setData('text/plain', writeBlock(copyCells(rows, columns, selection)))
      change(clearCells(rows, columns, selection))
    },
    onPaste: (event: ClipboardEvent) => {
      if (editing || !onChange) return
      event.preventDefault()
      const pasted = pasteBlock(rows, columns, selection, readBlock(event.clipboardData.getData('text/plain')), newRow)
      change(pasted.rows)
      setSelection(pasted.selection)
    },
  }
}

export type GridActs = ReturnType<typeof useGrid>
