import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ulid } from 'ulid'
import { listStakeholders, saveStakeholder } from '../../../../shared/contracts/organisations.ts'
import { type Stakeholder, stakeholderRoles } from '../../../../shared/domain/party.ts'
import { useCall, useQueryOf, useRefetch } from '../../api/use-api.ts'
import { useAdministrator, useOrganisation } from '../../auth/SessionProvider.tsx'
import { useT } from '../../i18n/I18nProvider.tsx'
import { languageNames } from '../../i18n/language.ts'
import { links } from '../../links.ts'
import { ActButton } from '../../ui/ActButton.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { QueryState } from '../../ui/QueryState.tsx'
import { RefusalNotice } from '../../ui/RefusalNotice.tsx'
import { Section } from '../../ui/Section.tsx'
import { toast } from '../../ui/toast.tsx'
import { answerOf } from '../rfqs/answer-of.ts'
import styles from './organisation.module.css'
import { StakeholderDialog } from './StakeholderDialog.tsx'

const useRoles = () => {
  const t = useT()
  return (role: Stakeholder['role']) => t('rfqs.roleName', { role })
}

/** The four roles, who holds each, and which nobody holds: without one of them no award can be proposed. */
export function Stakeholders() {
  const t = useT()
  const roleName = useRoles()
  const { language } = useOrganisation()
  const mayChange = useAdministrator()
  const stakeholders = useQueryOf(listStakeholders, {})
  const [edited, setEdited] = useState<Stakeholder>()
  const blank = (role: Stakeholder['role']): Stakeholder => ({
    stakeholderId: `stk_${ulid()}`,
    name: '',
    email: '',
    role,
    language,
    active: true,
  })
  return (
    <Section id="stakeholders" title={t('organisation.stakeholders')} hint={t('organisation.stakeholdersHint')}>
      <QueryState query={stakeholders}>
        {({ items }) => {
          const held = items.filter(({ active }) => active)
          const missing = stakeholderRoles.filter((role) => !held.some((one) => one.role === role))
          return (
            <>
              {missing.length > 0 && (
                <Notice tone="due" title={t('rfqs.rolesMissing', { count: missing.length })}>
                  <p>{missing.map(roleName).join(', ')}</p>
                </Notice>
              )}
              <p className={styles.fine}>
                <Link {...links.approvals}>{t('policy.link')}</Link>
              </p>
              <ul className={styles.roles}>
                {stakeholderRoles.map((role) => (
                  <li key={role} className={styles.role}>
                    <div className={styles.roleHead}>
                      <h3>{roleName(role)}</h3>
                      {mayChange && (
                        <ActButton
                          size="xs"
                          aria-label={t('organisation.addTo', { role: roleName(role) })}
                          onClick={() => setEdited(blank(role))}
                        >
                          {t('organisation.add')}
                        </ActButton>
                      )}
                    </div>
                    <p className={styles.fine}>{t('organisation.roleHint', { role })}</p>
                    <ul className={styles.people}>
                      {held
                        .filter((one) => one.role === role)
                        .map((one) => (
                          <Holder
                            key={one.stakeholderId}
                            holder={one}
                            {...(mayChange && { onEdit: () => setEdited(one) })}
                          />
                        ))}
                    </ul>
                    {!held.some((one) => one.role === role) && <p>{t('rfqs.nobody')}</p>}
                  </li>
                ))}
              </ul>
            </>
          )
        }}
      </QueryState>
      {edited && (
        <StakeholderDialog key={edited.stakeholderId} stakeholder={edited} onClose={() => setEdited(undefined)} />
      )}
    </Section>
  )
}

/** Without `onEdit` it is only read. */
function Holder({ holder, onEdit }: { readonly holder: Stakeholder; readonly onEdit?: () => void }) {
  const t = useT()
  const refetch = useRefetch()
  const save = useCall(saveStakeholder)
  const { stakeholderId, ...body } = holder
  const turn = async (active: boolean) => {
    const answer = await answerOf(save.mutateAsync({ params: { stakeholderId }, body: { ...body, active } }))
    if (!answer?.ok) return
    await refetch(listStakeholders)
    const undo = { label: t('organisation.undo'), act: () => void turn(true) }
    if (!active) toast(t('organisation.endedToast', { name: holder.name }), undo)
  }
  return (
    <li className={styles.person}>
      <div>
        <p>{holder.name}</p>
        <p className={styles.fine}>
          {holder.email} · {languageNames[holder.language]}
        </p>
        <RefusalNotice refusal={save.refusal} error={save.error} />
      </div>
      {onEdit && (
        <>
          <ActButton size="xs" aria-label={t('organisation.changeWhom', { name: holder.name })} onClick={onEdit}>
            {t('organisation.change')}
          </ActButton>
          <ActButton
            size="xs"
            loading={save.isPending}
            aria-label={t('organisation.endWhom', { name: holder.name })}
            onClick={() => void turn(false)}
          >
            {t('organisation.end')}
          </ActButton>
        </>
      )}
    </li>
  )
}
