import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'

export interface Sort {
  readonly id: string
  readonly descending: boolean
}

export interface TableSearch {
  readonly sort: Sort | undefined
  readonly filters: Readonly<Record<string, string>>
  /** Ascending, then descending, then as it came. */
  readonly turnSort: (id: string) => void
  /** An empty value takes the filter away. */
  readonly setFilter: (name: string, value: string) => void
  readonly clear: () => void
}

const readSort = (text: string | undefined): Sort | undefined => {
  if (!text) return undefined
  return text.startsWith('-') ? { id: text.slice(1), descending: true } : { id: text, descending: false }
}

/** Sort and filters live in the URL: a list can be bookmarked, sent, and gone back to. */
export const useTableSearch = (): TableSearch => {
  const search: Readonly<Record<string, string | undefined>> = useSearch({ strict: false })
  const navigate = useNavigate()

  return useMemo(() => {
    const { sort: sortText, ...rest } = search
    const sort = readSort(sortText)
    const filters = Object.fromEntries(
      Object.entries(rest).filter((entry): entry is [string, string] => Boolean(entry[1])),
    )
    const go = (next: Readonly<Record<string, string | undefined>>) =>
      void navigate({ to: '.', search: next, replace: true })

    return {
      sort,
      filters,
      turnSort: (id) => {
        const next = sort?.id !== id ? id : sort.descending ? undefined : `-${id}`
        go({ ...search, sort: next })
      },
      setFilter: (name, value) => go({ ...search, [name]: value || undefined }),
      clear: () => go({}),
    }
  }, [search, navigate])
}
