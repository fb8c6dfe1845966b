import { Modal } from '@mantine/core'
import { getApprovers, getRfq, listTimeline, savePlanning } from '../../../../../shared/contracts/rfqs.ts'
import type { Currency } from '../../../../../shared/domain/money.ts'
import { Planning } from '../../../../../shared/domain/planning.ts'
import type { Rfq } from '../../../../../shared/domain/rfq.ts'
import { useCall, useRefetch } from '../../../api/use-api.ts'
import { FormBody } from '../../../form/FormBody.tsx'
import { useForm } from '../../../form/use-form.ts'
import { useT } from '../../../i18n/I18nProvider.tsx'
import { ActButton, PrimaryButton } from '../../../ui/ActButton.tsx'
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx'
import { toast } from '../../../ui/toast.tsx'
import { answerOf } from '../answer-of.ts'
import { PlanningFields } from './PlanningFields.tsx'
import styles from './planning.module.css'

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
    <Modal
      opened
      onClose={onClose}
      title={t('planning.dialogTitle')}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      <FormBody form={form}>
        <RefusalNotice refusal={save.refusal} error={save.error} timeZone={rfq.terms.timeZone} />
        <PlanningFields form={form} currency={currency} />
        <div className={styles.submit}>
          <ActButton onClick={onClose}>{t('ui.keepAsIs')}</ActButton>
          <PrimaryButton type="submit" loading={form.submitting}>
            {t('planning.save')}
          </PrimaryButton>
        </div>
      </FormBody>
    </Modal>
  )
}
