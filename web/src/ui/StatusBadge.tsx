import styles from './StatusBadge.module.css'

/** `plain` is a state, `good` an outcome, `due` waits for somebody, `danger` is a veto or a loss. */
export type Tone = 'plain' | 'good' | 'due' | 'danger' | 'quiet'

/** The state of a thing as a word; the mark before it differs in shape, so that colour is never alone. */
export function StatusBadge({ tone = 'plain', children }: { readonly tone?: Tone; readonly children: string }) {
  return (
    <span className={styles.badge} data-tone={tone}>
      <svg viewBox="0 0 10 10" aria-hidden="true" className={styles.mark}>
        {tone === 'plain' && <circle cx="5" cy="5" r="3.5" fill="none" stroke="currentColor" strokeWidth="1.5" />}
        {tone === 'good' && <path d="M1.5 5.2 4 7.7 8.5 2.5" fill="none" stroke="currentColor" strokeWidth="1.8" />}
        {tone === 'due' && <circle cx="5" cy="5" r="4" fill="currentColor" />}
        {tone === 'danger' && <path d="M2 2l6 6M8 2 2 8" fill="none" stroke="currentColor" strokeWidth="1.8" />}
        {tone === 'quiet' && <path d="M2 5h6" fill="none" stroke="currentColor" strokeWidth="1.8" />}
      </svg>
      {children}
    </span>
  )
}
