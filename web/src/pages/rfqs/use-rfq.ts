import type { UseQueryResult } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { getRfq } from '../../../../shared/contracts/rfqs.ts'
import { isClosed, type Rfq } from '../../../../shared/domain/rfq.ts'
import { serverNow } from '../../api/server-clock.ts'
import { Refused, useQueryOf } from '../../api/use-api.ts'

const MINUTE = 60_000

export const useRfqId = (): string => {
  const { rfqId } = useParams({ strict: false })
  if (rfqId === undefined) throw new Error('This page is about an RFQ')
  return rfqId
}

/** How soon an RFQ may look different: often while bids are about to be opened, seldom otherwise. */
const nextLook = (rfq: Rfq | undefined): number => {
  const closesAt = rfq?.status === 'open' ? rfq.terms.closesAt : null
  if (!closesAt) return 2 * MINUTE
  const left = Date.parse(closesAt) - serverNow()
  return left < MINUTE ? 4_000 : Math.min(left - MINUTE / 2, MINUTE)
}

export const useRfq = (rfqId: string) => {
  const known = useQueryOf(getRfq, { params: { rfqId } })
  return useQueryOf(getRfq, { params: { rfqId } }, { refetchInterval: nextLook(known.data) })
}

/**
 * Where something of an RFQ is refused, because the RFQ itself is not there perhaps: then that is what to say. What it
 * answers is for `QueryState`, of which only the waiting and the reason are shown.
 */
export const useReason = (rfqId: string, query: UseQueryResult<unknown, Error>): UseQueryResult<unknown, Error> => {
  const rfq = useQueryOf(getRfq, { params: { rfqId } }, { enabled: query.error instanceof Refused })
  return rfq.isLoading || rfq.error ? rfq : query
}

/** Closed by the clock, whether or not the bids have been opened yet. */
export const hasClosed = (rfq: Pick<Rfq, 'status' | 'terms'>, now: number): boolean =>
  rfq.status === 'open' && rfq.terms.closesAt !== null && isClosed(rfq.terms.closesAt, new Date(now).toISOString())
