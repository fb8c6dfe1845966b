import styles from './AppTable.module.css'
import { type RowsProps, RowTitle } from './TableRows.tsx'

/** The same rows where a table has no room: one card each, every value with its name. */
export function TableCards<T>({ label, columns, rows, rowKey, rowLink }: RowsProps<T>) {
  const [first, ...others] = columns
  return (
    <ul className={styles.cards} aria-label={label}>
      {rows.map((row) => (
        <li key={rowKey(row)}>
          <div className={styles.cardTitle}>
            <RowTitle link={rowLink?.(row)}>{first?.cell(row)}</RowTitle>
          </div>
          <dl>
            {others
              .filter(({ notInCards }) => !notInCards)
              .map(({ id, header, cell }) => (
                <div key={id}>
                  <dt>{header}</dt>
                  <dd>{cell(row)}</dd>
                </div>
              ))}
          </dl>
        </li>
      ))}
    </ul>
  )
}
