import { meetCondition } from '../../../../../shared/contracts/approval-handling.ts'
import { type ApprovalStep, isUnderWay } from '../../../../../shared/domain/approval.ts'
import { useCall } from '../../../api/use-api.ts'
import { useFormat, useT } from '../../../i18n/I18nProvider.tsx'
import { Section } from '../../../ui/Section.tsx'
import { StatusBadge, type Tone } from '../../../ui/StatusBadge.tsx'
import { toast } from '../../../ui/toast.tsx'
import { answerOf } from '../../rfqs/answer-of.ts'
import styles from './approval.module.css'
import { Remind } from './Remind.tsx'
import { Indented } from './SaidWords.tsx'
import type { Seen } from './seen.ts'
import { placeOf, useSeenAnew } from './use-approval.ts'
import { WordsForm } from './WordsForm.tsx'

interface Props {
  readonly rfqId: string
  readonly seen: Seen
  readonly timeZone: string
}

type Condition = NonNullable<ApprovalStep['condition']>
const stateOf = ({ evidence, confirmedAt }: Condition) => {
  if (confirmedAt !== null) return 'confirmed'
  return evidence === null ? 'open' : 'met'
}
const tones: Record<ReturnType<typeof stateOf>, Tone> = { open: 'due', met: 'plain', confirmed: 'good' }

/** Approvals given on a condition: nothing is concluded before their roles confirm that it is met. */
export function Conditions({ rfqId, seen, timeZone }: Props) {
  const t = useT()
  const steps = seen.approval.steps.filter(({ status, condition }) => status === 'approved' && condition !== null)
  if (steps.length === 0) return null
  return (
    <Section
      id="conditions"
      title={t('approvals.conditions')}
      count={steps.length}
      hint={t('approvals.conditionsHint')}
    >
      <ul className={styles.list}>
        {steps.map((step) => (
          <OneCondition key={step.stakeholderId} rfqId={rfqId} seen={seen} timeZone={timeZone} step={step} />
        ))}
      </ul>
    </Section>
  )
}

function OneCondition({ rfqId, seen, timeZone, step }: Props & { readonly step: ApprovalStep }) {
  const t = useT()
  const format = useFormat()
  const seenAnew = useSeenAnew()
  const meet = useCall(meetCondition)
  const { condition, name, role } = step
  if (!condition) return null
  const { words, evidence, confirmedAt } = condition
  const state = stateOf(condition)
  const send = async (said: string) => {
    const params = placeOf(rfqId, seen.approval, step)
    const sent = await answerOf(meet.mutateAsync({ params, body: { evidence: said } }))
    if (sent?.ok) toast(t('approvals.metToast', { name }))
    if (sent) await seenAnew()
  }
  return (
    <li>
      <div className={styles.head}>
        <p className={styles.label}>{t('approvals.conditionOf', { name, role })}</p>
        <StatusBadge tone={tones[state]}>{t('approvals.conditionState', { state })}</StatusBadge>
      </div>
      <p className={styles.prose}>{words}</p>
      {evidence !== null && <Indented label={t('approvals.metBy')} words={evidence} />}
      {confirmedAt !== null && (
        <p className={styles.fine}>
          {t('approvals.confirmedAt', { name, at: format.dateTimeIn(confirmedAt, timeZone) })}
        </p>
      )}
      {state === 'met' && isUnderWay(seen.approval) && (
        <div>
          <Remind rfqId={rfqId} approval={seen.approval} step={step} timeZone={timeZone} />
        </div>
      )}
      {confirmedAt === null && isUnderWay(seen.approval) && (
        <WordsForm
          key={evidence}
          label={evidence === null ? t('approvals.evidence') : t('approvals.evidenceAnew')}
          hint={t('approvals.evidenceHint', { name })}
          send={t('approvals.sendEvidence')}
          before={evidence ?? ''}
          refusal={meet.refusal}
          error={meet.error}
          timeZone={timeZone}
          onSend={send}
        />
      )}
    </li>
  )
}
