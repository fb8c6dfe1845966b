import { useNavigate } from '@tanstack/react-router'
import type { ComparedBid } from '../../../../shared/contracts/awards.ts'
import type { Rfq, RfqLine } from '../../../../shared/domain/rfq.ts'
import { useI18n } from '../../i18n/I18nProvider.tsx'
import { links } from '../../links.ts'
import { AppTable, type Column } from '../../table/AppTable.tsx'
import { ActButton } from '../../ui/ActButton.tsx'
import { Delta } from '../../ui/Delta.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Money } from '../../ui/Money.tsx'
import { useWhyNot } from '../rfqs/standing.tsx'
import styles from './awards.module.css'
import { BidNotes } from './BidNotes.tsx'
import { BidStanding, isRanked } from './bid-standing.tsx'
import { useAwardStands } from './use-award-stands.ts'

interface Props {
  readonly rfq: Rfq
  readonly bids: readonly ComparedBid[]
  readonly lines: readonly RfqLine[]
  readonly currency: string
  readonly onDisqualify: (bid: ComparedBid) => void
}

/** One row per bid: its rank, what is compared, and how far it is from the best. */
export function BidsTable({ rfq, bids, lines, currency, onDisqualify }: Props) {
  const { t, format } = useI18n()
  const navigate = useNavigate()
  const whyNot = useWhyNot(rfq)
  const stands = useAwardStands(rfq)
  const best = bids.find(isRanked)?.ranking.comparedMinor ?? 0
  const money = (amountMinor: number) => <Money value={{ amountMinor, currency }} bare />

  const columns: Column<ComparedBid>[] = [
    {
      id: 'supplier',
      header: t('awards.supplier'),
      cell: ({ supplierName, receivedAt, version, validityDays }) => (
        <div>
          {supplierName}
          <p className={styles.fine} title={format.exactIn(receivedAt, rfq.terms.timeZone)}>
            {t('awards.receivedWith', {
              at: format.dateIn(receivedAt, rfq.terms.timeZone),
              version,
              days: validityDays ?? 0,
            })}
          </p>
        </div>
      ),
    },
    { id: 'rank', header: t('awards.rank'), cell: (bid) => <BidStanding bid={bid} /> },
    {
      id: 'compared',
      header: t('awards.compared', { currency }),
      align: 'end',
      cell: ({ ranking }) =>
        ranking ? (
          <>
            <strong>{money(ranking.comparedMinor)}</strong>
            {ranking.aboveBestMinor > 0 && (
              <p className={styles.fine}>
                +{money(ranking.aboveBestMinor)} (<Delta from={best} to={ranking.comparedMinor} />)
              </p>
            )}
          </>
        ) : (
          '–'
        ),
    },
    {
      id: 'total',
      header: t('awards.allLines', { currency }),
      align: 'end',
      cell: ({ totalMinor }) => (totalMinor === null ? '–' : money(totalMinor)),
    },
    {
      id: 'gaps',
      header: t('awards.gaps'),
      align: 'end',
      cell: ({ gaps }) => (gaps === 0 ? '–' : t('rfqs.lineCount', { count: gaps })),
    },
    {
      id: 'acts',
      header: t('awards.acts'),
      align: 'end',
      cell: (bid) => (
        <div className={`${styles.acts} no-print`}>
          <ActButton
            size="xs"
            disabledReason={whyNot('disqualify') ?? (isRanked(bid) ? stands : t('awards.notInRanking'))}
            onClick={() => onDisqualify(bid)}
          >
            {t('awards.disqualify')}
          </ActButton>
          <ActButton
            size="xs"
            disabledReason={whyNot('proposeAward') ?? (isRanked(bid) ? undefined : t('awards.notInRanking'))}
            onClick={() => void navigate({ ...links.award(rfq), search: { propose: bid.supplierId } })}
          >
            {t('awards.proposeThis')}
          </ActButton>
        </div>
      ),
    },
  ]
  return (
    <>
      <AppTable
        label={t('awards.bidsByRank')}
        columns={columns}
        pages={{
          rows: bids,
          error: null,
          retry: () => undefined,
          hasMore: false,
          loadMore: () => undefined,
          loadingMore: false,
        }}
        rowKey={({ supplierId }) => supplierId}
        empty={
          <EmptyState title={t('awards.noBids')}>{rfq.status === 'evaluation' && t('awards.noBidsHint')}</EmptyState>
        }
      />
      <BidNotes bids={bids} lines={lines} />
    </>
  )
}
