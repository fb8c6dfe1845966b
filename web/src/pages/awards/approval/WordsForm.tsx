import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { useT } from '../../../i18n/I18nProvider.tsx'
import { ActButton } from '../../../ui/ActButton.tsx'
import { useOneAtATime } from '../../../ui/one-at-a-time.ts'
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx'
import styles from './approval.module.css'

interface Props {
  readonly label: string
  readonly hint: string
  readonly send: string
  /** What was sent before: to be corrected, not typed again. */
  readonly before?: string
  readonly refusal: { readonly code: string } | undefined
  readonly error: Error | null
  readonly timeZone: string
  readonly onSend: (words: string) => Promise<void>
}

/** A few words to one person, kept as typed until they arrived. */
export function WordsForm({ label, hint, send: sendLabel, before = '', refusal, error, timeZone, onSend }: Props) {
  const t = useT()
  const [words, setWords] = useState(before)
  const [send, isSending] = useOneAtATime(onSend)
  const said = words.trim()
  const notYet = () => {
    if (said === '') return t('approvals.wordsMissing')
    return said === before ? t('approvals.saidAlready') : undefined
  }
  return (
    <form
      className={`${styles.form} no-print`}
      onSubmit={(event) => {
        event.preventDefault()
        if (notYet() === undefined) void send(said)
      }}
    >
      <RefusalNotice refusal={refusal} error={error} timeZone={timeZone} />
      <Textarea
        label={label}
        description={hint}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        autosize
        minRows={2}
        maxRows={12}
        maxLength={4_000}
      />
      <div>
        <ActButton size="xs" type="submit" loading={isSending} disabledReason={notYet()}>
          {sendLabel}
        </ActButton>
      </div>
    </form>
  )
}
