import { type ReactNode, useId } from 'react'
import styles from './Section.module.css'

interface Props {
  readonly title: string
  /** A true number beside the title. */
  readonly count?: number
  readonly hint?: ReactNode
  readonly actions?: ReactNode
  /** A table or a list that brings its own edges. */
  readonly flush?: boolean
  readonly id?: string
  readonly children: ReactNode
}

export function Section({ title, count, hint, actions, flush, id, children }: Props) {
  const titleId = useId()
  return (
    <section className={styles.section} aria-labelledby={titleId} id={id}>
      <div className={styles.bar}>
        <h2 id={titleId} className={styles.title}>
          {title}
          {count !== undefined && <span className={styles.count}>{count}</span>}
        </h2>
        {actions && <div className={`${styles.actions} no-print`}>{actions}</div>}
      </div>
      {hint && <p className={styles.hint}>{hint}</p>}
      <div className={flush ? styles.flush : styles.body}>{children}</div>
    </section>
  )
}
