import { useNavigate } from '@tanstack/react-router'
import { publishRfq } from '../../../../../shared/contracts/publishing.ts'
import { getRfq, listRfqs, listWork } from '../../../../../shared/contracts/rfqs.ts'
import { useCall, useRefetch } from '../../../api/use-api.ts'
import type { Autosave } from '../../../form/use-autosave.ts'
import { useT } from '../../../i18n/I18nProvider.tsx'
import { links } from '../../../links.ts'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { Deadline } from '../../../ui/Deadline.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx'
import { toast } from '../../../ui/toast.tsx'
import { answerOf } from '../answer-of.ts'
import { WillApproveOf } from '../approvers/WillApprove.tsx'
import type { Draft } from './draft.ts'
import styles from './edit.module.css'
import { usePublication } from './use-publication.ts'

interface Props {
  readonly rfqId: string
  readonly draft: Draft
  readonly autosave: Autosave<Draft>
  readonly onClose: () => void
  readonly onDone: () => void
  readonly onMarked: (errors: readonly { pointer: string; detail: string }[]) => void
}

/** Says what publishing does, to whom and when, before it is done; where the policy asks for approval, asks for that first. */
export function PublishDialog({ rfqId, draft, autosave, onClose, onDone, onMarked }: Props) {
  const t = useT()
  const navigate = useNavigate()
  const refetch = useRefetch()
  const publish = useCall(publishRfq)
  const { next, isApproved, ask } = usePublication(rfqId)
  const { method, invited, closesAt, timeZone, toldToLosers } = draft.terms

  const isAsking = next === 'ask'

  const mark = (errors: readonly { pointer: string; detail: string }[] = []) =>
    onMarked(errors.map(({ pointer, detail }) => ({ pointer: pointer.replace(/^\/terms/, ''), detail })))

  const send = async () => {
    const answer = await answerOf(publish.mutateAsync({ params: { rfqId }, ifMatch: autosave.version() }))
    if (!answer) return
    if (!answer.ok) return mark(answer.refusal.errors)
    onDone()
    toast(t('rfqs.published'))
    await refetch(getRfq, listRfqs, listWork)
    await navigate(links.rfq({ rfqId }))
  }
  const askFirst = async () => {
    const answer = await answerOf(ask.mutateAsync({ params: { rfqId }, ifMatch: autosave.version() }))
    if (!answer) return
    if (!answer.ok) return mark(answer.refusal.errors)
    autosave.moveTo(answer.value.rfq.version)
    toast(t('approvers.askedToast'))
    onClose()
    document.getElementById('publication')?.scrollIntoView({ block: 'start' })
  }
  const confirm = async () => {
    if (!(await autosave.flush())) return onClose()
    return isAsking ? askFirst() : send()
  }
  const notYet = next === undefined ? t('ui.loading') : next === 'wait' ? t('approvers.stillOpen') : undefined
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={isAsking ? t('approvers.askQuestion') : t('rfqs.publishQuestion')}
      confirm={isAsking ? t('approvers.askToPublish') : t('rfqs.publishConfirm')}
      disabledReason={notYet}
      onConfirm={confirm}
    >
      <RefusalNotice refusal={publish.refusal} error={publish.error} timeZone={timeZone} />
      <RefusalNotice refusal={ask.refusal} error={ask.error} timeZone={timeZone} />
      {closesAt && <Deadline at={closesAt} timeZone={timeZone} label={t('rfqs.closesIn')} />}
      {isApproved && <Notice tone="plain" title={t('approvers.readyToPublish')} />}
      {isAsking && <p>{t('approvers.needsApproval')}</p>}
      {!isApproved && <WillApproveOf rfqId={rfqId} subjects={['publication']} />}
      {isAsking ? (
        <p>{t('approvers.askWhat')}</p>
      ) : (
        <ul className={styles.consequences}>
          <li>{t('rfqs.publishTold', { method, count: invited.length })}</li>
          <li>{t('rfqs.publishFixed')}</li>
          <li>{t('rfqs.publishSealed')}</li>
          <li>{t('rfqs.publishLosers', { told: toldToLosers })}</li>
        </ul>
      )}
    </ConfirmDialog>
  )
}
