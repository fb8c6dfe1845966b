import { listInvitations } from '../../../../../shared/contracts/rfqs.ts'
import type { Rfq } from '../../../../../shared/domain/rfq.ts'
import { useQueryOf } from '../../../api/use-api.ts'
import { useFormat, useT } from '../../../i18n/I18nProvider.tsx'
import { QueryState } from '../../../ui/QueryState.tsx'
import { Section } from '../../../ui/Section.tsx'
import { StatusBadge } from '../../../ui/StatusBadge.tsx'
import styles from './live.module.css'

/** Who was invited and who declined. Before the opening nothing else is known, and nothing else is shown. */
export function Invitations({ rfq }: { readonly rfq: Rfq }) {
  const t = useT()
  const format = useFormat()
  const invitations = useQueryOf(listInvitations, { params: { rfqId: rfq.rfqId } })
  const { timeZone } = rfq.terms
  if (rfq.terms.method === 'open') {
    return (
      <Section id="invitations" title={t('rfqs.invited')}>
        <p className={styles.prose}>{t('rfqs.openToAll')}</p>
      </Section>
    )
  }
  return (
    <Section
      id="invitations"
      title={t('rfqs.invited')}
      {...(invitations.data ? { count: invitations.data.items.length } : {})}
      hint={rfq.status === 'open' ? t('rfqs.invitedHint') : undefined}
    >
      <QueryState query={invitations}>
        {({ items }) => (
          <ul className={styles.entries}>
            {items.map(({ email, invitedAt, declined }) => (
              <li key={email} className={styles.entry}>
                <div className={styles.split}>
                  <span>{email}</span>
                  {declined && <StatusBadge tone="quiet">{t('rfqs.declined')}</StatusBadge>}
                </div>
                {declined ? (
                  <>
                    <p>{t('rfqs.declineReason', { reason: declined.reason })}</p>
                    {declined.words && <p className={styles.prose}>{declined.words}</p>}
                    <p className={styles.fine}>{format.dateTimeIn(declined.at, timeZone)}</p>
                  </>
                ) : (
                  <p className={styles.fine}>{t('rfqs.invitedAt', { at: format.dateTimeIn(invitedAt, timeZone) })}</p>
                )}
              </li>
            ))}
          </ul>
        )}
      </QueryState>
    </Section>
  )
}
