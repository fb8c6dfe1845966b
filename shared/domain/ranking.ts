import type { RankedBid } from './award.ts'
import type { OpenedBid } from './bid.ts'
import { totalsOf } from './bid-validation.ts'
import type { RfqLine } from './rfq.ts'
import { inOrder } from './time.ts'

type Standing = OpenedBid & { content: NonNullable<OpenedBid['content']> }

/** Only a valid bid that nobody disqualified stands in the ranking. */
export const stands = (bid: OpenedBid): bid is Standing =>
  bid.finding.kind === 'valid' && bid.content !== null && bid.disqualified === undefined

/**
 * The published rule: the lowest total of all required lines is first; among equals the one received earlier, shown as
 * tied. A bid's place depends on its own total and time alone, so a bid that loses never changes the order of the others.
 */
export const rankBids = (
  bids: readonly OpenedBid[],
  lines: readonly Pick<RfqLine, 'number' | 'quantity' | 'required'>[],
): RankedBid[] => {
  const totalled = bids.filter(stands).map((bid) => ({ bid, ...totalsOf(bid.content, lines, bid.content.currency) }))
  const ordered = totalled.toSorted(
    (a, b) =>
      a.comparedMinor - b.comparedMinor ||
      inOrder(a.bid.receivedAt, b.bid.receivedAt) ||
      inOrder(a.bid.supplierId, b.bid.supplierId),
  )
  const best = ordered[0]?.comparedMinor ?? 0
  const at = Map.groupBy(ordered, ({ comparedMinor }) => comparedMinor)
  return ordered.map(({ bid, comparedMinor, totalMinor }, index) => ({
    supplierId: bid.supplierId,
    supplierName: bid.supplierName,
    bidId: bid.bidId,
    rank: index + 1,
    comparedMinor,
    totalMinor,
    aboveBestMinor: comparedMinor - best,
    receivedAt: bid.receivedAt,
    tied: (at.get(comparedMinor)?.length ?? 0) > 1,
  }))
}
