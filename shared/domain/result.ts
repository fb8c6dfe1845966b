import type { RankedBid } from './award.ts'
import type { OpenedBid } from './bid.ts'
import type { BidResult, Contract } from './contract.ts'
import { ok, refuse } from './outcome.ts'
import { stands } from './ranking.ts'
import type { Rfq } from './rfq.ts'

type Asked = Pick<Rfq, 'status' | 'terms' | 'buyerId' | 'cancelled' | 'unsuccessful'>
type Told = Omit<BidResult, 'outcome' | 'buyerId' | 'currency'>

/** What the RFQ announced that bidders are told of the winner, and no more. */
const ofWinner = (rfq: Asked, contract: Pick<Contract, 'supplier' | 'totalMinor'>): Told => {
  const { toldToLosers } = rfq.terms
  return {
    ...(toldToLosers !== 'rankOnly' && { winningTotalMinor: contract.totalMinor }),
    ...(toldToLosers === 'winnerAndTotal' && { winnerName: contract.supplier.legalName }),
  }
}

/**
 * What became of one bid. A bid that was set aside is told so at once, with its cause; the others when it is decided.
 * Everybody gets the same members, as the RFQ announced them.
 */
export const resultOf = (
  rfq: Asked,
  bid: OpenedBid,
  ranked: readonly RankedBid[],
  contract: Pick<Contract, 'supplier' | 'totalMinor'> | undefined,
) => {
  const { currency } = rfq.terms
  if (currency === null || rfq.status === 'draft' || rfq.status === 'open') return refuse({ code: 'result_not_ready' })
  const told = (outcome: BidResult['outcome'], more: Told): { ok: true; value: BidResult } =>
    ok({ outcome, currency, buyerId: rfq.buyerId, ...more })

  if (bid.finding.kind === 'invalid') return told('invalid', { causes: bid.finding.causes })
  if (bid.disqualified) return told('disqualified', { reason: bid.disqualified.reason })
  if (rfq.cancelled) return told('cancelled', { reason: rfq.cancelled.reason })
  if (rfq.unsuccessful) return told('unsuccessful', { reason: rfq.unsuccessful.reason })
  if (!contract) return refuse({ code: 'result_not_ready' })

  const own = stands(bid) ? ranked.find(({ supplierId }) => supplierId === bid.supplierId) : undefined
  const place = own ? { rank: own.rank, ranked: ranked.length, ownTotalMinor: own.totalMinor } : {}
  return contract.supplier.orgId === bid.supplierId
    ? told('awarded', { ...place, winningTotalMinor: contract.totalMinor, winnerName: contract.supplier.legalName })
    : told('notAwarded', { ...place, ...ofWinner(rfq, contract) })
}
