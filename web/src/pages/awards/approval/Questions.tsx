import { answerStakeholder } from '../../../../../shared/contracts/approval-handling.ts'
import type { ApprovalStep } from '../../../../../shared/domain/approval.ts'
import { useNow } from '../../../api/server-clock.ts'
import { useCall } from '../../../api/use-api.ts'
import { useFormat, useT } from '../../../i18n/I18nProvider.tsx'
import { Section } from '../../../ui/Section.tsx'
import { toast } from '../../../ui/toast.tsx'
import { answerOf } from '../../rfqs/answer-of.ts'
import styles from './approval.module.css'
import { questionOf, type Seen } from './seen.ts'
import { placeOf, useSeenAnew } from './use-approval.ts'
import { WordsForm } from './WordsForm.tsx'

interface Props {
  readonly rfqId: string
  readonly seen: Seen
  readonly timeZone: string
}

/** What stakeholders asked and nobody answered yet; the time they have stands still meanwhile. */
export function Questions({ rfqId, seen, timeZone }: Props) {
  const t = useT()
  const asked = seen.approval.steps.filter(({ question }) => question !== null)
  if (asked.length === 0) return null
  return (
    <Section id="questions" title={t('approvals.questions')} count={asked.length} hint={t('approvals.questionsHint')}>
      <ul className={styles.list}>
        {asked.map((step) => (
          <Question key={step.stakeholderId} rfqId={rfqId} seen={seen} timeZone={timeZone} step={step} />
        ))}
      </ul>
    </Section>
  )
}

function Question({ rfqId, seen, timeZone, step }: Props & { readonly step: ApprovalStep }) {
  const t = useT()
  const format = useFormat()
  const now = useNow(60_000)
  const seenAnew = useSeenAnew()
  const answer = useCall(answerStakeholder)
  const { question, name, role } = step
  if (!question) return null
  const send = async (words: string) => {
    const params = { ...placeOf(rfqId, seen.approval, step), turn: question.turn }
    const sent = await answerOf(answer.mutateAsync({ params, body: { words } }))
    if (sent?.ok) toast(t('approvals.answeredToast', { name }))
    if (sent) await seenAnew()
  }
  return (
    <li>
      <p className={styles.label}>
        {t('approvals.askedBy', { name, role, ago: format.relative(question.askedAt, now) })}
      </p>
      <p className={styles.prose}>{questionOf(seen, step)?.words ?? t('approvals.askedEarlier')}</p>
      <WordsForm
        label={t('approvals.answer')}
        hint={t('approvals.answerHint', { name })}
        send={t('approvals.sendAnswer')}
        refusal={answer.refusal}
        error={answer.error}
        timeZone={timeZone}
        onSend={send}
      />
    </li>
  )
}
