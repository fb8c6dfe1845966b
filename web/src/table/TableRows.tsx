import { Link, type LinkProps } from '@tanstack/react-router'
import type { KeyboardEvent, ReactNode } from 'react'
import styles from './AppTable.module.css'
import type { Column } from './AppTable.tsx'
import type { Sort } from './use-table-search.ts'

export interface RowsProps<T> {
  readonly label: string
  readonly columns: readonly Column<T>[]
  readonly rows: readonly T[]
  readonly rowKey: (row: T) => string
  readonly rowLink?: (row: T) => LinkProps
  readonly sort?: { readonly current: Sort | undefined; readonly turn: (id: string) => void }
}

/** Up and down go from row to row, Home and End to the ends; Enter opens, since the link has the focus. */
const moveByKey = (event: KeyboardEvent<HTMLElement>) => {
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row-link]')]
  const here = links.findIndex((link) => link.matches(':focus'))
  if (here < 0) return
  const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: links.length - 1 }[event.key]
  if (to === undefined) return
  event.preventDefault()
  links[to]?.focus()
}

export function RowTitle({ link, children }: { readonly link: LinkProps | undefined; readonly children: ReactNode }) {
  if (!link) return children
  return (
    <Link {...link} className={styles.link} data-row-link="">
      {children}
    </Link>
  )
}

export function TableRows<T>({ label, columns, rows, rowKey, rowLink, sort }: RowsProps<T>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section className={styles.scroll} aria-label={label} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeaderCell key={column.id} column={column} {...(sort ? { sort } : {})} />
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={moveByKey}>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map(({ id, align, cell, onlyWide }, index) =>
                index === 0 ? (
                  <th key={id} scope="row" data-align={align}>
                    <RowTitle link={rowLink?.(row)}>{cell(row)}</RowTitle>
                  </th>
                ) : (
                  <td key={id} data-align={align} data-only-wide={onlyWide || undefined}>
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface HeaderProps<T> {
  readonly column: Column<T>
  readonly sort?: NonNullable<RowsProps<T>['sort']>
}

function HeaderCell<T>({ column: { id, header, align, width, sortBy, onlyWide }, sort }: HeaderProps<T>) {
  const own = sort?.current?.id === id ? sort.current : undefined
  const direction = own && (own.descending ? 'descending' : 'ascending')
  return (
    <th
      scope="col"
      data-align={align}
      data-only-wide={onlyWide || undefined}
      aria-sort={direction}
      style={width === undefined ? undefined : { width }}
    >
      {sort && sortBy ? (
        <button type="button" className={styles.sort} onClick={() => sort.turn(id)}>
          {header}
          <span aria-hidden="true" className={styles.arrow}>
            {own && (own.descending ? '↓' : '↑')}
          </span>
        </button>
      ) : (
        header
      )}
    </th>
  )
}
