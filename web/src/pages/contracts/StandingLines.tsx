import { useMemo } from 'react'
import type { ContractCopy } from '../../../../shared/domain/contract.ts'
import type { ChangedLine } from '../../../../shared/domain/contract-change.ts'
import { useFormat, useT } from '../../i18n/I18nProvider.tsx'
import { useQuantities } from '../../i18n/quantities.ts'
import { Grid } from '../../table/Grid.tsx'
import type { GridColumn } from '../../table/grid-model.ts'
import { Section } from '../../ui/Section.tsx'
import { LineName } from './LineName.tsx'
import { type StandingLine, standingLines } from './standing-lines.ts'
import { WasIs } from './WasIs.tsx'

/** The lines of a contract as they stand, those that were changed with what they were. */
export function StandingLines({ contract }: { readonly contract: ContractCopy }) {
  const t = useT()
  const format = useFormat()
  const { counted } = useQuantities()
  const { currency, changes, totalMinor } = contract
  const rows = useMemo(() => standingLines(contract), [contract])
  const columns = useMemo<GridColumn<StandingLine>[]>(() => {
    type Terms = Pick<ChangedLine['before'], 'quantity' | 'unitPrice' | 'totalMinor' | 'deliverBy'>
    const column = (
      id: string,
      header: string,
      width: number,
      say: (terms: Terms, row: StandingLine) => string,
    ): GridColumn<StandingLine> => ({
      id,
      header,
      width,
      align: 'end',
      get: (row) => say(row.line, row),
      show: (row) => <WasIs was={row.was && say(row.was, row)} is={say(row.line, row)} />,
    })
    const quantityOf = ({ line }: StandingLine) => counted(line.quantity, line.unit)
    const price = ({ unitPrice }: Terms, base: string | undefined) =>
      `${format.decimal(unitPrice, 2)}${base && base !== '1' ? ` / ${format.decimal(base)}` : ''}`
    return [
      {
        id: 'line',
        header: t('rfqs.line'),
        width: 210,
        get: ({ line }) => `${line.number} ${line.name}`,
        show: ({ line }) => <LineName line={line} />,
      },
      {
        id: 'quantity',
        header: t('rfqs.quantity'),
        width: 170,
        align: 'end',
        get: quantityOf,
        // The unit stays: said once, it leaves room for what was.
        show: (row) => (
          <WasIs
            was={row.was && row.was.quantity !== row.line.quantity ? format.decimal(row.was.quantity) : undefined}
            is={quantityOf(row)}
          />
        ),
      },
      column('price', t('approvals.unitPrice', { currency }), 170, (terms, { line }) => price(terms, line.priceBase)),
      column('deliverBy', t('rfqs.deliverBy'), 200, ({ deliverBy }, { line: { deliveryDays } }) => {
        if (deliverBy) return format.date(deliverBy)
        return deliveryDays === undefined ? '–' : t('approvals.deliveryDays', { days: deliveryDays })
      }),
      column('total', t('awards.lineTotals', { currency }), 210, (terms) =>
        format.amount({ amountMinor: terms.totalMinor, currency }),
      ),
    ]
  }, [t, format, counted, currency])
  return (
    <Section
      id="lines"
      title={t('changes.standingLines')}
      count={rows.length}
      hint={changes.length > 0 ? t('changes.standingHint') : undefined}
      flush
    >
      <Grid
        label={t('changes.standingLines')}
        columns={columns}
        rows={rows}
        rowKey={({ line }) => line.number}
        rowsInSight={Math.min(12, Math.max(3, rows.length))}
        summary={[
          {
            id: 'total',
            label: t('contracts.total'),
            cells: {
              total: <strong className="figures">{format.amount({ amountMinor: totalMinor, currency })}</strong>,
            },
          },
        ]}
      />
    </Section>
  )
}
