import type { RfqLine } from '../../../../shared/domain/rfq.ts'
import { useI18n } from '../../i18n/I18nProvider.tsx'
import { useQuantities } from '../../i18n/quantities.ts'
import { decimalColumn } from '../../table/decimal-column.tsx'
import { Grid } from '../../table/Grid.tsx'
import type { GridColumn } from '../../table/grid-model.ts'

/** The lines of an RFQ to be read; what is written stays the same on paper and on a phone. */
export function LinesTable({ lines }: { readonly lines: readonly RfqLine[] }) {
  const { t, format } = useI18n()
  const { unitName } = useQuantities()
  const hasReference = lines.some((line) => line.itemReference)
  const columns: GridColumn<RfqLine>[] = [
    { id: 'name', header: t('rfqs.line'), width: 260, get: (line) => `${line.number} ${line.name}` },
    decimalColumn<RfqLine>(format, {
      id: 'quantity',
      header: t('rfqs.quantity'),
      width: 90,
      get: (line) => line.quantity,
    }),
    { id: 'unit', header: t('rfqs.unit'), width: 90, get: ({ unit }) => unitName(unit) },
    {
      id: 'required',
      header: t('rfqs.required'),
      width: 90,
      get: ({ required }) => t('rfqs.requiredName', { required: String(required) }),
    },
    {
      id: 'deliverBy',
      header: t('rfqs.deliverBy'),
      width: 120,
      get: ({ deliverBy }) => (deliverBy ? format.date(deliverBy) : '–'),
    },
    ...(hasReference
      ? [
          {
            id: 'itemReference',
            header: t('rfqs.itemReference'),
            width: 130,
            get: (line: RfqLine) => line.itemReference ?? '',
          },
        ]
      : []),
    { id: 'description', header: t('rfqs.description'), width: 340, get: ({ description }) => description },
  ]
  return (
    <Grid
      label={t('rfqs.lines')}
      columns={columns}
      rows={lines}
      rowKey={({ number }) => number}
      rowsInSight={Math.min(12, Math.max(3, lines.length))}
    />
  )
}
