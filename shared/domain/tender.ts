import * as z from 'zod'
import { DeclineReason } from './bid.ts'
import { Instant, OrgId, RfqId } from './ids.ts'
import { ok, refuse } from './outcome.ts'
import { isClosed, type Rfq, RfqStatus, rfqCan } from './rfq.ts'

export const Declined = z.object({ at: Instant, reason: DeclineReason, words: z.string() })
export type Declined = z.infer<typeof Declined>

/** What one supplier's person is to one RFQ. */
export type Standing = {
  invited: boolean
  /** Since when the organisation takes part. */
  takesPartSince: string | null
  declined: Declined | null
}

/** A published RFQ is seen by whom it was sent to, by who takes part, and, if it is open to all, by any supplier. */
export const isVisible = (rfq: Pick<Rfq, 'publishedAt' | 'terms'>, { invited, takesPartSince }: Standing): boolean =>
  rfq.publishedAt !== undefined && (rfq.terms.method === 'open' || invited || takesPartSince !== null)

/** Taking part after a decline revises it, for the supplier; the buyer keeps the fact. */
export const ownView = ({ invited, takesPartSince, declined }: Standing) => {
  const stillDeclined = declined !== null && (takesPartSince === null || takesPartSince < declined.at)
  return { invited, takesPart: takesPartSince !== null && !stillDeclined, declined: stillDeclined ? declined : null }
}

/** What a supplier does with an RFQ before its bid is possible while the RFQ is open and its clock has not struck. */
export const whileBiddable = (rfq: Pick<Rfq, 'status' | 'terms'>, receivedAt: string) => {
  if (!rfqCan('bid', rfq)) return refuse({ code: 'rfq_not_open', status: rfq.status })
  const closesAt = rfq.terms.closesAt ?? ''
  if (isClosed(closesAt, receivedAt)) return refuse({ code: 'rfq_closed', closedAt: closesAt, receivedAt })
  return ok(undefined)
}

/** One line of a list of RFQs, as suppliers see it. */
export const Listing = z.object({
  buyerId: OrgId,
  rfqId: RfqId,
  status: RfqStatus,
  title: z.string(),
  buyerName: z.string(),
  /** The buyer's country. */
  country: z.string(),
  currency: z.string(),
  lineCount: z.int(),
  closesAt: Instant,
  timeZone: z.string(),
  publishedAt: Instant,
})
export type Listing = z.infer<typeof Listing>

export const listingOf = (rfq: Rfq, country: string): Listing => ({
  buyerId: rfq.buyerId,
  rfqId: rfq.rfqId,
  status: rfq.status,
  title: rfq.terms.title,
  buyerName: rfq.buyerName,
  country,
  currency: rfq.terms.currency ?? '',
  lineCount: rfq.lineCount,
  closesAt: rfq.terms.closesAt ?? '',
  timeZone: rfq.terms.timeZone,
  publishedAt: rfq.publishedAt ?? '',
})
