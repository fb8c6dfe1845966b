import type { ReactNode } from 'react'
import { useNow } from '../api/server-clock.ts'
import { useFormat } from '../i18n/I18nProvider.tsx'
import type { Tone } from './StatusBadge.tsx'
import styles from './Timeline.module.css'

export interface TimelineItem {
  readonly id: string
  readonly at: string
  readonly title: ReactNode
  readonly by?: string
  readonly tone?: Tone
  /** What proves or explains the entry; opens on demand. */
  readonly proof?: ReactNode
  readonly proofLabel?: string
}

/** What happened, newest first, each entry with its time and its proof. */
export function Timeline({ items, timeZone }: { readonly items: readonly TimelineItem[]; readonly timeZone?: string }) {
  const format = useFormat()
  const now = useNow(60_000)
  return (
    <ol className={styles.timeline}>
      {items.map(({ id, at, title, by, tone = 'plain', proof, proofLabel }) => (
        <li key={id} className={styles.item} data-tone={tone}>
          <div className={styles.line}>
            <span className={styles.title}>{title}</span>
            <time dateTime={at} className={styles.time} title={format.exactIn(at, timeZone ?? format.readerZone)}>
              {format.relative(at, now)}
            </time>
          </div>
          <div className={styles.detail}>
            {by && <span>{by} · </span>}
            {format.dateTimeIn(at, timeZone ?? format.readerZone)}
          </div>
          {proof && (
            <details className={styles.proof}>
              <summary>{proofLabel}</summary>
              <div>{proof}</div>
            </details>
          )}
        </li>
      ))}
    </ol>
  )
}
