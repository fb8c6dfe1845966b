import { useMemo } from 'react'
import type { Currency } from '../../../../../shared/domain/money.ts'
import { useFormat, useT } from '../../../i18n/I18nProvider.tsx'
import { useQuantities } from '../../../i18n/quantities.ts'
import { decimalColumn } from '../../../table/decimal-column.tsx'
import { type CellErrors, Grid } from '../../../table/Grid.tsx'
import type { GridColumn } from '../../../table/grid-model.ts'
import styles from './bid.module.css'
import { type BidRow, blank, problemsOf, rowTotal, type Typed } from './bid-draft.ts'

interface Props {
  readonly rows: readonly BidRow[]
  readonly currency: Currency
  readonly onChange: (rows: readonly BidRow[]) => void
  /** After a first attempt to submit, missing prices are marked too. */
  readonly asked: boolean
  readonly totals: { readonly totalMinor: number; readonly comparedMinor: number; readonly anyOptional: boolean }
}

const typing = (row: BidRow, change: Partial<Typed>): BidRow => ({ ...row, typed: { ...row.typed, ...change } })

/** The lines to price, as a spreadsheet. */
export function BidGrid({ rows, currency, onChange, asked, totals }: Props) {
  const t = useT()
  const format = useFormat()
  const { counted } = useQuantities()

  const columns = useMemo((): readonly GridColumn<BidRow>[] => {
    const lockedBy = ({ typed }: BidRow) => (typed.noBid ? t('bids.noBid') : undefined)
    return [
      {
        id: 'item',
        header: t('bids.item'),
        width: 220,
        get: ({ line }) => `${line.number} ${line.name}`,
        show: ({ line }) => (
          <span className={styles.item} title={line.description}>
            <span className={styles.number}>{line.number}</span> {line.name}
            {!line.required && <span className={styles.optional}> · {t('bids.optionalHint')}</span>}
          </span>
        ),
      },
      {
        id: 'quantity',
        header: t('bids.quantity'),
        width: 110,
        align: 'end',
        get: ({ line }) => line.quantity,
        show: ({ line }) => counted(line.quantity, line.unit),
      },
      decimalColumn<BidRow>(format, {
        id: 'unitPrice',
        header: `${t('bids.unitPrice')} ${currency}`,
        width: 120,
        least: 2,
        get: ({ typed }) => typed.unitPrice,
        set: (row, unitPrice) => typing(row, { unitPrice }),
        lockedBy,
      }),
      decimalColumn<BidRow>(format, {
        id: 'priceBase',
        header: t('bids.priceBase'),
        width: 72,
        get: ({ typed }) => typed.priceBase,
        set: (row, priceBase) => typing(row, { priceBase }),
        lockedBy,
      }),
      {
        id: 'total',
        header: `${t('bids.lineTotal')} ${currency}`,
        width: 120,
        align: 'end',
        get: (row) => {
          const amountMinor = rowTotal(row, currency)
          return amountMinor === undefined ? '' : format.amount({ amountMinor, currency })
        },
      },
      {
        id: 'deliveryDays',
        header: t('bids.deliveryDays'),
        width: 108,
        align: 'end',
        get: ({ typed }) => typed.deliveryDays,
        set: (row, deliveryDays) => typing(row, { deliveryDays: deliveryDays.trim() }),
        lockedBy,
      },
      {
        id: 'note',
        header: t('bids.note'),
        width: 160,
        get: ({ typed }) => typed.note,
        set: (row, note) => typing(row, { note }),
        lockedBy,
      },
      ...(totals.anyOptional
        ? [
            {
              id: 'noBid',
              header: t('bids.noBid'),
              width: 72,
              kind: 'check' as const,
              get: ({ typed }: BidRow) => String(typed.noBid),
              set: (row: BidRow, noBid: string) => ({
                ...row,
                typed: noBid === 'true' ? { ...blank, noBid: true } : { ...row.typed, noBid: false },
              }),
              lockedBy: ({ line }: BidRow) => (line.required ? t('bids.required') : undefined),
            },
          ]
        : []),
      { id: 'description', header: t('bids.description'), width: 320, get: ({ line }) => line.description },
    ]
  }, [t, format, counted, currency, totals.anyOptional])

  const errorsOf = (row: BidRow): CellErrors | undefined => {
    const problems = Object.entries(problemsOf(row, asked))
    return problems.length === 0
      ? undefined
      : Object.fromEntries(problems.map(([column, problem]) => [column, t(`bids.${problem}`)]))
  }
  const sum = (amountMinor: number) => <span className={styles.sum}>{format.amount({ amountMinor, currency })}</span>
  return (
    <Grid
      label={t('bids.lines')}
      columns={columns}
      rows={rows}
      rowKey={({ line }) => line.number}
      onChange={onChange}
      errorsOf={errorsOf}
      summary={[
        ...(totals.anyOptional
          ? [{ id: 'compared', label: t('bids.compared'), cells: { total: sum(totals.comparedMinor) } }]
          : []),
        { id: 'total', label: t('bids.total'), cells: { total: <strong>{sum(totals.totalMinor)}</strong> } },
      ]}
    />
  )
}
