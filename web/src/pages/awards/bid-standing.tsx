import type { ComparedBid } from '../../../../shared/contracts/awards.ts'
import { useT } from '../../i18n/I18nProvider.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import styles from './awards.module.css'

/** A bid that stands in the ranking. */
export type Ranked = ComparedBid & { readonly ranking: NonNullable<ComparedBid['ranking']> }
export const isRanked = (bid: ComparedBid): bid is Ranked => bid.ranking !== null

/** What a bid is worth in the comparison: its rank, or why it has none. */
export function BidStanding({ bid }: { readonly bid: ComparedBid }) {
  const t = useT()
  if (bid.disqualified) {
    return (
      <div className={styles.standing}>
        <StatusBadge tone="danger">{t('awards.disqualified')}</StatusBadge>
        <span className={styles.fine}>{bid.disqualified.reason}</span>
      </div>
    )
  }
  if (bid.finding.kind === 'invalid') {
    return (
      <div className={styles.standing}>
        <StatusBadge tone="danger">{t('awards.invalid')}</StatusBadge>
        <ul className={styles.causes}>
          {bid.finding.causes.slice(0, 5).map(({ code, line, at }) => (
            <li key={`${code} ${line ?? ''} ${at ?? ''}`}>{t('awards.cause', { code, line: line ?? 'none' })}</li>
          ))}
          {bid.finding.causes.length > 5 && <li>{t('awards.moreCauses', { count: bid.finding.causes.length - 5 })}</li>}
        </ul>
      </div>
    )
  }
  if (!bid.ranking) return <>–</>
  const { rank, tied } = bid.ranking
  return (
    <span>
      {rank === 1 ? <strong>{t('awards.rankFirst')}</strong> : rank}
      {tied && <span className={styles.fine}> {t('awards.tied')}</span>}
    </span>
  )
}
