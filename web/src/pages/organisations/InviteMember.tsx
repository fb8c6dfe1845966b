import { Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { inviteMember, listMemberChanges, listMembers } from '../../../../shared/contracts/organisations.ts'
import { Email } from '../../../../shared/domain/text.ts'
import { useCall, useRefetch } from '../../api/use-api.ts'
import { useT } from '../../i18n/I18nProvider.tsx'
import { ActButton } from '../../ui/ActButton.tsx'
import { RefusalNotice } from '../../ui/RefusalNotice.tsx'
import { toast } from '../../ui/toast.tsx'
import { answerOf } from '../rfqs/answer-of.ts'
import styles from './organisation.module.css'

/** Invites a mailbox, whose owner then joins or declines; whoever is invited is no administrator unless it is said. */
export function InviteMember() {
  const t = useT()
  const refetch = useRefetch()
  const invite = useCall(inviteMember)
  const [email, setEmail] = useState('')
  const [name, setName] = useState('')
  const [administrator, setAdministrator] = useState(false)
  const read = Email.safeParse(email)

  const send = async () => {
    if (!read.success) return
    const answer = await answerOf(invite.mutateAsync({ params: { email: read.data }, body: { name, administrator } }))
    if (!answer?.ok) return
    setEmail('')
    setName('')
    setAdministrator(false)
    toast(t('organisation.invitedToast', { email: read.data }))
    await refetch(listMembers, listMemberChanges)
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
        <Checkbox
          className={styles.tick ?? ''}
          label={t('organisation.inviteAsAdministrator')}
          checked={administrator}
          onChange={(event) => setAdministrator(event.currentTarget.checked)}
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
