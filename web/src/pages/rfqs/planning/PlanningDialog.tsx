import { getApprovers } from '../../../../../shared/contracts/publishing.ts'
import { getRfq, listTimeline, savePlanning } from '../../../../../shared/contracts/rfqs.ts'
import type { Currency } from '../../../../../shared/domain/money.ts'
import { Planning } from '../../../../../shared/domain/planning.ts'
import type { Rfq } from '../../../../../shared/domain/rfq.ts'
import { useCall, useRefetch } from '../../../api/use-api.ts'
import { FormDialog } from '../../../form/FormDialog.tsx'
import { useForm } from '../../../form/use-form.ts'
import { useT } from '../../../i18n/I18nProvider.tsx'
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx'
import { toast } from '../../../ui/toast.tsx'
import { answerOf } from '../answer-of.ts'
import { PlanningFields } from './PlanningFields.tsx'

interface Props {
  readonly rfq: Rfq
  readonly currency: Currency
  readonly onClose: () => void
}

export function PlanningDialog({ rfq, currency, onClose }: Props) {
  const t = useT()
  const refetch = useRefetch()
  const save = useCall(savePlanning)
  const form = useForm<Planning, Planning>({
    schema: Planning,
    initial: rfq.planning,
    submit: async (body) => {
      const answer = await answerOf(save.mutateAsync({ params: { rfqId: rfq.rfqId }, body, ifMatch: rfq.version }))
      if (!answer) return
      if (!answer.ok) return answer.refusal
      toast(t('planning.saved'))
      await refetch(getRfq, getApprovers, listTimeline)
      onClose()
    },
  })
  return (
    <FormDialog form={form} title={t('planning.dialogTitle')} submit={t('planning.save')} onClose={onClose}>
      <RefusalNotice refusal={save.refusal} error={save.error} timeZone={rfq.terms.timeZone} />
      <PlanningFields form={form} currency={currency} />
    </FormDialog>
  )
}
