import * as z from 'zod'
import { RankedBid } from './award.ts'
import { OpenedBid } from './bid.ts'
import { type BidTotals, totalsOf } from './bid-validation.ts'
import { AmountMinor, isExact } from './money.ts'
import { rankBids, stands } from './ranking.ts'
import type { RfqLine } from './rfq.ts'
import { inOrder } from './time.ts'

/** What one bid says to one line: `null` no answer, `'noBid'`, or its offer with whether it is the best of the line. */
export const Cell = z.union([
  z.null(),
  z.literal('noBid'),
  z.object({
    unitPrice: z.string(),
    priceBase: z.string().optional(),
    totalMinor: AmountMinor,
    deliveryDays: z.int().optional(),
    note: z.string().optional(),
    best: z.boolean(),
  }),
])
export type Cell = z.infer<typeof Cell>

export const ComparedBid = OpenedBid.omit({ content: true }).extend({
  /** One per RFQ line, in the order of the lines. */
  cells: z.array(Cell),
  /** Sum over every line priced; nothing where the bid did not open or is not exact. */
  totalMinor: AmountMinor.nullable(),
  /** Lines without a price, said or unsaid. */
  gaps: z.int(),
  validityDays: z.int().nullable(),
  note: z.string(),
  ranking: RankedBid.nullable(),
})
export type ComparedBid = z.infer<typeof ComparedBid>

const cellsOf = (
  { content }: OpenedBid,
  totals: BidTotals | undefined,
  lines: readonly RfqLine[],
  best: ReadonlyMap<string, number>,
  eligible: boolean,
): Cell[] => {
  const answers = new Map(content?.lines.toReversed().map((answer) => [answer.number, answer]))
  return lines.map(({ number }) => {
    const answer = answers.get(number)
    if (!answer) return null
    if (answer.kind === 'noBid') return 'noBid'
    const totalMinor = totals?.byLine.get(number) ?? Number.NaN
    if (!isExact(totalMinor)) return null
    const { unitPrice, priceBase, deliveryDays, note } = answer
    return {
      unitPrice,
      totalMinor,
      best: eligible && best.get(number) === totalMinor,
      ...(priceBase !== undefined && { priceBase }),
      ...(deliveryDays !== undefined && { deliveryDays }),
      ...(note && { note }),
    }
  })
}

/** Lines × bids: ranked bids first by rank, then those out of the ranking in the order they were received. */
export const compareBids = (bids: readonly OpenedBid[], lines: readonly RfqLine[]): ComparedBid[] => {
  const ranking = new Map(rankBids(bids, lines).map((ranked) => [ranked.supplierId, ranked]))
  const totalled = bids.map((bid) => ({
    bid,
    totals: bid.content ? totalsOf(bid.content, lines, bid.content.currency) : undefined,
  }))
  const best = new Map<string, number>()
  for (const { bid, totals } of totalled) {
    if (!totals || !stands(bid)) continue
    for (const [number, total] of totals.byLine) best.set(number, Math.min(total, best.get(number) ?? total))
  }
  return totalled
    .map(({ bid, totals }) => {
      const { content, ...rest } = bid
      const cells = cellsOf(bid, totals, lines, best, stands(bid))
      return {
        ...rest,
        cells,
        totalMinor: totals && isExact(totals.totalMinor) ? totals.totalMinor : null,
        gaps: cells.filter((cell) => cell === null || cell === 'noBid').length,
        validityDays: content?.validityDays ?? null,
        note: content?.note ?? '',
        ranking: ranking.get(bid.supplierId) ?? null,
      }
    })
    .toSorted(
      (a, b) =>
        (a.ranking?.rank ?? Number.POSITIVE_INFINITY) - (b.ranking?.rank ?? Number.POSITIVE_INFINITY) ||
        inOrder(a.receivedAt, b.receivedAt),
    )
}
