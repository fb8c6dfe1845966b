import { useMemo, useState } from 'react'
import { listStakeholderChanges } from '../../../../../shared/contracts/organisations.ts'
import { getPolicyVersion, type KeptPolicy, listPolicyVersions } from '../../../../../shared/contracts/policies.ts'
import type { Stakeholder, StakeholderChange } from '../../../../../shared/domain/party.ts'
import type { PolicyVersion } from '../../../../../shared/domain/policy.ts'
import { useApi } from '../../../api/use-api.ts'
import { useI18n } from '../../../i18n/I18nProvider.tsx'
import { AppTable, type Column } from '../../../table/AppTable.tsx'
import { usePages } from '../../../table/use-pages.ts'
import { ActButton } from '../../../ui/ActButton.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { Section } from '../../../ui/Section.tsx'
import { toast } from '../../../ui/toast.tsx'
import styles from './approvals.module.css'
import { ChangesDialog } from './ChangesDialog.tsx'
import { termsOf } from './policy-edit.ts'
import type { Earlier } from './use-policy-draft.ts'
import { usePolicyWords } from './words.ts'

interface Props {
  readonly policy: KeptPolicy
  readonly stakeholders: readonly Stakeholder[]
  /** To start from an earlier version, or to read it. */
  readonly onLook: (at: Earlier) => void
  readonly mayChange: boolean
}

const nameOf = ({ name, email }: { name: string; email: string }) => name || email

/** Who changed the policy and the stakeholders, and when. */
export function History({ policy, stakeholders, onLook, mayChange }: Props) {
  const { t, format } = useI18n()
  const words = usePolicyWords(stakeholders)
  const call = useApi()
  const versions = usePages(listPolicyVersions)
  const changes = usePages(listStakeholderChanges)
  const { version: current } = policy
  const [compared, setCompared] = useState<number>()

  const versionColumns = useMemo((): Column<PolicyVersion>[] => {
    const start = async (version: number) => {
      const answer = await call(getPolicyVersion, { params: { version } })
      if (!answer.ok) return
      onLook({ version, terms: termsOf(answer.value) })
      if (mayChange) toast(t('policy.versionTaken', { version: String(version) }))
    }
    return [
      {
        id: 'version',
        header: t('policy.version'),
        cell: ({ version }) => (
          <span className={styles.acts}>
            {version === current ? `${version}, ${t('policy.theHoldsNow')}` : version}
            <ActButton
              size="compact-xs"
              aria-label={t('policy.changedIn', { version: String(version) })}
              onClick={() => setCompared(version)}
            >
              {t('policy.whatChanged')}
            </ActButton>
            {version !== current && (
              <ActButton
                size="compact-xs"
                aria-label={t(mayChange ? 'policy.useVersionWhat' : 'policy.showVersionWhat', {
                  version: String(version),
                })}
                onClick={() => void start(version)}
              >
                {t(mayChange ? 'policy.useIt' : 'policy.showIt')}
              </ActButton>
            )}
          </span>
        ),
      },
      {
        id: 'at',
        header: t('policy.savedAt'),
        cell: ({ savedAt, savedBy }) => <Act at={format.dateTime(savedAt)} by={nameOf(savedBy)} />,
      },
    ]
  }, [t, format, current, call, onLook, mayChange])

  const changeColumns: Column<StakeholderChange>[] = [
    {
      id: 'what',
      header: t('organisation.stakeholders'),
      cell: ({ stakeholder: { name, role, active } }) =>
        t('policy.changedTo', { active: String(active), name, role: words.role(role) }),
    },
    {
      id: 'at',
      header: t('policy.savedAt'),
      cell: ({ at, by }) => <Act at={format.dateTime(at)} by={nameOf(by)} />,
    },
  ]
  return (
    <>
      <Section title={t('policy.versions')} hint={t('policy.versionsHint')} flush>
        <AppTable
          label={t('policy.version')}
          columns={versionColumns}
          pages={versions}
          rowKey={({ version }) => String(version)}
          empty={<EmptyState title={t('policy.noVersions')} />}
        />
        {compared !== undefined && (
          <ChangesDialog version={compared} stakeholders={stakeholders} onClose={() => setCompared(undefined)} />
        )}
      </Section>
      <Section title={t('policy.changes')} flush>
        <AppTable
          label={t('organisation.stakeholders')}
          columns={changeColumns}
          pages={changes}
          rowKey={({ at, stakeholder }) => `${at} ${stakeholder.stakeholderId}`}
          empty={<EmptyState title={t('policy.noChanges')} />}
        />
      </Section>
    </>
  )
}

function Act({ at, by }: { readonly at: string; readonly by: string }) {
  return (
    <>
      {at}
      <br />
      <span className={styles.fine}>{by}</span>
    </>
  )
}
