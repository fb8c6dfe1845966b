import { type Decision, type Said, saidIn } from '../../../../../shared/domain/decisions.ts'
import { useFormat, useT } from '../../../i18n/I18nProvider.tsx'
import styles from './approval.module.css'

interface Props {
  readonly said: Decision
  readonly timeZone: string
  /** Only that it was said, and why in a word. */
  readonly brief?: boolean
}

/** What somebody decided, when, and in which words. */
export function SaidWords({ said, timeZone, brief = false }: Props) {
  const t = useT()
  const format = useFormat()
  const words = saidIn(said)
  if (!words) return null
  return (
    <div className={styles.said}>
      <p className={styles.label}>
        {t('approvals.saidAt', {
          decision: words.condition ? 'approveOnCondition' : words.decision,
          at: format.dateTimeIn(said.decidedAt, timeZone),
        })}
      </p>
      <Words said={words} brief={brief} />
    </div>
  )
}

/** The words themselves: a veto's reason, what was said, and what would lift it or has to be met. */
export function Words({ said, brief = false }: { readonly said: Said; readonly brief?: boolean }) {
  const t = useT()
  const { reasonCode, words, condition, remedy } = said
  return (
    <>
      {reasonCode && <p className={styles.reason}>{t('approvals.reason', { reason: reasonCode })}</p>}
      {!brief && words && <p className={styles.prose}>{words}</p>}
      {condition && <Indented label={t('approvals.condition')} words={condition} />}
      {!brief && remedy && <Indented label={t('approvals.remedy')} words={remedy} />}
    </>
  )
}

export function Indented({ label, words }: { readonly label: string; readonly words: string }) {
  return (
    <div className={styles.remedy}>
      <p className={styles.label}>{label}</p>
      <p className={styles.prose}>{words}</p>
    </div>
  )
}
