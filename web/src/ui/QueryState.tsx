import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ErrorState } from './ErrorState.tsx'
import { LoadingState } from './LoadingState.tsx'

interface Props<T> {
  readonly query: UseQueryResult<T, Error>
  readonly lines?: number
  readonly children: (value: T) => ReactNode
}

/** Loading, failed or here: `<QueryState query={rfq}>{(rfq) => …}</QueryState>`. Old data stays while new is fetched. */
export function QueryState<T>({ query, lines, children }: Props<T>) {
  if (query.data !== undefined) return children(query.data)
  if (query.error) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  return <LoadingState {...(lines === undefined ? {} : { lines })} />
}
