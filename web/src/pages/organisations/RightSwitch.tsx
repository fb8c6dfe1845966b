import { Switch } from '@mantine/core'
import { useState } from 'react'
import { getMe, listMemberChanges, listMembers, saveMemberRight } from '../../../../shared/contracts/organisations.ts'
import type { Member } from '../../../../shared/domain/party.ts'
import { useCall, useRefetch } from '../../api/use-api.ts'
import { useOrganisation } from '../../auth/SessionProvider.tsx'
import { useT } from '../../i18n/I18nProvider.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { RefusalNotice } from '../../ui/RefusalNotice.tsx'
import { toast } from '../../ui/toast.tsx'
import { answerOf } from '../rfqs/answer-of.ts'
import styles from './organisation.module.css'

interface Props {
  readonly member: Member
  readonly own: boolean
}

/** Gives and takes the administrator's right. Another can give it back at once; one's own is asked about first. */
export function RightSwitch({ member, own }: Props) {
  const t = useT()
  const { buys } = useOrganisation()
  const refetch = useRefetch()
  const save = useCall(saveMemberRight)
  const [givingUp, setGivingUp] = useState(false)
  const { email, status, administrator } = member
  const name = member.name || email

  const set = async (wanted: boolean) => {
    if (save.isPending) return
    const answer = await answerOf(save.mutateAsync({ params: { email }, body: { administrator: wanted } }))
    if (!answer?.ok) return
    toast(t(wanted ? 'organisation.rightGiven' : 'organisation.rightTaken', { name, status }))
    setGivingUp(false)
    await refetch(listMembers, listMemberChanges, ...(own ? [getMe] : []))
  }
  const refusal = <RefusalNotice refusal={save.refusal} error={save.error} />
  return (
    <div>
      <Switch
        classNames={{ track: styles.track ?? '' }}
        label={t('organisation.administrator')}
        aria-label={t('organisation.administratorWhom', { name })}
        checked={administrator}
        onChange={(event) => (own ? setGivingUp(true) : void set(event.currentTarget.checked))}
      />
      {!givingUp && refusal}
      {givingUp && (
        <ConfirmDialog
          opened
          onClose={() => setGivingUp(false)}
          title={t('organisation.giveUpQuestion')}
          confirm={t('organisation.giveUpConfirm')}
          danger
          onConfirm={() => set(false)}
        >
          {refusal}
          <p>{t('organisation.giveUpWhat', { buys: String(buys) })}</p>
        </ConfirmDialog>
      )}
    </div>
  )
}
