import type { ReactNode } from 'react'
import { Mark } from './Mark.tsx'
import styles from './Seal.module.css'

interface Props {
  readonly open: boolean
  /** What is true of the seal now, in one sentence: only what was checked. */
  readonly statement: string
  /** How one can check it. */
  readonly detail?: ReactNode
}

export function Seal({ open, statement, detail }: Props) {
  return (
    <div className={styles.seal} data-open={open || undefined}>
      <span className={styles.mark}>
        <Mark open={open} size={26} />
      </span>
      <div>
        <p className={styles.statement}>{statement}</p>
        {detail && <div className={styles.detail}>{detail}</div>}
      </div>
    </div>
  )
}
