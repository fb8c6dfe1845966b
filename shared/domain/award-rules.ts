import type { Award, AwardProposal, RankedBid } from './award.ts'
import type { OpenedBid } from './bid.ts'
import { contractLinesOf } from './contract-rules.ts'
import type { Currency } from './money.ts'
import { sumMinor } from './money.ts'
import { ok, refuse } from './outcome.ts'
import { type Rfq, type RfqLine, rfqCan } from './rfq.ts'
import type { SupplierFacts } from './supplier-standing.ts'
import { DAY, later } from './time.ts'

/** How long an award or a change may stay undecided, unless the bid stops being valid before. Each step has a limit of its own. */
const UNDECIDED_DAYS = 60

/** When an undecided request for approval lapses, asked at an instant (UTC). */
export const undecidedUntil = (askedAt: string): string => later(askedAt, UNDECIDED_DAYS * DAY)

/** An award lapses sixty days from now, but not after the day the bid may lapse while that lies ahead. */
export const askedUntil = (askedAt: string, closesAt: string, validityDays: number): string => {
  const latest = Date.parse(undecidedUntil(askedAt))
  const bidLapses = Date.parse(closesAt) + validityDays * DAY
  const clipped = bidLapses > Date.parse(askedAt) + DAY ? Math.min(latest, bidLapses) : latest
  return new Date(clipped).toISOString()
}

/** Whether an RFQ has come to where an award may be proposed. */
export const mayPropose = (rfq: Pick<Rfq, 'status'>) => {
  if (rfqCan('proposeAward', rfq)) return ok(undefined)
  if (rfq.status === 'draft' || rfq.status === 'open') return refuse({ code: 'bids_not_opened', status: rfq.status })
  if (rfq.status === 'awarded' || rfq.status === 'complete') return refuse({ code: 'contract_committed' })
  return refuse({ code: 'rfq_not_in_status', status: rfq.status })
}

type Proposed = {
  rfq: Pick<Rfq, 'rfqId' | 'awardCount'>
  lines: readonly RfqLine[]
  bids: readonly OpenedBid[]
  ranking: readonly RankedBid[]
  proposal: AwardProposal
  budget: Award['budget']
  known: SupplierFacts
  by: Award['proposedBy']
  at: string
}

/** An award goes to a ranked bid; to another than the first only with a justification, which approvers read first. */
export const proposeAward = ({ rfq, lines, bids, ranking, proposal, budget, known, by, at }: Proposed) => {
  const bid = bids.find(({ supplierId }) => supplierId === proposal.supplierId)
  const ranked = ranking.find(({ supplierId }) => supplierId === proposal.supplierId)
  if (!bid?.content || !ranked) return refuse({ code: 'bid_not_eligible', supplierId: proposal.supplierId })
  const isLowest = ranked.rank === 1
  if (!isLowest && proposal.justification === '') {
    return refuse({ code: 'justification_required', pointer: '/justification', rank: ranked.rank })
  }
  const currency: Currency = bid.content.currency
  return ok<Award>({
    ...proposal,
    rfqId: rfq.rfqId,
    number: rfq.awardCount + 1,
    supplierName: bid.supplierName,
    bidId: bid.bidId,
    bidVersion: bid.version,
    bidSha256: bid.sha256,
    currency,
    totalMinor: sumMinor(contractLinesOf(lines, bid.content).map((line) => line.totalMinor)),
    isLowest,
    budget,
    ...known,
    proposedAt: at,
    proposedBy: by,
  })
}
