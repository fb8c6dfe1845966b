import type { listMyBids } from '../../../../shared/contracts/bids.ts'
import { isClosed } from '../../../../shared/domain/rfq.ts'
import type { Value } from '../../api/use-api.ts'

export type MyBid = Value<typeof listMyBids>['items'][number]

type Standing = Pick<MyBid, 'status' | 'closesAt'>

/** The state of the RFQ as its bidder sees it: closed by the clock before any job has opened it. */
export const stateOf = ({ status, closesAt }: Standing, now: number): string =>
  status === 'open' && isClosed(closesAt, new Date(now).toISOString()) ? 'closed' : status

export const isOver = (bid: Standing, now: number): boolean => stateOf(bid, now) !== 'open'
