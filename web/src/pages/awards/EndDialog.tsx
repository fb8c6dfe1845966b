import { useNavigate } from '@tanstack/react-router'
import { endWithoutAward, getComparison, listAwards } from '../../../../shared/contracts/awards.ts'
import { getRfq, listRfqs, listTimeline, listWork } from '../../../../shared/contracts/rfqs.ts'
import type { Rfq } from '../../../../shared/domain/rfq.ts'
import { useCall, useRefetch } from '../../api/use-api.ts'
import { useT } from '../../i18n/I18nProvider.tsx'
import { links } from '../../links.ts'
import { toast } from '../../ui/toast.tsx'
import { answerOf } from '../rfqs/answer-of.ts'
import { ReasonDialog } from '../rfqs/ReasonDialog.tsx'

interface Props {
  readonly rfq: Rfq
  readonly opened: boolean
  readonly onClose: () => void
}

export function EndDialog({ rfq, opened, onClose }: Props) {
  const t = useT()
  const navigate = useNavigate()
  const refetch = useRefetch()
  const end = useCall(endWithoutAward)
  const confirm = async (reason: string) => {
    const answer = await answerOf(end.mutateAsync({ params: { rfqId: rfq.rfqId }, body: { reason } }))
    if (!answer?.ok) return false
    toast(t('awards.endedToast'))
    await refetch(getRfq, getComparison, listAwards, listTimeline, listWork, listRfqs)
    await navigate(links.rfq(rfq))
    return true
  }
  return (
    <ReasonDialog
      opened={opened}
      onClose={onClose}
      title={t('awards.endQuestion')}
      reasonLabel={t('awards.endReason')}
      confirm={t('awards.endConfirm')}
      danger
      refusal={end.refusal}
      error={end.error}
      timeZone={rfq.terms.timeZone}
      onConfirm={confirm}
    >
      <p>{t('awards.endWhat')}</p>
    </ReasonDialog>
  )
}
