import {
  type QueryKey,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import type * as z from 'zod'
import type { Endpoint } from '../../../shared/contracts/endpoint.ts'
import { getMe, listMembers } from '../../../shared/contracts/organisations.ts'
import type { Answer, Client, Input, Refusal, RefusalOf } from './client.ts'

export const ApiContext = createContext<Client | undefined>(undefined)

export const useApi = (): Client => {
  const client = useContext(ApiContext)
  if (!client) throw new Error('useApi needs the ApiContext around it')
  return client
}

/** A refusal where a page asked for something to show; ErrorState says it as a sentence. */
export class Refused extends Error {
  override name = 'Refused'
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

export type Value<E extends Endpoint> = z.output<E['answers']['body']>

/** Queries of one route share the start of their key, so that `useRefetch` finds them all. */
export const queryKey = <E extends Endpoint>(endpoint: E, input?: Input<E>): QueryKey =>
  input === undefined ? [endpoint.path] : [endpoint.path, input]

interface QueryOptions {
  readonly enabled?: boolean
  readonly staleTime?: number
  /** Ask again every so many milliseconds, while the page is looked at. */
  readonly refetchInterval?: number | false
}

/** What a page shows; a refusal is the error `Refused`, so that a page has one way to say why nothing is there. */
export const useQueryOf = <E extends Endpoint>(
  endpoint: E,
  input: Input<E>,
  options: QueryOptions = {},
): UseQueryResult<Value<E>, Error> => {
  const call = useApi()
  return useQuery<Value<E>, Error>({
    ...options,
    queryKey: queryKey(endpoint, input),
    queryFn: async () => {
      const answer = await call(endpoint, input)
      if (!answer.ok) throw new Refused(answer.refusal)
      return answer.value
    },
  })
}

export type CallOf<E extends Endpoint> = UseMutationResult<Answer<E>, Error, Input<E>> & {
  /** Why the last call was refused, if it was. */
  readonly refusal: RefusalOf<E> | undefined
}

/** An act: `call.mutate(input)` or `await call.mutateAsync(input)`; the answer says whether it was refused. */
export const useCall = <E extends Endpoint>(
  endpoint: E,
  options: { readonly answered?: (answer: Answer<E>) => unknown } = {},
): CallOf<E> => {
  const call = useApi()
  const refetch = useRefetch()
  const mutation = useMutation<Answer<E>, Error, Input<E>>({
    mutationFn: (input) => call(endpoint, input),
    onSuccess: async (answer) => {
      await options.answered?.(answer)
      // The right was taken away since: the page learns it, and says who may.
      if (!answer.ok && answer.refusal.code === 'administrator_required') await refetch(getMe, listMembers)
    },
  })
  const refusal = mutation.data?.ok === false ? mutation.data.refusal : undefined
  return { ...mutation, refusal }
}

/** Asks again for everything these routes answered, after an act changed it. */
export const useRefetch = () => {
  const queries = useQueryClient()
  return (...endpoints: readonly Endpoint[]) =>
    Promise.all(endpoints.map((endpoint) => queries.invalidateQueries({ queryKey: queryKey(endpoint) })))
}
