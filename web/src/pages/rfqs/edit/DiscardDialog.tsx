import { useNavigate } from '@tanstack/react-router'
import { cancelRfq, listRfqs, listWork } from '../../../../../shared/contracts/rfqs.ts'
import { useCall, useRefetch } from '../../../api/use-api.ts'
import { useT } from '../../../i18n/I18nProvider.tsx'
import { links } from '../../../links.ts'
import { toast } from '../../../ui/toast.tsx'
import { answerOf } from '../answer-of.ts'
import { ReasonDialog } from '../ReasonDialog.tsx'

interface Props {
  readonly rfqId: string
  readonly opened: boolean
  readonly onClose: () => void
  readonly onDone: () => void
}

/** A draft is given up by cancelling it: nobody was told of it, and its record stays. */
export function DiscardDialog({ rfqId, opened, onClose, onDone }: Props) {
  const t = useT()
  const navigate = useNavigate()
  const refetch = useRefetch()
  const cancel = useCall(cancelRfq)
  const confirm = async (reason: string) => {
    const answer = await answerOf(cancel.mutateAsync({ params: { rfqId }, body: { reason } }))
    if (!answer?.ok) return false
    onDone()
    toast(t('rfqs.cancelledToast'))
    await refetch(listRfqs, listWork)
    await navigate(links.rfqs)
    return true
  }
  return (
    <ReasonDialog
      opened={opened}
      onClose={onClose}
      title={t('rfqs.discardQuestion')}
      reasonLabel={t('rfqs.cancelReason')}
      confirm={t('rfqs.discardConfirm')}
      danger
      refusal={cancel.refusal}
      error={cancel.error}
      onConfirm={confirm}
    >
      <p>{t('rfqs.discardWhat')}</p>
    </ReasonDialog>
  )
}
