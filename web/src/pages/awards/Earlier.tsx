import type { AwardView } from '../../../../shared/contracts/awards.ts'
import type { Rfq } from '../../../../shared/domain/rfq.ts'
import { useFormat, useT } from '../../i18n/I18nProvider.tsx'
import { Section } from '../../ui/Section.tsx'
import { AwardBadge } from './AwardBadge.tsx'
import { History } from './approval/History.tsx'
import { Stages } from './approval/Stages.tsx'
import styles from './awards.module.css'

/** Proposals that were replaced: kept with every opinion on them. */
export function Earlier({ rfq, views }: { readonly rfq: Rfq; readonly views: readonly AwardView[] }) {
  const t = useT()
  const format = useFormat()
  const { rfqId } = rfq
  const { timeZone } = rfq.terms
  return (
    <Section title={t('awards.earlier')} count={views.length}>
      {views.map((view) => {
        const { number, supplierName, totalMinor, currency, proposedAt, reason } = view.award
        return (
          <details key={number} className={styles.earlier}>
            <summary>
              {t('awards.proposedTo', { number })} {supplierName}, {format.money({ amountMinor: totalMinor, currency })}{' '}
              · {format.dateTimeIn(proposedAt, timeZone)} <AwardBadge status={view.approval.status} />
            </summary>
            <div>
              <p className={styles.prose}>{reason}</p>
            </div>
            <div>
              <Stages rfqId={rfqId} seen={view} timeZone={timeZone} readOnly />
            </div>
            <div>
              <History rfqId={rfqId} seen={view} timeZone={timeZone} />
            </div>
          </details>
        )
      })}
    </Section>
  )
}
