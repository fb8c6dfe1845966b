import { useNow } from '../api/server-clock.ts'
import { remaining } from '../i18n/format.ts'
import { useFormat, useT } from '../i18n/I18nProvider.tsx'
import styles from './Deadline.module.css'

const HOUR = 3_600_000

interface Props {
  readonly at: string
  /** The zone in which the time was set. */
  readonly timeZone: string
  /** "Closes in", "Answer within": what happens then. */
  readonly label?: string
  /** Said in place of the countdown once it is over. */
  readonly overLabel?: string
  readonly compact?: boolean
}

const urgency = (left: number) => {
  if (left <= 0) return 'over'
  if (left <= HOUR) return 'hour'
  return left <= 24 * HOUR ? 'day' : 'calm'
}

/** A time said three ways: what is left by the server's clock, the time in its own zone, and in the reader's. */
export function Deadline({ at, timeZone, label, overLabel, compact }: Props) {
  const t = useT()
  const format = useFormat()
  const left = Date.parse(at) - useNow()
  const { days, clock } = remaining(left)
  const set = format.dateTimeIn(at, timeZone)
  const here = format.dateTime(at)
  const level = urgency(left)

  return (
    <div className={styles.deadline} data-level={level} data-compact={compact || undefined}>
      {level === 'over' ? (
        <span className={styles.left}>{overLabel ?? t('ui.timeOver')}</span>
      ) : (
        <span className={styles.left} role="timer">
          {label && <span className={styles.label}>{label} </span>}
          {days > 0 && `${t('ui.daysShort', { days })} `}
          {clock}
        </span>
      )}
      <span className={styles.times}>
        <time dateTime={at}>{set}</time>
        {!compact && here !== set && <span> · {t('ui.yourTime', { time: here })}</span>}
      </span>
    </div>
  )
}
