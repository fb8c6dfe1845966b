import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { cancelRfq, getRfq, listRfqs, listTimeline, listWork } from '../../../../../shared/contracts/rfqs.ts'
import type { Rfq } from '../../../../../shared/domain/rfq.ts'
import { useNow } from '../../../api/server-clock.ts'
import { useCall, useRefetch } from '../../../api/use-api.ts'
import { useFormat, useT } from '../../../i18n/I18nProvider.tsx'
import { links } from '../../../links.ts'
import { ActButton, PrimaryButton } from '../../../ui/ActButton.tsx'
import { toast } from '../../../ui/toast.tsx'
import { answerOf } from '../answer-of.ts'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { useWhyNot } from '../standing.tsx'
import { hasClosed } from '../use-rfq.ts'
import { ExtendDialog } from './ExtendDialog.tsx'

const LAST_EXTENSION = 60_000

/** The next act on this RFQ, where there is one. */
export function PrimaryAct({ rfq }: { readonly rfq: Rfq }) {
  const t = useT()
  const navigate = useNavigate()
  if (rfq.status === 'evaluation') {
    const link = rfq.awardCount > 0 ? links.award(rfq) : links.comparison(rfq)
    return (
      <PrimaryButton onClick={() => void navigate(link)}>
        {rfq.awardCount > 0 ? t('rfqs.seeAward') : t('rfqs.compareBids')}
      </PrimaryButton>
    )
  }
  if (rfq.status === 'awarded' || rfq.status === 'complete')
    return <PrimaryButton onClick={() => void navigate(links.contract(rfq))}>{t('rfqs.seeContract')}</PrimaryButton>
  return null
}

export function Acts({ rfq }: { readonly rfq: Rfq }) {
  const t = useT()
  const navigate = useNavigate()
  const now = useNow(1000)
  const whyNot = useWhyNot(rfq)
  const [open, setOpen] = useState<'extend' | 'cancel'>()
  const { closesAt } = rfq.terms
  const tooLate = closesAt !== null && Date.parse(closesAt) - now < LAST_EXTENSION
  const cannotExtend =
    whyNot('extend') ??
    (hasClosed(rfq, now) ? t('rfqs.closedAlready') : tooLate ? t('rfqs.tooLateToExtend') : undefined)
  const hasAward = rfq.status === 'evaluation' && rfq.awardCount > 0
  const compared = rfq.status === 'awarded' || rfq.status === 'complete'
  const close = () => setOpen(undefined)
  return (
    <>
      {(hasAward || compared) && (
        <ActButton onClick={() => void navigate(links.comparison(rfq))}>{t('rfqs.compareBids')}</ActButton>
      )}
      {compared && <ActButton onClick={() => void navigate(links.award(rfq))}>{t('rfqs.seeAward')}</ActButton>}
      {rfq.status === 'open' && (
        <ActButton disabledReason={cannotExtend} onClick={() => setOpen('extend')}>
          {t('rfqs.extend')}
        </ActButton>
      )}
      <ActButton disabledReason={whyNot('cancel')} onClick={() => setOpen('cancel')}>
        {t('rfqs.cancel')}
      </ActButton>
      {open === 'extend' && <ExtendDialog rfq={rfq} onClose={close} />}
      <CancelDialog rfq={rfq} opened={open === 'cancel'} onClose={close} />
    </>
  )
}

interface DialogProps {
  readonly rfq: Rfq
  readonly opened: boolean
  readonly onClose: () => void
}

function CancelDialog({ rfq, opened, onClose }: DialogProps) {
  const t = useT()
  const format = useFormat()
  const refetch = useRefetch()
  const cancel = useCall(cancelRfq)
  const confirm = async (reason: string) => {
    const answer = await answerOf(cancel.mutateAsync({ params: { rfqId: rfq.rfqId }, body: { reason } }))
    if (!answer?.ok) return false
    toast(t('rfqs.cancelledToast'))
    await refetch(getRfq, listTimeline, listWork, listRfqs)
    return true
  }
  return (
    <ReasonDialog
      opened={opened}
      onClose={onClose}
      title={t('rfqs.cancelQuestion')}
      reasonLabel={t('rfqs.cancelReason')}
      confirm={t('rfqs.cancelConfirm')}
      danger
      refusal={cancel.refusal}
      error={cancel.error}
      timeZone={rfq.terms.timeZone}
      onConfirm={confirm}
    >
      <p>
        {t('rfqs.cancelWhat', {
          status: rfq.status,
          count: rfq.terms.invited.length,
          number: format.integer(rfq.terms.invited.length),
        })}
      </p>
    </ReasonDialog>
  )
}
