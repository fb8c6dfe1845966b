import { useState } from 'react'
import { listMemberChanges, listMembers, removeMember } from '../../../../shared/contracts/organisations.ts'
import type { Member } from '../../../../shared/domain/party.ts'
import { useCall, useQueryOf, useRefetch } from '../../api/use-api.ts'
import { useAdministrator, useOrganisation, useSession } from '../../auth/SessionProvider.tsx'
import { useFormat, useT } from '../../i18n/I18nProvider.tsx'
import { ActButton } from '../../ui/ActButton.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { QueryState } from '../../ui/QueryState.tsx'
import { RefusalNotice } from '../../ui/RefusalNotice.tsx'
import { Section } from '../../ui/Section.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { answerOf } from '../rfqs/answer-of.ts'
import { InviteMember } from './InviteMember.tsx'
import styles from './organisation.module.css'
import { RightSwitch } from './RightSwitch.tsx'

export function Members() {
  const t = useT()
  const session = useSession()
  const { buys } = useOrganisation()
  const mayChange = useAdministrator()
  const members = useQueryOf(listMembers, {})
  const [leaving, setLeaving] = useState<Member>()
  const own = session.status === 'visitor' ? '' : session.identity.email
  const present = members.data?.items
  return (
    <Section
      id="members"
      title={t('organisation.members')}
      {...(present ? { count: present.length } : {})}
      hint={t('organisation.membersHint', { buys: String(buys) })}
    >
      <QueryState query={members}>
        {() => (
          <ul className={styles.people}>
            {present?.map((member) => (
              <Person
                key={member.email}
                member={member}
                own={member.email === own}
                mayChange={mayChange}
                onRemove={() => setLeaving(member)}
              />
            ))}
          </ul>
        )}
      </QueryState>
      {mayChange && <InviteMember />}
      {leaving && <RemoveDialog member={leaving} onClose={() => setLeaving(undefined)} />}
    </Section>
  )
}

interface PersonProps {
  readonly member: Member
  readonly own: boolean
  readonly mayChange: boolean
  readonly onRemove: () => void
}

function Person({ member, own, mayChange, onRemove }: PersonProps) {
  const t = useT()
  const format = useFormat()
  const { email, name, status, since, administrator } = member
  const isInvited = status === 'invited'
  return (
    <li className={styles.person}>
      <div>
        <p>
          {name || email} {own && <span className={styles.fine}>({t('organisation.you')})</span>}
        </p>
        <p className={styles.fine}>
          {name && name !== email && `${email} · `}
          {t('organisation.since', { status, date: format.dateIn(since, format.readerZone) })}
        </p>
      </div>
      {isInvited && <StatusBadge tone="due">{t('organisation.invited')}</StatusBadge>}
      {!mayChange && administrator && <StatusBadge tone="plain">{t('organisation.administrator')}</StatusBadge>}
      {mayChange && (
        <>
          <RightSwitch member={member} own={own} />
          <ActButton
            size="xs"
            disabledReason={own ? t('organisation.notYourself') : undefined}
            aria-label={t(isInvited ? 'organisation.withdrawWhom' : 'organisation.removeWhom', { name: name || email })}
            onClick={onRemove}
          >
            {t(isInvited ? 'organisation.withdraw' : 'organisation.remove')}
          </ActButton>
        </>
      )}
    </li>
  )
}

function RemoveDialog({ member, onClose }: { readonly member: Member; readonly onClose: () => void }) {
  const t = useT()
  const refetch = useRefetch()
  const remove = useCall(removeMember)
  const name = member.name || member.email
  const isInvited = member.status === 'invited'
  const confirm = async () => {
    const answer = await answerOf(remove.mutateAsync({ params: { email: member.email } }))
    if (!answer?.ok) return
    await refetch(listMembers, listMemberChanges)
    onClose()
  }
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t(isInvited ? 'organisation.withdrawQuestion' : 'organisation.removeQuestion', { name })}
      confirm={t(isInvited ? 'organisation.withdrawConfirm' : 'organisation.removeConfirm')}
      danger
      onConfirm={confirm}
    >
      <RefusalNotice refusal={remove.refusal} error={remove.error} />
      <p>{t(isInvited ? 'organisation.withdrawWhat' : 'organisation.removeWhat', { name })}</p>
    </ConfirmDialog>
  )
}
