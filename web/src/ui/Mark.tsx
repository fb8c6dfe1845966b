import styles from './Mark.module.css'

/** The envelope of the name: closed while bids are sealed, open after. */
export function Mark({ open = false, size = 20 }: { readonly open?: boolean; readonly size?: number }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      aria-hidden="true"
    >
      {open ? (
        <path d="M3 10.5 12 3.6l9 6.9V20H3z M3 10.5l9 6 9-6" strokeLinejoin="round" />
      ) : (
        <>
          <path d="M3 5h18v14H3z M3 5.5l9 7 9-7" strokeLinejoin="round" />
          <circle cx="12" cy="13" r="2.6" fill="currentColor" stroke="none" />
        </>
      )}
    </svg>
  )
}

export function Wordmark() {
  return (
    <span className={styles.wordmark}>
      <Mark size={18} />
      sealbid
    </span>
  )
}
