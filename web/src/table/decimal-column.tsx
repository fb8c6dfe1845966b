import { readDecimal } from '../i18n/decimal-input.ts'
import type { Formatters } from '../i18n/format.ts'
import type { GridColumn } from './grid-model.ts'

interface Options<R> {
  readonly id: string
  readonly header: string
  readonly width?: number
  readonly get: (row: R) => string
  readonly set?: (row: R, decimal: string) => R
  readonly lockedBy?: (row: R) => string | undefined
  /** Decimals always shown, as 2 for prices. */
  readonly least?: number
}

/**
 * A column of exact decimals: read in any of our spellings, kept as "1355.00", shown the way the reader writes numbers.
 * What is no number is kept as typed, so that it can be seen and put right.
 */
export const decimalColumn = <R,>(
  format: Formatters,
  { width = 120, least = 0, get, set, ...rest }: Options<R>,
): GridColumn<R> => {
  const { decimal: sign } = format.separators()
  const written = (row: R) => {
    const kept = get(row)
    return /^-?\d+(\.\d+)?$/.test(kept) ? format.decimal(kept, least) : kept
  }
  return {
    ...rest,
    width,
    kind: 'decimal',
    align: 'end',
    get: (row) => written(row).replaceAll(format.separators().group, ''),
    show: written,
    ...(set
      ? { set: (row: R, text: string) => set(row, text.trim() === '' ? '' : (readDecimal(text, sign) ?? text.trim())) }
      : {}),
  }
}
