import { useMemo } from 'react'
import type { ChangedLine } from '../../../../shared/domain/contract-change.ts'
import type { Currency } from '../../../../shared/domain/money.ts'
import { useFormat, useT } from '../../i18n/I18nProvider.tsx'
import { useQuantities } from '../../i18n/quantities.ts'
import { Grid } from '../../table/Grid.tsx'
import type { GridColumn } from '../../table/grid-model.ts'
import { signed } from './Difference.tsx'
import { LineName } from './LineName.tsx'
import { WasIs } from './WasIs.tsx'

interface Props {
  readonly label: string
  readonly lines: readonly ChangedLine[]
  readonly currency: Currency
}

const inSight = (count: number) => Math.min(10, Math.max(2, count))

/** The lines a change concerns, each as it was and as it is to be. */
export function ChangedLines({ label, lines, currency }: Props) {
  const t = useT()
  const format = useFormat()
  const { counted } = useQuantities()
  const isDelivery = lines.some(({ before, after }) => before.deliverBy !== after.deliverBy)
  const columns = useMemo<GridColumn<ChangedLine>[]>(() => {
    const both = (
      id: string,
      header: string,
      width: number,
      say: (terms: ChangedLine['before']) => string,
    ): GridColumn<ChangedLine> => ({
      id,
      header,
      width,
      align: 'end',
      get: ({ after }) => say(after),
      show: ({ before, after }) => <WasIs was={say(before)} is={say(after)} />,
    })
    const quantityOf = ({ after, unit }: ChangedLine) => counted(after.quantity, unit)
    return [
      {
        id: 'line',
        header: t('rfqs.line'),
        width: 180,
        get: ({ number, name }) => `${number} ${name}`,
        show: (line) => <LineName line={line} />,
      },
      {
        id: 'quantity',
        header: t('rfqs.quantity'),
        width: 150,
        align: 'end',
        get: quantityOf,
        // The unit stays: said once, it leaves room for what was.
        show: (line) => (
          <WasIs
            was={line.before.quantity === line.after.quantity ? undefined : format.decimal(line.before.quantity)}
            is={quantityOf(line)}
          />
        ),
      },
      both('price', t('approvals.unitPrice', { currency }), 150, ({ unitPrice }) => format.decimal(unitPrice, 2)),
      // Most changes leave the dates alone.
      ...(isDelivery
        ? [both('deliverBy', t('rfqs.deliverBy'), 160, ({ deliverBy }) => (deliverBy ? format.date(deliverBy) : '–'))]
        : []),
      both('total', t('awards.lineTotals', { currency }), 200, ({ totalMinor }) =>
        format.amount({ amountMinor: totalMinor, currency }),
      ),
      {
        id: 'difference',
        header: t('changes.difference'),
        width: 120,
        align: 'end',
        get: ({ before, after }) => signed(format, after.totalMinor - before.totalMinor, currency),
      },
    ]
  }, [t, format, counted, currency, isDelivery])
  return (
    <Grid
      label={label}
      columns={columns}
      rows={lines}
      rowKey={({ number }) => number}
      rowsInSight={inSight(lines.length)}
    />
  )
}
