import { Textarea } from '@mantine/core'
import { useRef, useState } from 'react'
import { ulid } from 'ulid'
import type { Question } from '../../../../../shared/contracts/rfqs.ts'
import { askQuestion, listTenderQuestions, type Tender } from '../../../../../shared/contracts/tenders.ts'
import { useCall, useQueryOf, useRefetch } from '../../../api/use-api.ts'
import { useFormat, useT } from '../../../i18n/I18nProvider.tsx'
import { ActButton } from '../../../ui/ActButton.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { QueryState } from '../../../ui/QueryState.tsx'
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx'
import { Section } from '../../../ui/Section.tsx'
import { StatusBadge } from '../../../ui/StatusBadge.tsx'
import { toast } from '../../../ui/toast.tsx'
import styles from '../../rfqs/live/live.module.css'

interface Props {
  readonly tender: Tender
  readonly whyNot: string | undefined
}

export function TenderQuestions({ tender, whyNot }: Props) {
  const t = useT()
  const params = { buyerId: tender.buyerId, rfqId: tender.rfqId }
  const questions = useQueryOf(listTenderQuestions, { params }, { refetchInterval: 60_000 })
  return (
    <Section
      id="questions"
      title={t('tenders.questions')}
      hint={t('tenders.questionsHint')}
      {...(questions.data ? { count: questions.data.items.length } : {})}
    >
      <QueryState query={questions}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('tenders.noQuestions')} />
          ) : (
            <ol className={styles.entries}>
              {items.map((question) => (
                <Entry key={question.questionId} question={question} timeZone={tender.terms.timeZone} />
              ))}
            </ol>
          )
        }
      </QueryState>
      <Ask tender={tender} whyNot={whyNot} />
    </Section>
  )
}

function Entry({ question, timeZone }: { readonly question: Question; readonly timeZone: string }) {
  const t = useT()
  const format = useFormat()
  return (
    <li className={styles.entry}>
      <div className={styles.split}>
        <p className={styles.prose}>{question.text}</p>
        {question.own && (
          <StatusBadge tone={question.answer ? 'plain' : 'due'}>{t('tenders.yourQuestion')}</StatusBadge>
        )}
      </div>
      <p className={styles.fine}>{t('tenders.askedAt', { at: format.dateTimeIn(question.askedAt, timeZone) })}</p>
      {question.answer ? (
        <div className={styles.reply}>
          <p className={styles.prose}>{question.answer.text}</p>
          <p className={styles.fine}>
            {t('tenders.answeredAt', { at: format.dateTimeIn(question.answer.answeredAt, timeZone) })}
          </p>
        </div>
      ) : (
        <p className={styles.fine}>{t('tenders.noAnswerYet')}</p>
      )}
    </li>
  )
}

function Ask({ tender, whyNot }: Props) {
  const t = useT()
  const refetch = useRefetch()
  const [text, setText] = useState('')
  // One id until the question was taken: asking again after a lost answer is the same question.
  const questionId = useRef(`qst_${ulid()}`)
  const ask = useCall(askQuestion, {
    answered: async (answer) => {
      if (!answer.ok) return
      questionId.current = `qst_${ulid()}`
      setText('')
      toast(t('tenders.sent'))
      await refetch(listTenderQuestions)
    },
  })
  const params = { buyerId: tender.buyerId, rfqId: tender.rfqId }
  return (
    <div className={styles.answer}>
      <RefusalNotice refusal={ask.refusal} error={ask.error} timeZone={tender.terms.timeZone} />
      <Textarea
        label={t('tenders.ask')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        autosize
        minRows={2}
        maxRows={12}
        maxLength={4_000}
      />
      <ActButton
        loading={ask.isPending}
        disabledReason={whyNot ?? (text.trim() === '' ? t('tenders.askMissing') : undefined)}
        onClick={() => ask.mutate({ params: { ...params, questionId: questionId.current }, body: { text } })}
      >
        {t('tenders.send')}
      </ActButton>
    </div>
  )
}
