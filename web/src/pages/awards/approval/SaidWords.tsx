import { type Decision, saidIn } from '../../../../../shared/domain/decisions.ts'
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
      {words.reasonCode && <p className={styles.reason}>{t('approvals.reason', { reason: words.reasonCode })}</p>}
      {!brief && words.words && <p className={styles.prose}>{words.words}</p>}
      {words.condition && <Indented label={t('approvals.condition')} words={words.condition} />}
      {!brief && words.remedy && <Indented label={t('approvals.remedy')} words={words.remedy} />}
    </div>
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
