import { type ReactNode, useEffect, useRef } from 'react'
import { useExplain } from '../api/explain.ts'
import { SignedOut } from '../api/faults.ts'
import { SignInAgain } from './SignInAgain.tsx'
import styles from './states.module.css'

interface Props {
  /** A refusal the API answered, or the error a call threw. */
  readonly refusal?: { readonly code: string } | undefined
  readonly error?: Error | null
  /** The zone of the RFQ, for times inside the sentence. */
  readonly timeZone?: string
  /** A way on: a link or a button. */
  readonly action?: ReactNode
}

/** A refusal is a sentence and a way on. It takes the focus, because the act the reader just did was not done. */
export function RefusalNotice({ refusal, error, timeZone, action }: Props) {
  const explain = useExplain(timeZone)
  const cause = refusal ?? error ?? undefined
  const notice = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (cause) notice.current?.focus()
  }, [cause])
  if (!cause) return null

  const { sentence, reference } = explain(cause)
  return (
    <div className={styles.notice} role="alert" tabIndex={-1} ref={notice}>
      <p className={styles.title}>{sentence}</p>
      {reference && <p className={styles.text}>{reference}</p>}
      {cause instanceof SignedOut && (
        <div className={styles.action}>
          <SignInAgain />
        </div>
      )}
      {action && <div className={styles.action}>{action}</div>}
    </div>
  )
}
