import type { Tender } from '../../../../../shared/contracts/tenders.ts'
import { isClosed } from '../../../../../shared/domain/rfq.ts'
import { useNow } from '../../../api/server-clock.ts'
import { useFormat, useT } from '../../../i18n/I18nProvider.tsx'
import { Deadline } from '../../../ui/Deadline.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Seal } from '../../../ui/Seal.tsx'
import styles from '../../bids/edit/bid.module.css'

/** Closed by the clock, or ended before. */
export const useIsOver = ({ status, terms }: Tender): boolean => {
  const now = useNow()
  return status !== 'open' || isClosed(terms.closesAt ?? '', new Date(now).toISOString())
}

/** Until when bids are taken, and what is true of their seal. */
export function Standing({ tender }: { readonly tender: Tender }) {
  const t = useT()
  const format = useFormat()
  const over = useIsOver(tender)
  const { closesAt, timeZone } = tender.terms
  const at = format.dateTimeIn(closesAt ?? '', timeZone)
  if (tender.cancelled) {
    return (
      <Notice title={t('tenders.cancelledOn', { at: format.dateTimeIn(tender.cancelled.at, timeZone) })}>
        <p>{tender.cancelled.reason}</p>
      </Notice>
    )
  }
  const statement = tender.opening
    ? t('tenders.opened', { at: format.dateTimeIn(tender.opening.openedAt, timeZone) })
    : over
      ? t('tenders.closedSealed', { at })
      : t('tenders.sealed', { at })
  return (
    <div className={styles.standing}>
      <Deadline at={closesAt ?? ''} timeZone={timeZone} label={t('tenders.closesIn')} overLabel={t('tenders.closed')} />
      <Seal open={tender.opening !== null} statement={statement} detail={over ? undefined : t('tenders.sealedHow')} />
    </div>
  )
}
