import styles from './contract.module.css'

interface Props {
  readonly line: { readonly number: string; readonly name: string; readonly description?: string }
}

/** Which line: as much of its name as fits, and what it is on resting there. */
export function LineName({ line: { number, name, description } }: Props) {
  return (
    <span className={styles.item} title={[name, description].filter(Boolean).join('\n')}>
      <span className={styles.number}>{number}</span> {name}
    </span>
  )
}
