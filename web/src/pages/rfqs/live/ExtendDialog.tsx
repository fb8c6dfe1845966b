import { Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { extendRfq, getRfq, listRfqs, listTimeline } from '../../../../../shared/contracts/rfqs.ts'
import type { Rfq } from '../../../../../shared/domain/rfq.ts'
import { instantToWall, wallToInstant } from '../../../../../shared/domain/zoned-time.ts'
import { useNow } from '../../../api/server-clock.ts'
import { useCall, useRefetch } from '../../../api/use-api.ts'
import { useFormat, useT } from '../../../i18n/I18nProvider.tsx'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { Deadline } from '../../../ui/Deadline.tsx'
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx'
import { toast } from '../../../ui/toast.tsx'
import { answerOf } from '../answer-of.ts'

/** A closing time only moves later; all who were invited are told the new one and why. */
export function ExtendDialog({ rfq, onClose }: { readonly rfq: Rfq; readonly onClose: () => void }) {
  const t = useT()
  const format = useFormat()
  const refetch = useRefetch()
  const now = useNow(1000)
  const { closesAt, timeZone } = rfq.terms
  const from = closesAt ?? ''
  const [wall, setWall] = useState(() => (closesAt ? instantToWall(closesAt, timeZone) : ''))
  const [reason, setReason] = useState('')
  const extend = useCall(extendRfq)
  const to = wallToInstant(wall, timeZone)

  const notYet = () => {
    if (to === undefined) return t('rfqs.extendTimeMissing')
    if (to <= from) return t('rfqs.extendNotLater')
    if (Date.parse(to) <= now) return t('rfqs.problemPast')
    return reason.trim() === '' ? t('rfqs.reasonMissing') : undefined
  }
  const confirm = async () => {
    if (to === undefined) return
    const answer = await answerOf(extend.mutateAsync({ params: { rfqId: rfq.rfqId }, body: { from, to, reason } }))
    if (!answer?.ok) return
    toast(t('rfqs.extendedToast', { to: format.dateTimeIn(to, timeZone) }))
    await refetch(getRfq, listTimeline, listRfqs)
    onClose()
  }
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('rfqs.extendQuestion')}
      confirm={t('rfqs.extendConfirm')}
      disabledReason={notYet()}
      onConfirm={confirm}
    >
      <RefusalNotice refusal={extend.refusal} error={extend.error} timeZone={timeZone} />
      <p>{t('rfqs.extendWhat')}</p>
      <div>
        <Deadline at={from} timeZone={timeZone} label={t('rfqs.closesIn')} overLabel={t('rfqs.biddingOver')} />
      </div>
      <TextInput
        type="datetime-local"
        label={t('rfqs.extendTo')}
        description={t('form.inZone', { zone: timeZone })}
        min={instantToWall(from, timeZone)}
        value={wall}
        onChange={(event) => setWall(event.currentTarget.value)}
        required
        data-autofocus
      />
      <Textarea
        label={t('rfqs.extendReason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={2_000}
        required
      />
    </ConfirmDialog>
  )
}
