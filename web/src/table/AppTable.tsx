import { useMediaQuery } from '@mantine/hooks'
import type { LinkProps } from '@tanstack/react-router'
import {
  createSortedRowModel,
  rowSortingFeature,
  type SortFn,
  sortFn_basic,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { type ReactNode, useMemo } from 'react'
import { useT } from '../i18n/I18nProvider.tsx'
import { ActButton } from '../ui/ActButton.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { LoadingState } from '../ui/LoadingState.tsx'
import styles from './AppTable.module.css'
import { TableCards } from './TableCards.tsx'
import { TableRows } from './TableRows.tsx'
import type { Pages } from './use-pages.ts'
import type { TableSearch } from './use-table-search.ts'

export interface Column<T> {
  readonly id: string
  readonly header: string
  readonly cell: (row: T) => ReactNode
  /** Numbers and times stand at the end, in tabular figures. */
  readonly align?: 'end'
  /** What the column sorts by; without it, it does not sort. Nothing known sorts last. */
  readonly sortBy?: (row: T) => string | number | null
  /** A CSS width, for columns that should not breathe. */
  readonly width?: string
  /** Left out where rows become cards. */
  readonly notInCards?: boolean
  /** Left out where the table has less than 64 rem. */
  readonly onlyWide?: boolean
}

interface Props<T> {
  /** What the table lists, for those who do not see it. */
  readonly label: string
  readonly columns: readonly Column<T>[]
  readonly pages: Pages<T>
  readonly rowKey: (row: T) => string
  /** Where a row leads: its first cell becomes the link. */
  readonly rowLink?: (row: T) => LinkProps
  readonly search?: TableSearch
  /** What an empty list says and offers. */
  readonly empty: ReactNode
}

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { basic: sortFn_basic },
})
type Features = typeof features

const byValue = <T extends object>(columns: readonly Column<T>[]): SortFn<Features, T> => {
  const collator = new Intl.Collator(undefined, { numeric: true })
  return (one, other, columnId) => {
    const sortBy = columns.find(({ id }) => id === columnId)?.sortBy
    const a = sortBy?.(one.original) ?? null
    const b = sortBy?.(other.original) ?? null
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
    return typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b))
  }
}

const NARROW = '(width < 40em)'
const NOTHING: readonly never[] = []

/** A work list: sticky header and first column, sorted by the URL, moved through by keys, cards on a phone. */
export function AppTable<T extends object>({ label, columns, pages, rowKey, rowLink, search, empty }: Props<T>) {
  const t = useT()
  const narrow = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false })
  // Sorting a part of a list would claim an order the whole does not have.
  const sortable = search !== undefined && !pages.hasMore
  const sort = sortable ? search.sort : undefined

  const definitions = useMemo(() => {
    const sortFn = byValue(columns)
    return columns.map(({ id, header }) => ({ id, header, accessorFn: (row: T) => row, sortFn }))
  }, [columns])
  const table = useTable<Features, T>({
    features,
    columns: definitions,
    data: pages.rows ?? NOTHING,
    getRowId: rowKey,
    state: { sorting: sort ? [{ id: sort.id, desc: sort.descending }] : [] },
  })

  if (pages.error && !pages.rows) return <ErrorState error={pages.error} retry={pages.retry} />
  if (!pages.rows) return <LoadingState lines={6} />
  if (pages.rows.length === 0) return <div className={styles.frame}>{empty}</div>

  const rows = table.getRowModel().rows.map(({ original }) => original)
  const View = narrow ? TableCards : TableRows
  return (
    <div className={styles.frame}>
      <View<T>
        label={label}
        columns={columns}
        rows={rows}
        rowKey={rowKey}
        {...(rowLink ? { rowLink } : {})}
        {...(sortable ? { sort: { current: sort, turn: search.turnSort } } : {})}
      />
      {pages.hasMore && (
        <div className={styles.more}>
          <span>{t('table.shown', { count: rows.length })}</span>
          <ActButton size="xs" loading={pages.loadingMore} onClick={pages.loadMore}>
            {t('table.more')}
          </ActButton>
        </div>
      )}
    </div>
  )
}
