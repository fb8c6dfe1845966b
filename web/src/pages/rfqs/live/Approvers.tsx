import { Link } from '@tanstack/react-router'
import { listStakeholders } from '../../../../../shared/contracts/organisations.ts'
import { stakeholderRoles } from '../../../../../shared/domain/party.ts'
import { useQueryOf } from '../../../api/use-api.ts'
import { useT } from '../../../i18n/I18nProvider.tsx'
import { links } from '../../../links.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { QueryState } from '../../../ui/QueryState.tsx'
import { Section } from '../../../ui/Section.tsx'
import styles from './live.module.css'

/** Who will be asked when an award is proposed, as it stands today, and which role nobody holds. */
export function Approvers() {
  const t = useT()
  const stakeholders = useQueryOf(listStakeholders, {})
  return (
    <Section id="approvers" title={t('rfqs.approvers')} hint={t('rfqs.approversHint')}>
      <QueryState query={stakeholders}>
        {({ items }) => {
          const held = items.filter(({ active }) => active)
          const missing = stakeholderRoles.filter((role) => !held.some((one) => one.role === role))
          return (
            <>
              {missing.length > 0 && (
                <Notice tone="due" title={t('rfqs.rolesMissing', { count: missing.length })}>
                  <p>
                    <Link {...links.organisation}>{t('rfqs.nameStakeholders')}</Link>
                  </p>
                </Notice>
              )}
              <ul className={styles.entries}>
                {stakeholderRoles.map((role) => (
                  <li key={role} className={`${styles.entry} ${styles.split}`}>
                    <span>{t('rfqs.roleName', { role })}</span>
                    <span className={styles.fine}>
                      {held
                        .filter((one) => one.role === role)
                        .map(({ name }) => name)
                        .join(', ') || t('rfqs.nobody')}
                    </span>
                  </li>
                ))}
              </ul>
            </>
          )
        }}
      </QueryState>
    </Section>
  )
}
