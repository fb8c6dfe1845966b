import { NativeSelect, Textarea } from '@mantine/core'
import { useState } from 'react'
import { declineTender, getTender, listInvitedTenders, type Tender } from '../../../../../shared/contracts/tenders.ts'
import { DeclineReason } from '../../../../../shared/domain/bid.ts'
import { useCall, useRefetch } from '../../../api/use-api.ts'
import { useT } from '../../../i18n/I18nProvider.tsx'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx'
import { toast } from '../../../ui/toast.tsx'

interface Props {
  readonly tender: Tender
  readonly opened: boolean
  readonly onClose: () => void
}

export function DeclineDialog({ tender, opened, onClose }: Props) {
  const t = useT()
  const refetch = useRefetch()
  const [reason, setReason] = useState<string>('capacity')
  const [words, setWords] = useState('')
  const decline = useCall(declineTender)

  const confirm = async () => {
    const params = { buyerId: tender.buyerId, rfqId: tender.rfqId }
    const answer = await decline.mutateAsync({ params, body: { reason: DeclineReason.parse(reason), words } })
    if (!answer.ok) return
    toast(t('tenders.declineDone'))
    await refetch(getTender, listInvitedTenders)
    onClose()
  }
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      onConfirm={confirm}
      title={t('tenders.declineTitle')}
      confirm={t('tenders.decline')}
    >
      <RefusalNotice refusal={decline.refusal} error={decline.error} timeZone={tender.terms.timeZone} />
      <p>{t('tenders.declineConsequence')}</p>
      <NativeSelect
        label={t('tenders.declineReason')}
        value={reason}
        data={DeclineReason.options.map((value) => ({ value, label: t('tenders.reasonName', { reason: value }) }))}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Textarea
        label={t('tenders.declineWords')}
        autosize
        minRows={2}
        maxLength={1_000}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
    </ConfirmDialog>
  )
}
