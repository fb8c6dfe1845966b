import { useMemo } from 'react'
import type { ApprovalSections } from '../../../../../shared/domain/approval-sections.ts'
import { useFormat, useT } from '../../../i18n/I18nProvider.tsx'
import { Grid } from '../../../table/Grid.tsx'
import type { GridColumn } from '../../../table/grid-model.ts'

type Lines<S extends 'what' | 'price' | 'delivery'> = ApprovalSections[S]['lines']
const inSight = (count: number) => Math.min(10, Math.max(3, count))

export function WhatLines({ lines }: { readonly lines: Lines<'what'> }) {
  const t = useT()
  const format = useFormat()
  const columns = useMemo<GridColumn<Lines<'what'>[number]>[]>(
    () => [
      { id: 'line', header: t('rfqs.line'), width: 240, get: ({ number, name }) => `${number} ${name}` },
      {
        id: 'quantity',
        header: t('rfqs.quantity'),
        width: 130,
        align: 'end',
        get: ({ quantity, unit }) => `${format.decimal(quantity)} ${t('rfqs.unitName', { code: unit })}`,
      },
      { id: 'description', header: t('rfqs.description'), width: 320, get: ({ description }) => description },
    ],
    [t, format],
  )
  return (
    <Grid
      label={t('approvals.lines')}
      columns={columns}
      rows={lines}
      rowKey={({ number }) => number}
      rowsInSight={inSight(lines.length)}
    />
  )
}

export function PriceLines({ lines, currency }: { readonly lines: Lines<'price'>; readonly currency: string }) {
  const t = useT()
  const format = useFormat()
  const columns = useMemo<GridColumn<Lines<'price'>[number]>[]>(
    () => [
      { id: 'line', header: t('rfqs.line'), width: 100, get: ({ number }) => number },
      {
        id: 'price',
        header: t('approvals.unitPrice', { currency }),
        width: 170,
        align: 'end',
        get: ({ unitPrice, priceBase }) =>
          `${format.decimal(unitPrice, 2)}${priceBase && priceBase !== '1' ? ` / ${format.decimal(priceBase)}` : ''}`,
      },
      {
        id: 'total',
        header: t('awards.lineTotals', { currency }),
        width: 170,
        align: 'end',
        get: ({ totalMinor }) => format.amount({ amountMinor: totalMinor, currency }),
      },
    ],
    [t, format, currency],
  )
  return (
    <Grid
      label={t('awards.pricesByLine')}
      columns={columns}
      rows={lines}
      rowKey={({ number }) => number}
      rowsInSight={inSight(lines.length)}
    />
  )
}

export function DeliveryLines({ lines }: { readonly lines: Lines<'delivery'> }) {
  const t = useT()
  const format = useFormat()
  const columns = useMemo<GridColumn<Lines<'delivery'>[number]>[]>(
    () => [
      { id: 'line', header: t('rfqs.line'), width: 100, get: ({ number }) => number },
      {
        id: 'delivered',
        header: t('approvals.delivered'),
        width: 260,
        get: ({ deliverBy, deliveryDays }) =>
          [
            deliverBy && t('approvals.deliverBy', { date: format.date(deliverBy) }),
            deliveryDays !== undefined && t('approvals.deliveryDays', { days: deliveryDays }),
          ]
            .filter((one) => typeof one === 'string')
            .join(', ') || '–',
      },
    ],
    [t, format],
  )
  return (
    <Grid
      label={t('approvals.delivered')}
      columns={columns}
      rows={lines}
      rowKey={({ number }) => number}
      rowsInSight={inSight(lines.length)}
    />
  )
}

type Ranked = ApprovalSections['price']['ranking'][number]

export function Ranking({ ranking, currency }: { readonly ranking: readonly Ranked[]; readonly currency: string }) {
  const t = useT()
  const format = useFormat()
  const columns = useMemo<GridColumn<Ranked>[]>(() => {
    const amount = (amountMinor: number) => format.amount({ amountMinor, currency })
    return [
      { id: 'rank', header: t('awards.rank'), width: 90, get: ({ rank }) => String(rank) },
      { id: 'supplier', header: t('awards.supplier'), width: 200, get: ({ supplierName }) => supplierName },
      {
        id: 'compared',
        header: t('awards.compared', { currency }),
        width: 170,
        align: 'end',
        get: ({ comparedMinor }) => amount(comparedMinor),
      },
      {
        id: 'above',
        header: t('awards.aboveBest'),
        width: 150,
        align: 'end',
        get: ({ aboveBestMinor }) => (aboveBestMinor > 0 ? `+${amount(aboveBestMinor)}` : '–'),
      },
    ]
  }, [t, format, currency])
  return (
    <Grid
      label={t('awards.bidsByRank')}
      columns={columns}
      rows={ranking}
      rowKey={({ rank, supplierName }) => `${rank} ${supplierName}`}
      rowsInSight={inSight(ranking.length)}
    />
  )
}
