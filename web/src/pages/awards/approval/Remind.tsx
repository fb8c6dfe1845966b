import { remindStakeholder } from '../../../../../shared/contracts/approval-handling.ts'
import type { ApprovalRequest, ApprovalStep } from '../../../../../shared/domain/approval.ts'
import { useCall } from '../../../api/use-api.ts'
import { useT } from '../../../i18n/I18nProvider.tsx'
import { ActButton } from '../../../ui/ActButton.tsx'
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx'
import { toast } from '../../../ui/toast.tsx'
import { placeOf } from './use-approval.ts'

interface Props {
  readonly rfqId: string
  readonly approval: ApprovalRequest
  readonly step: ApprovalStep
  readonly timeZone: string
}

/** Sends somebody the same link again: to decide, or to lift a veto whose remedy was met. */
export function Remind({ rfqId, approval, step, timeZone }: Props) {
  const t = useT()
  const remind = useCall(remindStakeholder, {
    answered: (answer) => answer.ok && toast(t('awards.remindedToast', { name: step.name })),
  })
  return (
    <>
      <RefusalNotice refusal={remind.refusal} error={remind.error} timeZone={timeZone} />
      <ActButton
        className="no-print"
        size="xs"
        loading={remind.isPending}
        onClick={() => remind.mutate({ params: placeOf(rfqId, approval, step) })}
      >
        {t('awards.remind')}
      </ActButton>
    </>
  )
}
