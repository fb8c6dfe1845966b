import { type ComparedBid, disqualifyBid, getComparison } from '../../../../shared/contracts/awards.ts'
import { getRfq, listTimeline } from '../../../../shared/contracts/rfqs.ts'
import type { Rfq } from '../../../../shared/domain/rfq.ts'
import { useCall, useRefetch } from '../../api/use-api.ts'
import { useT } from '../../i18n/I18nProvider.tsx'
import { toast } from '../../ui/toast.tsx'
import { answerOf } from '../rfqs/answer-of.ts'
import { ReasonDialog } from '../rfqs/ReasonDialog.tsx'

interface Props {
  readonly rfq: Rfq
  readonly bid: ComparedBid
  readonly onClose: () => void
}

export function DisqualifyDialog({ rfq, bid, onClose }: Props) {
  const t = useT()
  const refetch = useRefetch()
  const disqualify = useCall(disqualifyBid)
  const { supplierId, supplierName } = bid
  const confirm = async (reason: string) => {
    const answer = await answerOf(
      disqualify.mutateAsync({ params: { rfqId: rfq.rfqId, supplierId }, body: { reason } }),
    )
    if (!answer?.ok) return false
    toast(t('awards.disqualifiedToast', { name: supplierName }))
    await refetch(getComparison, getRfq, listTimeline)
    return true
  }
  return (
    <ReasonDialog
      opened
      onClose={onClose}
      title={t('awards.disqualifyQuestion', { name: supplierName })}
      reasonLabel={t('awards.disqualifyReason')}
      confirm={t('awards.disqualifyConfirm')}
      danger
      refusal={disqualify.refusal}
      error={disqualify.error}
      timeZone={rfq.terms.timeZone}
      onConfirm={confirm}
    >
      <p>{t('awards.disqualifyWhat', { name: supplierName })}</p>
    </ReasonDialog>
  )
}
