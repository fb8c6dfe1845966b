import { Textarea } from '@mantine/core'
import { useState } from 'react'
import {
  answerQuestion,
  listQuestions,
  listTimeline,
  listWork,
  type Question,
} from '../../../../../shared/contracts/rfqs.ts'
import type { Rfq } from '../../../../../shared/domain/rfq.ts'
import { useCall, useQueryOf, useRefetch } from '../../../api/use-api.ts'
import { useFormat, useT } from '../../../i18n/I18nProvider.tsx'
import { PrimaryButton } from '../../../ui/ActButton.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { QueryState } from '../../../ui/QueryState.tsx'
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx'
import { Section } from '../../../ui/Section.tsx'
import { toast } from '../../../ui/toast.tsx'
import { useWhyNot } from '../standing.tsx'
import styles from './live.module.css'

/** Questions in the order in which they wait: unanswered first, each group oldest first. */
const inOrder = (questions: readonly Question[]) =>
  questions.toSorted(
    (a, b) => Number(a.answer !== null) - Number(b.answer !== null) || a.askedAt.localeCompare(b.askedAt),
  )

export function Questions({ rfq }: { readonly rfq: Rfq }) {
  const t = useT()
  const questions = useQueryOf(listQuestions, { params: { rfqId: rfq.rfqId } }, { refetchInterval: 60_000 })
  const unanswered = questions.data?.items.filter(({ answer }) => !answer).length ?? 0
  return (
    <Section
      id="questions"
      title={t('rfqs.questions')}
      {...(questions.data ? { count: questions.data.items.length } : {})}
      hint={unanswered > 0 ? t('rfqs.unanswered', { count: unanswered }) : t('rfqs.questionsHint')}
    >
      <QueryState query={questions}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('rfqs.noQuestions')} />
          ) : (
            <ol className={styles.entries}>
              {inOrder(items).map((question) => (
                <QuestionEntry key={question.questionId} rfq={rfq} question={question} />
              ))}
            </ol>
          )
        }
      </QueryState>
    </Section>
  )
}

function QuestionEntry({ rfq, question }: { readonly rfq: Rfq; readonly question: Question }) {
  const t = useT()
  const format = useFormat()
  const { timeZone } = rfq.terms
  return (
    <li className={styles.entry}>
      <p className={styles.prose}>{question.text}</p>
      <p className={styles.fine}>{t('rfqs.askedAt', { at: format.dateTimeIn(question.askedAt, timeZone) })}</p>
      {question.answer ? (
        <div className={styles.reply}>
          <p className={styles.prose}>{question.answer.text}</p>
          <p className={styles.fine}>
            {t('rfqs.answeredAt', { at: format.dateTimeIn(question.answer.answeredAt, timeZone) })}
          </p>
        </div>
      ) : (
        <AnswerForm rfq={rfq} question={question} />
      )}
    </li>
  )
}

function AnswerForm({ rfq, question }: { readonly rfq: Rfq; readonly question: Question }) {
  const t = useT()
  const whyNot = useWhyNot(rfq)
  const refetch = useRefetch()
  const [text, setText] = useState('')
  const answer = useCall(answerQuestion, {
    answered: async (given) => {
      if (!given.ok) return
      toast(t('rfqs.answerSent'))
      await refetch(listQuestions, listTimeline, listWork)
    },
  })
  const params = { rfqId: rfq.rfqId, questionId: question.questionId }
  return (
    <div className={styles.answer}>
      <RefusalNotice refusal={answer.refusal} error={answer.error} timeZone={rfq.terms.timeZone} />
      <Textarea
        label={t('rfqs.yourAnswer')}
        description={t('rfqs.answerGoesToAll')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        autosize
        minRows={2}
        maxRows={12}
        maxLength={4_000}
      />
      <PrimaryButton
        loading={answer.isPending}
        disabledReason={whyNot('answer') ?? (text.trim() === '' ? t('rfqs.answerMissing') : undefined)}
        onClick={() => answer.mutate({ params, body: { text } })}
      >
        {t('rfqs.sendAnswer')}
      </PrimaryButton>
    </div>
  )
}
