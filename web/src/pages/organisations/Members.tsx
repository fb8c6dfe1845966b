import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { inviteMember, listMembers, removeMember } from '../../../../shared/contracts/organisations.ts'
import type { Membership } from '../../../../shared/domain/party.ts'
import { Email } from '../../../../shared/domain/text.ts'
import { useCall, useQueryOf, useRefetch } from '../../api/use-api.ts'
import { useSession } from '../../auth/SessionProvider.tsx'
import { useFormat, useT } from '../../i18n/I18nProvider.tsx'
import { ActButton } from '../../ui/ActButton.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { QueryState } from '../../ui/QueryState.tsx'
import { RefusalNotice } from '../../ui/RefusalNotice.tsx'
import { Section } from '../../ui/Section.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { toast } from '../../ui/toast.tsx'
import { answerOf } from '../rfqs/answer-of.ts'
import styles from './organisation.module.css'

export function Members() {
  const t = useT()
  const session = useSession()
  const members = useQueryOf(listMembers, {})
  const [leaving, setLeaving] = useState<Membership>()
  const own = session.status === 'visitor' ? '' : session.identity.email
  const present = members.data?.items.filter(({ status }) => status !== 'removed')
  return (
    <Section
      id="members"
      title={t('organisation.members')}
      {...(present ? { count: present.length } : {})}
      hint={t('organisation.membersHint')}
    >
      <QueryState query={members}>
        {() => (
          <ul className={styles.people}>
            {present?.map((member) => (
              <Person
                key={member.email}
                member={member}
                own={member.email === own}
                onRemove={() => setLeaving(member)}
              />
            ))}
          </ul>
        )}
      </QueryState>
      <Invite />
      {leaving && <RemoveDialog member={leaving} onClose={() => setLeaving(undefined)} />}
    </Section>
  )
}

interface PersonProps {
  readonly member: Membership
  readonly own: boolean
  readonly onRemove: () => void
}

function Person({ member, own, onRemove }: PersonProps) {
  const t = useT()
  const format = useFormat()
  const { email, name, status, since } = member
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
      {status === 'invited' && <StatusBadge tone="due">{t('organisation.invited')}</StatusBadge>}
      <ActButton
        size="xs"
        disabledReason={own ? t('organisation.notYourself') : undefined}
        aria-label={t('organisation.removeWhom', { name: name || email })}
        onClick={onRemove}
      >
        {t('organisation.remove')}
      </ActButton>
    </li>
  )
}

function Invite() {
  const t = useT()
  const refetch = useRefetch()
  const invite = useCall(inviteMember)
  const [email, setEmail] = useState('')
  const [name, setName] = useState('')
  const read = Email.safeParse(email)

  const send = async () => {
    if (!read.success) return
    const answer = await answerOf(invite.mutateAsync({ params: { email: read.data }, body: { name } }))
    if (!answer?.ok) return
    setEmail('')
    setName('')
    toast(t('organisation.invitedToast', { email: read.data }))
    await refetch(listMembers)
  }
  return (
    <div className={styles.add}>
      <RefusalNotice refusal={invite.refusal} error={invite.error} />
      <div className={styles.row}>
        <TextInput
          type="email"
          label={t('organisation.email')}
          autoComplete="off"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <TextInput
          label={t('organisation.name')}
          autoComplete="off"
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <ActButton
          loading={invite.isPending}
          disabledReason={read.success ? undefined : t('form.badEmail')}
          onClick={() => void send()}
        >
          {t('organisation.invite')}
        </ActButton>
      </div>
    </div>
  )
}

function RemoveDialog({ member, onClose }: { readonly member: Membership; readonly onClose: () => void }) {
  const t = useT()
  const refetch = useRefetch()
  const remove = useCall(removeMember)
  const name = member.name || member.email
  const confirm = async () => {
    const answer = await answerOf(remove.mutateAsync({ params: { email: member.email } }))
    if (!answer?.ok) return
    await refetch(listMembers)
    onClose()
  }
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('organisation.removeQuestion', { name })}
      confirm={t('organisation.removeConfirm')}
      danger
      onConfirm={confirm}
    >
      <RefusalNotice refusal={remove.refusal} error={remove.error} />
      <p>{t('organisation.removeWhat', { name })}</p>
    </ConfirmDialog>
  )
}
