import { NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../i18n/I18nProvider.tsx'
import { ActButton } from '../ui/ActButton.tsx'
import styles from './AppTable.module.css'
import type { TableSearch } from './use-table-search.ts'

/** Filters of a list, kept in the URL; taken away together by one button. */
export function Filters({ search, children }: { readonly search: TableSearch; readonly children: ReactNode }) {
  const t = useT()
  return (
    <search className={`${styles.filters} no-print`}>
      {children}
      {Object.keys(search.filters).length > 0 && (
        <ActButton variant="subtle" onClick={search.clear}>
          {t('table.clearFilters')}
        </ActButton>
      )}
    </search>
  )
}

interface FilterProps {
  readonly search: TableSearch
  readonly name: string
  readonly label: string
}

export function FilterSelect({
  search,
  name,
  label,
  options,
}: FilterProps & { readonly options: readonly { readonly value: string; readonly label: string }[] }) {
  const t = useT()
  return (
    <NativeSelect
      label={label}
      value={search.filters[name] ?? ''}
      data={[{ value: '', label: t('table.all') }, ...options]}
      onChange={(event) => search.setFilter(name, event.currentTarget.value)}
    />
  )
}
