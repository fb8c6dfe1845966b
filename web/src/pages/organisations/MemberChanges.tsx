import { listMemberChanges } from '../../../../shared/contracts/organisations.ts'
import type { MemberChange } from '../../../../shared/domain/party.ts'
import { useI18n } from '../../i18n/I18nProvider.tsx'
import { AppTable, type Column } from '../../table/AppTable.tsx'
import { usePages } from '../../table/use-pages.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Section } from '../../ui/Section.tsx'
import styles from './organisation.module.css'

/** Who invited and removed whom, who joined or declined, and who gave or took the administrator's right. */
export function MemberChanges() {
  const { t, format } = useI18n()
  const changes = usePages(listMemberChanges)
  const columns: Column<MemberChange>[] = [
    {
      id: 'what',
      header: t('organisation.memberChange'),
      cell: ({ kind, member }) => t('organisation.memberChangedTo', { kind, name: member.name || member.email }),
    },
    {
      id: 'at',
      header: t('policy.savedAt'),
      cell: ({ at, by }) => (
        <>
          {format.dateTime(at)}
          <br />
          <span className={styles.fine}>{by.name || by.email}</span>
        </>
      ),
    },
  ]
  return (
    <Section title={t('organisation.memberChanges')} flush>
      <AppTable
        label={t('organisation.memberChangesList')}
        columns={columns}
        pages={changes}
        rowKey={({ at, member }) => `${at} ${member.email}`}
        empty={<EmptyState title={t('organisation.noMemberChanges')} />}
      />
    </Section>
  )
}
