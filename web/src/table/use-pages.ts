import { useInfiniteQuery } from '@tanstack/react-query'
import type { Endpoint } from '../../../shared/contracts/endpoint.ts'
import type { Input } from '../api/client.ts'
import { queryKey, Refused, useApi, type Value } from '../api/use-api.ts'

interface PageOf<T> {
  readonly items: readonly T[]
  readonly next?: string | undefined
}
type ItemOf<E extends Endpoint> = Value<E> extends { items: readonly (infer T)[] } ? T : never

export interface Pages<T> {
  readonly rows: readonly T[] | undefined
  readonly error: Error | null
  readonly retry: () => void
  readonly hasMore: boolean
  readonly loadMore: () => void
  readonly loadingMore: boolean
}

/** A list that comes in pages; `query` holds its filters, the cursor is added here. */
export const usePages = <E extends Endpoint>(
  endpoint: E,
  input: { readonly params?: object; readonly query?: object } = {},
  options: { readonly enabled?: boolean } = {},
): Pages<ItemOf<E>> => {
  const call = useApi()
  const query = useInfiniteQuery({
    ...options,
    queryKey: [...queryKey(endpoint), 'pages', input],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }): Promise<PageOf<ItemOf<E>>> => {
      const answer = await call(endpoint, {
        ...input,
        query: { limit: 100, ...input.query, cursor: pageParam },
      } as Input<E>)
      if (!answer.ok) throw new Refused(answer.refusal)
      return answer.value as PageOf<ItemOf<E>>
    },
    getNextPageParam: (page) => page.next,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  })
  return {
    rows: query.data,
    error: query.error,
    retry: () => void query.refetch(),
    hasMore: query.hasNextPage,
    loadMore: () => void query.fetchNextPage(),
    loadingMore: query.isFetchingNextPage,
  }
}

/** A list that came whole, for AppTable. */
export const wholeList = <T>(
  rows: readonly T[] | undefined,
  query: { readonly error: Error | null; readonly refetch: () => unknown },
): Pages<T> => ({
  rows,
  error: query.error,
  retry: () => void query.refetch(),
  hasMore: false,
  loadMore: () => undefined,
  loadingMore: false,
})
