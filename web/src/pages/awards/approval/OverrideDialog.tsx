import { askOverride } from '../../../../../shared/contracts/approval-handling.ts'
import type { ApprovalRequest, ApprovalStep } from '../../../../../shared/domain/approval.ts'
import { overridersOf } from '../../../../../shared/domain/approval-handling.ts'
import { useCall } from '../../../api/use-api.ts'
import { useT } from '../../../i18n/I18nProvider.tsx'
import { toast } from '../../../ui/toast.tsx'
import { answerOf } from '../../rfqs/answer-of.ts'
import { ReasonDialog } from '../../rfqs/ReasonDialog.tsx'
import { placeOf, usePeople, useSeenAnew } from './use-approval.ts'

interface Props {
  readonly rfqId: string
  readonly approval: ApprovalRequest
  readonly step: ApprovalStep
  /** Who asks: never one of those asked. */
  readonly asker: string | undefined
  readonly timeZone: string
  readonly onClose: () => void
}

export function OverrideDialog({ rfqId, approval, step, asker, timeZone, onClose }: Props) {
  const t = useT()
  const people = usePeople()
  const seenAnew = useSeenAnew()
  const ask = useCall(askOverride)
  const overriders = overridersOf(approval, step, asker)
  const confirm = async (words: string) => {
    const answer = await answerOf(ask.mutateAsync({ params: placeOf(rfqId, approval, step), body: { words } }))
    if (answer) await seenAnew()
    if (!answer?.ok) return false
    toast(t('approvals.overrideToast'))
    return true
  }
  return (
    <ReasonDialog
      opened
      onClose={onClose}
      title={t('approvals.overrideTitle', { name: step.name })}
      reasonLabel={t('approvals.overrideWords')}
      confirm={t('approvals.overrideConfirm')}
      refusal={ask.refusal}
      error={ask.error}
      timeZone={timeZone}
      onConfirm={confirm}
    >
      <p>
        {t('approvals.overrideWhat', {
          names: people(overriders?.able ?? []),
          count: overriders?.able.length ?? 0,
          needed: overriders?.needed ?? 0,
        })}
      </p>
    </ReasonDialog>
  )
}
