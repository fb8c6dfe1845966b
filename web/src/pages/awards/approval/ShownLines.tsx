import { useMemo } from 'react'
import type { ApprovalSections } from '../../../../../shared/domain/approval-sections.ts'
import { useFormat, useT } from '../../../i18n/I18nProvider.tsx'
import { useQuantities } from '../../../i18n/quantities.ts'
import { Grid } from '../../../table/Grid.tsx'
import type { GridColumn } from '../../../table/grid-model.ts'
import { WasIs } from '../../contracts/WasIs.tsx'

type Lines<S extends 'what' | 'price' | 'delivery'> = ApprovalSections[S]['lines']
const byNumber = <L extends { number: string }>(lines: readonly L[] = []) =>
  new Map(lines.map((line) => [line.number, line]))
const inSight = (count: number) => Math.min(10, Math.max(3, count))

interface WhatProps {
  readonly lines: Lines<'what'>
  readonly before: ApprovalSections['what']['before']
}

export function WhatLines({ lines, before }: WhatProps) {
  const t = useT()
  const { counted } = useQuantities()
  const columns = useMemo<GridColumn<Lines<'what'>[number]>[]>(() => {
    const was = byNumber(before)
    return [
      { id: 'line', header: t('rfqs.line'), width: 240, get: ({ number, name }) => `${number} ${name}` },
      {
        id: 'quantity',
        header: t('rfqs.quantity'),
        width: before ? 200 : 130,
        align: 'end',
        get: ({ quantity, unit }) => counted(quantity, unit),
        show: ({ number, quantity, unit }) => {
          const old = was.get(number)
          return <WasIs was={old && counted(old.quantity, unit)} is={counted(quantity, unit)} />
        },
      },
      { id: 'description', header: t('rfqs.description'), width: 320, get: ({ description }) => description },
      ...(lines.some(({ note }) => note)
        ? [
            {
              id: 'note',
              header: t('approvals.bidNote'),
              width: 320,
              get: ({ note }: Lines<'what'>[number]) => note ?? '',
            },
          ]
        : []),
    ]
  }, [t, counted, lines, before])
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

interface PriceProps {
  readonly lines: Lines<'price'>
  readonly before: ApprovalSections['price']['before']
  readonly currency: string
}

export function PriceLines({ lines, before, currency }: PriceProps) {
  const t = useT()
  const format = useFormat()
  const columns = useMemo<GridColumn<Lines<'price'>[number]>[]>(() => {
    const was = byNumber(before?.lines)
    const price = (unitPrice: string, priceBase: string | undefined) =>
      `${format.decimal(unitPrice, 2)}${priceBase && priceBase !== '1' ? ` / ${format.decimal(priceBase)}` : ''}`
    const amount = (amountMinor: number) => format.amount({ amountMinor, currency })
    return [
      { id: 'line', header: t('rfqs.line'), width: 100, get: ({ number }) => number },
      {
        id: 'price',
        header: t('approvals.unitPrice', { currency }),
        width: before ? 220 : 170,
        align: 'end',
        get: ({ unitPrice, priceBase }) => price(unitPrice, priceBase),
        show: ({ number, unitPrice, priceBase }) => {
          const old = was.get(number)
          return <WasIs was={old && price(old.unitPrice, priceBase)} is={price(unitPrice, priceBase)} />
        },
      },
      {
        id: 'total',
        header: t('awards.lineTotals', { currency }),
        width: before ? 240 : 170,
        align: 'end',
        get: ({ totalMinor }) => amount(totalMinor),
        show: ({ number, totalMinor }) => {
          const old = was.get(number)
          return <WasIs was={old && amount(old.totalMinor)} is={amount(totalMinor)} />
        },
      },
    ]
  }, [t, format, before, currency])
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

interface DeliveryProps {
  readonly lines: Lines<'delivery'>
  readonly before: ApprovalSections['delivery']['before']
}

export function DeliveryLines({ lines, before }: DeliveryProps) {
  const t = useT()
  const format = useFormat()
  const columns = useMemo<GridColumn<Lines<'delivery'>[number]>[]>(() => {
    const was = byNumber(before)
    const say = ({ deliverBy, deliveryDays }: Pick<Lines<'delivery'>[number], 'deliverBy' | 'deliveryDays'>) =>
      [
        deliverBy && t('approvals.deliverBy', { date: format.date(deliverBy) }),
        deliveryDays !== undefined && t('approvals.deliveryDays', { days: deliveryDays }),
      ]
        .filter((one) => typeof one === 'string')
        .join(', ') || '–'
    return [
      { id: 'line', header: t('rfqs.line'), width: 100, get: ({ number }) => number },
      {
        id: 'delivered',
        header: t('approvals.delivered'),
        width: before ? 360 : 260,
        get: say,
        show: (line) => {
          const old = was.get(line.number)
          return <WasIs was={old && say({ ...line, deliverBy: old.deliverBy })} is={say(line)} />
        },
      },
    ]
  }, [t, format, before])
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
