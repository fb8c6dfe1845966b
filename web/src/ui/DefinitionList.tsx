import type { ReactNode } from 'react'
import styles from './DefinitionList.module.css'

export interface Definition {
  readonly term: string
  readonly value: ReactNode
}

/** Facts with their names. An empty value is said as a dash, never left out silently. */
export function DefinitionList({
  items,
  columns = 1,
}: {
  readonly items: readonly Definition[]
  readonly columns?: 1 | 2
}) {
  return (
    <dl className={styles.list} data-columns={columns}>
      {items.map(({ term, value }) => (
        <div key={term} className={styles.item}>
          <dt>{term}</dt>
          <dd>{value === undefined || value === null || value === '' ? '–' : value}</dd>
        </div>
      ))}
    </dl>
  )
}
