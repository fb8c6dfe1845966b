import type { ReactNode } from 'react'
import styles from './states.module.css'

/** Something to know before acting: `due` waits for the reader, `plain` informs, `danger` warns. */
export function Notice({
  tone = 'plain',
  title,
  children,
}: {
  readonly tone?: 'plain' | 'due' | 'danger'
  readonly title?: string
  readonly children?: ReactNode
}) {
  return (
    <div className={styles.notice} data-tone={tone}>
      {title && <p className={styles.title}>{title}</p>}
      {children}
    </div>
  )
}
