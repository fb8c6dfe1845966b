import { Checkbox } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { Currency } from '../../../../../shared/domain/money.ts'
import { useFormat, useT } from '../../../i18n/I18nProvider.tsx'
import { useQuantities } from '../../../i18n/quantities.ts'
import { decimalColumn } from '../../../table/decimal-column.tsx'
import { type CellErrors, Grid } from '../../../table/Grid.tsx'
import type { GridColumn } from '../../../table/grid-model.ts'
import styles from '../contract.module.css'
import { signed } from '../Difference.tsx'
import { LineName } from '../LineName.tsx'
import { WasIs } from '../WasIs.tsx'
import { type ChangeRow, isChanged, problemsOf, rowTotal } from './change-draft.ts'

interface Props {
  readonly rows: readonly ChangeRow[]
  readonly currency: Currency
  readonly onChange: (rows: readonly ChangeRow[]) => void
  /** Of the whole contract, as it would be. */
  readonly beforeMinor: number
  /** Nothing while something typed is wrong. */
  readonly afterMinor: number | undefined
}

const typing = (row: ChangeRow, change: Partial<ChangeRow['typed']>): ChangeRow => ({
  ...row,
  typed: { ...row.typed, ...change },
})

const isNumber = (text: string) => /^\d+(\.\d+)?$/.test(text)
const isDate = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text)

/** The lines of the contract, as a spreadsheet: what is typed over is what changes. */
export function ChangeGrid({ rows, currency, onChange, beforeMinor, afterMinor }: Props) {
  const t = useT()
  const format = useFormat()
  const { counted } = useQuantities()
  const [onlyChanged, setOnlyChanged] = useState<ReadonlySet<string>>()

  const columns = useMemo((): readonly GridColumn<ChangeRow>[] => {
    const quantity = decimalColumn<ChangeRow>(format, {
      id: 'quantity',
      header: t('rfqs.quantity'),
      width: 180,
      get: ({ typed }) => typed.quantity,
      set: (row, text) => typing(row, { quantity: text }),
    })
    const unitPrice = decimalColumn<ChangeRow>(format, {
      id: 'unitPrice',
      header: t('approvals.unitPrice', { currency }),
      width: 170,
      least: 2,
      get: ({ typed }) => typed.unitPrice,
      set: (row, text) => typing(row, { unitPrice: text }),
    })
    const decimal = (text: string, least = 0) => (isNumber(text) ? format.decimal(text, least) : text)
    const quantityOf = ({ line }: ChangeRow, text: string) => (isNumber(text) ? counted(text, line.unit) : text)
    const date = (text: string) => (isDate(text) ? format.date(text) : text || '–')
    const amount = (amountMinor: number) => format.amount({ amountMinor, currency })
    const total = (row: ChangeRow) => rowTotal(row, currency)
    const was = (old: string, now: string) => (old === now ? undefined : `${t('changes.was')} ${old}`)
    return [
      {
        id: 'item',
        header: t('rfqs.line'),
        width: 190,
        get: ({ line }) => `${line.number} ${line.name}`,
        show: ({ line }) => <LineName line={line} />,
      },
      {
        ...quantity,
        // The unit stays: said once, it leaves room for what was.
        show: (row) => {
          const { line, typed } = row
          const was = line.quantity === typed.quantity ? undefined : decimal(line.quantity)
          return <WasIs was={was} is={quantityOf(row, typed.quantity)} />
        },
        hint: (row) => was(quantityOf(row, row.line.quantity), quantityOf(row, row.typed.quantity)),
      },
      {
        ...unitPrice,
        show: ({ line, typed }) => <WasIs was={decimal(line.unitPrice, 2)} is={decimal(typed.unitPrice, 2)} />,
        hint: ({ line, typed }) => was(decimal(line.unitPrice, 2), decimal(typed.unitPrice, 2)),
      },
      {
        id: 'deliverBy',
        header: t('rfqs.deliverBy'),
        width: 190,
        kind: 'date',
        get: ({ typed }) => typed.deliverBy,
        set: (row, text) => typing(row, { deliverBy: text.trim() }),
        show: ({ line, typed }) => <WasIs was={date(line.deliverBy ?? '')} is={date(typed.deliverBy)} />,
        hint: ({ line, typed }) => was(date(line.deliverBy ?? ''), date(typed.deliverBy)),
      },
      {
        id: 'total',
        header: t('awards.lineTotals', { currency }),
        width: 130,
        align: 'end',
        get: (row) => {
          const amountMinor = total(row)
          return amountMinor === undefined ? '' : amount(amountMinor)
        },
      },
      {
        id: 'difference',
        header: t('changes.difference'),
        width: 120,
        align: 'end',
        get: (row) => {
          const amountMinor = total(row)
          return amountMinor === undefined ? '' : signed(format, amountMinor - row.line.totalMinor, currency)
        },
      },
    ]
  }, [t, format, counted, currency])

  const errorsOf = (row: ChangeRow): CellErrors | undefined => {
    const problems = Object.entries(problemsOf(row))
    return problems.length === 0
      ? undefined
      : Object.fromEntries(problems.map(([column, problem]) => [column, t(`changes.${problem}`)]))
  }
  // Which lines are shown is settled when it is asked for: a line does not leave from under the hand that edits it.
  const shown = onlyChanged ? rows.filter(({ line }) => onlyChanged.has(line.number)) : rows
  const keep = (next: readonly ChangeRow[]) => {
    if (!onlyChanged) return onChange(next)
    const edited = new Map(next.map((row) => [row.line.number, row]))
    onChange(rows.map((row) => edited.get(row.line.number) ?? row))
  }
  const changed = rows.filter(isChanged).map(({ line }) => line.number)
  return (
    <div className={styles.change}>
      {rows.length > 10 && (
        <Checkbox
          label={t('changes.onlyChanged', { count: changed.length })}
          checked={onlyChanged !== undefined}
          disabled={!onlyChanged && changed.length === 0}
          onChange={({ currentTarget }) => setOnlyChanged(currentTarget.checked ? new Set(changed) : undefined)}
        />
      )}
      <Grid
        label={t('changes.lines')}
        columns={columns}
        rows={shown}
        rowKey={({ line }) => line.number}
        onChange={keep}
        errorsOf={errorsOf}
        rowsInSight={Math.min(14, Math.max(3, shown.length))}
        summary={[
          {
            id: 'total',
            label: t('contracts.total'),
            cells: {
              total: (
                <strong className="figures">
                  {afterMinor === undefined ? '–' : format.amount({ amountMinor: afterMinor, currency })}
                </strong>
              ),
              difference: (
                <span className="figures">{signed(format, (afterMinor ?? beforeMinor) - beforeMinor, currency)}</span>
              ),
            },
          },
        ]}
      />
    </div>
  )
}
