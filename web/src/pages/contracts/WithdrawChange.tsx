import { listChanges, withdrawChange } from '../../../../shared/contracts/contract-changes.ts'
import { listTimeline } from '../../../../shared/contracts/rfqs.ts'
import { useCall, useRefetch } from '../../api/use-api.ts'
import { useT } from '../../i18n/I18nProvider.tsx'
import { toast } from '../../ui/toast.tsx'
import { answerOf } from '../rfqs/answer-of.ts'
import { ReasonDialog } from '../rfqs/ReasonDialog.tsx'

interface Props {
  readonly rfqId: string
  readonly number: number
  /** Whether its supplier has it before them. */
  readonly offered: boolean
  readonly timeZone: string
  readonly onClose: () => void
}

/** Takes back what was proposed, with words for all who were asked. */
export function WithdrawChange({ rfqId, number, offered, timeZone, onClose }: Props) {
  const t = useT()
  const refetch = useRefetch()
  const withdraw = useCall(withdrawChange)
  const confirm = async (words: string) => {
    const answer = await answerOf(withdraw.mutateAsync({ params: { rfqId, number }, body: { words } }))
    if (!answer?.ok) return false
    toast(t('changes.withdrawnToast', { number }))
    await refetch(listChanges, listTimeline)
    return true
  }
  return (
    <ReasonDialog
      opened
      onClose={onClose}
      title={t('changes.withdrawQuestion', { number })}
      reasonLabel={t('changes.withdrawWords')}
      confirm={t('changes.withdrawConfirm')}
      danger
      refusal={withdraw.refusal}
      error={withdraw.error}
      timeZone={timeZone}
      onConfirm={confirm}
    >
      <p>{t('changes.withdrawWhat', { offered: offered ? 'yes' : 'no' })}</p>
    </ReasonDialog>
  )
}
