import { SegmentedControl } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { ComparedBid, ComparisonCell } from '../../../../shared/contracts/awards.ts'
import type { RfqLine } from '../../../../shared/domain/rfq.ts'
import { useI18n } from '../../i18n/I18nProvider.tsx'
import { useQuantities } from '../../i18n/quantities.ts'
import { Grid, type SummaryRow } from '../../table/Grid.tsx'
import type { GridColumn } from '../../table/grid-model.ts'
import { Section } from '../../ui/Section.tsx'
import styles from './awards.module.css'
import { isRanked } from './bid-standing.tsx'

interface Props {
  readonly lines: readonly RfqLine[]
  readonly bids: readonly ComparedBid[]
  readonly currency: string
}
type Shown = 'total' | 'unit' | 'delivery'
interface Row {
  readonly line: RfqLine
  readonly index: number
}

/** Lines × bids: the best of each line by word and weight, gaps and no-bids said, totals always in sight. */
export function LinesByBid({ lines, bids, currency }: Props) {
  const { t, format } = useI18n()
  const { counted } = useQuantities()
  const [shown, setShown] = useState<Shown>('total')
  const rows = useMemo(() => lines.map((line, index) => ({ line, index })), [lines])

  const columns = useMemo<GridColumn<Row>[]>(() => {
    const offer = (cell: Exclude<ComparisonCell, null | 'noBid'>) => {
      if (shown === 'delivery')
        return cell.deliveryDays === undefined ? '–' : t('approvals.deliveryDays', { days: cell.deliveryDays })
      if (shown === 'total') return format.amount({ amountMinor: cell.totalMinor, currency })
      const base = cell.priceBase && cell.priceBase !== '1' ? ` / ${format.decimal(cell.priceBase)}` : ''
      return `${format.decimal(cell.unitPrice, 2)}${base}`
    }
    const say = (cell: ComparisonCell | undefined) => {
      if (cell === null || cell === undefined) return t('awards.gap')
      return cell === 'noBid' ? t('awards.noBid') : offer(cell)
    }
    const show = (cell: ComparisonCell | undefined) => {
      if (cell === null || cell === undefined || cell === 'noBid')
        return <span className={styles.quiet}>{say(cell)}</span>
      if (!cell.best || shown === 'delivery') return offer(cell)
      return (
        <span className={styles.best}>
          <span className={styles.word}>{t('awards.best')}</span>
          {offer(cell)}
        </span>
      )
    }
    return [
      { id: 'line', header: t('rfqs.line'), width: 250, get: ({ line }) => `${line.number} ${line.name}` },
      {
        id: 'quantity',
        header: t('rfqs.quantity'),
        width: 150,
        align: 'end',
        get: ({ line }) => counted(line.quantity, line.unit),
      },
      ...bids.map(
        (bid): GridColumn<Row> => ({
          id: bid.supplierId,
          header: bid.supplierName,
          width: 150,
          align: 'end',
          get: ({ index }) => say(bid.cells[index]),
          show: ({ index }) => show(bid.cells[index]),
        }),
      ),
    ]
  }, [bids, shown, currency, t, format, counted])

  const of = (say: (bid: ComparedBid) => string) => Object.fromEntries(bids.map((bid) => [bid.supplierId, say(bid)]))
  const amount = (amountMinor: number) => format.amount({ amountMinor, currency })
  const best = bids.find(isRanked)?.ranking.comparedMinor ?? 0
  const summary: SummaryRow[] = [
    {
      id: 'compared',
      label: t('awards.compared', { currency }),
      cells: of(({ ranking }) => (ranking ? amount(ranking.comparedMinor) : '–')),
    },
    {
      id: 'above',
      label: t('awards.aboveBest'),
      cells: of(({ ranking }) =>
        ranking && ranking.aboveBestMinor > 0 ? format.percent(ranking.aboveBestMinor / best, true) : '–',
      ),
    },
    {
      id: 'total',
      label: t('awards.allLines', { currency }),
      cells: of(({ totalMinor }) => (totalMinor === null ? '–' : amount(totalMinor))),
    },
    {
      id: 'rank',
      label: t('awards.rank'),
      cells: of(({ ranking }) => (ranking ? String(ranking.rank) : t('awards.outOfRanking'))),
    },
  ]
  return (
    <Section
      title={t('awards.byLine')}
      flush
      actions={
        <SegmentedControl<Shown>
          size="xs"
          classNames={{ root: styles.switch ?? '', indicator: styles.chosen ?? '' }}
          aria-label={t('awards.shown')}
          value={shown}
          onChange={setShown}
          data={[
            { value: 'total', label: t('awards.lineTotals', { currency }) },
            { value: 'unit', label: t('awards.unitPrices', { currency }) },
            { value: 'delivery', label: t('awards.delivery') },
          ]}
        />
      }
    >
      <Grid
        label={t('awards.pricesByLine')}
        columns={columns}
        rows={rows}
        rowKey={({ line }) => line.number}
        summary={summary}
        rowsInSight={Math.min(18, Math.max(4, rows.length))}
      />
    </Section>
  )
}
