import { RfqLine } from '../../../../../shared/domain/rfq.ts'

/** A line as it is typed: texts, so that a half-written number stays as it was written. */
export interface DraftLine {
  readonly id: string
  readonly number: string
  readonly name: string
  readonly description: string
  readonly itemReference: string
  readonly quantity: string
  readonly unit: string
  readonly required: boolean
  readonly deliverBy: string
  /** What this row last was when it was whole: it stays saved while the row is half-written. */
  readonly whole?: RfqLine | undefined
}
export type LineField = keyof RfqLine
export type LineFault = 'missing' | 'malformed' | 'duplicate'
/** What is wrong, by row id and field. */
export type LineFaults = ReadonlyMap<string, ReadonlyMap<LineField, LineFault>>

export const draftLineOf = (line: RfqLine): DraftLine => ({
  ...line,
  id: crypto.randomUUID(),
  itemReference: line.itemReference ?? '',
  deliverBy: line.deliverBy ?? '',
  whole: line,
})

export const blankLine = (number: string): DraftLine => ({
  id: crypto.randomUUID(),
  number,
  name: '',
  description: '',
  itemReference: '',
  quantity: '',
  unit: '',
  required: true,
  deliverBy: '',
})

export const isBlankLine = ({ name, description, itemReference, quantity, unit, deliverBy }: DraftLine): boolean =>
  [name, description, itemReference, quantity, unit, deliverBy].every((text) => text.trim() === '')

/** The number of a new last line: one more than the highest whole number in use. */
export const nextNumber = (lines: readonly Pick<DraftLine, 'number'>[]): number =>
  1 + lines.reduce((most, { number }) => (/^\d{1,9}$/.test(number) ? Math.max(most, Number(number)) : most), 0)

const lineOf = ({ id: _id, whole: _whole, itemReference, deliverBy, ...line }: DraftLine) => ({
  ...line,
  number: line.number.trim(),
  quantity: line.quantity.trim(),
  unit: line.unit.trim().toUpperCase(),
  deliverBy: deliverBy.trim() || null,
  ...(itemReference.trim() === '' ? {} : { itemReference }),
})

// Rows are never changed in place: of 5,000 lines only the one just typed in is read again.
const readBefore = new WeakMap<DraftLine, ReturnType<typeof RfqLine.safeParse>>()
const readLine = (row: DraftLine) => {
  const read = readBefore.get(row) ?? RfqLine.safeParse(lineOf(row))
  readBefore.set(row, read)
  return read
}

/** Rows remember what they were when they were whole. */
export const rememberWhole = (lines: readonly DraftLine[]): readonly DraftLine[] =>
  lines.map((row) => {
    const read = readLine(row)
    if (!read.success || row.whole === read.data) return row
    const remembering = { ...row, whole: read.data }
    readBefore.set(remembering, read)
    return remembering
  })

const faultsOf = (row: DraftLine): ReadonlyMap<LineField, LineFault> => {
  const read = readLine(row)
  const issues = read.success ? [] : read.error.issues
  return new Map(
    issues.map(({ path }) => {
      const field = String(path[0]) as LineField
      return [field, String(row[field] ?? '').trim() === '' ? 'missing' : 'malformed']
    }),
  )
}

/** The whole lines of a draft; a half-written row stays what it last was, a new one waits until it is whole. */
export const savableLines = (draft: readonly DraftLine[]): { lines: RfqLine[]; faults: LineFaults } => {
  const faults = new Map<string, ReadonlyMap<LineField, LineFault>>()
  const taken = new Set<string>()
  const lines: RfqLine[] = []
  for (const row of draft) {
    if (isBlankLine(row)) continue
    const read = readLine(row)
    const line = read.success ? read.data : row.whole
    const isDuplicate = line !== undefined && taken.has(line.number)
    if (!read.success) faults.set(row.id, faultsOf(row))
    else if (isDuplicate) faults.set(row.id, new Map([['number', 'duplicate']]))
    if (!line || isDuplicate) continue
    taken.add(line.number)
    lines.push(line)
  }
  return { lines, faults }
}
