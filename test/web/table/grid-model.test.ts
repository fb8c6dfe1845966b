import { describe, expect, it } from 'vitest'
import {
  at,
  clearCells,
  copyCells,
  fillDown,
  type GridColumn,
  moved,
  nextInOrder,
  pasteBlock,
  setCell,
} from '../../../web/src/table/grid-model.ts'
import { noHistory, redone, remembered, undone } from '../../../web/src/table/history.ts'
import { readBlock, writeBlock } from '../../../web/src/table/tsv.ts'

interface Line {
  readonly name: string
  readonly price: string
  readonly locked?: boolean
}
const columns: readonly GridColumn<Line>[] = [
  { id: 'name', header: 'Name', width: 100, get: (row) => row.name },
  {
    id: 'price',
    header: 'Price',
    width: 100,
    get: (row) => row.price,
    set: (row, price) => ({ ...row, price }),
    lockedBy: (row) => (row.locked ? 'no bid' : undefined),
  },
]
const lines: readonly Line[] = [
  { name: 'a', price: '1' },
  { name: 'b', price: '2' },
  { name: 'c', price: '3', locked: true },
]
const prices = (rows: readonly Line[]) => rows.map(({ price }) => price)
const PRICE = 1

describe('a grid', () => {
  it('keeps the rows it was given when nothing changes', () => {
    expect(setCell(lines, columns, { row: 0, column: PRICE }, '1')).toBe(lines)
  })

  it('shares the rows that did not change', () => {
    const changed = setCell(lines, columns, { row: 0, column: PRICE }, '9')
    expect(changed[1]).toBe(lines[1])
    expect(prices(changed)).toEqual(['9', '2', '3'])
  })

  it('pastes a block from its top left, over what can be changed', () => {
    const { rows, selection } = pasteBlock(lines, columns, at(0, 0), [
      ['x', '7'],
      ['y', '8'],
      ['z', '9'],
    ])
    expect(prices(rows)).toEqual(['7', '8', '3'])
    expect(rows.map(({ name }) => name)).toEqual(['a', 'b', 'c'])
    expect(selection.active).toEqual({ row: 2, column: 1 })
  })

  it('pastes one value over all that is selected', () => {
    const { rows } = pasteBlock(
      lines,
      columns,
      { anchor: { row: 0, column: PRICE }, active: { row: 1, column: PRICE } },
      [['5']],
    )
    expect(prices(rows)).toEqual(['5', '5', '3'])
  })

  it('adds rows for a block that is longer, where rows can be added', () => {
    const block = [['7'], ['8'], ['9']]
    expect(pasteBlock(lines, columns, at(2, PRICE), block).rows).toHaveLength(3)
    const { rows } = pasteBlock(lines, columns, at(2, PRICE), block, () => ({ name: 'new', price: '' }))
    expect(prices(rows)).toEqual(['1', '2', '3', '8', '9'])
  })

  it('fills down from the top of the selection, and from the row above when one row is selected', () => {
    expect(
      prices(fillDown(lines, columns, { anchor: { row: 0, column: PRICE }, active: { row: 2, column: PRICE } })),
    ).toEqual(['1', '1', '3'])
    expect(prices(fillDown(lines, columns, at(1, PRICE)))).toEqual(['1', '1', '3'])
    expect(fillDown(lines, columns, at(0, PRICE))).toBe(lines)
  })

  it('clears and copies what is selected', () => {
    const all = { anchor: { row: 2, column: 1 }, active: { row: 0, column: 0 } }
    expect(prices(clearCells(lines, columns, all))).toEqual(['', '', '3'])
    expect(copyCells(lines, columns, all)).toEqual([
      ['a', '1'],
      ['b', '2'],
      ['c', '3'],
    ])
  })

  it('moves within its edges, and in reading order until its ends', () => {
    const size = { rows: 3, columns: 2 }
    expect(moved(at(0, 0), { rows: -5, columns: 9 }, size).active).toEqual({ row: 0, column: 1 })
    expect(nextInOrder(at(0, 1), 1, size)?.active).toEqual({ row: 1, column: 0 })
    expect(nextInOrder(at(2, 1), 1, size)).toBeUndefined()
    expect(nextInOrder(at(0, 0), -1, size)).toBeUndefined()
  })

  it('undoes and redoes, and forgets what was undone once something else changes', () => {
    const second = setCell(lines, columns, { row: 0, column: PRICE }, '9')
    const history = remembered(noHistory, lines)
    const back = undone(history, second)
    expect(back?.rows).toBe(lines)
    expect(redone(back!.history, lines)?.rows).toBe(second)
    expect(redone(remembered(back!.history, lines), second)).toBeUndefined()
  })
})

describe('a block on the clipboard', () => {
  it('is read as spreadsheets write it', () => {
    expect(readBlock('a\tb\r\nc\td\r\n')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
    expect(readBlock('"two\nlines"\t"say ""hi"""')).toEqual([['two\nlines', 'say "hi"']])
    expect(readBlock('a\t\n\tb')).toEqual([
      ['a', ''],
      ['', 'b'],
    ])
  })

  it('may hold an inch sign', () => {
    expect(readBlock('"24 screen\tb')).toEqual([['"24 screen', 'b']])
  })

  it('comes back as it was written', () => {
    const block = [
      ['a\tb', 'c"d'],
      ['', 'e\nf'],
    ]
    expect(readBlock(writeBlock(block))).toEqual(block)
  })
})
