import { type BidVersion, MAX_VERSIONS, type SealedBid } from './bid.ts'
import { sha256Hex } from './canonical.ts'
import { ok, refuse } from './outcome.ts'
import { isClosed, type Rfq, rfqCan } from './rfq.ts'
import { bytesOfBase64 } from './sealing/bytes.ts'
import { envelopeHeader } from './sealing/envelope.ts'

/** What one version of a bid is judged by: its RFQ, and what the supplier's own partition holds around it. */
export type Found = {
  rfq: Rfq | undefined
  takesPart: boolean
  /** The version before the one asked for. */
  before: BidVersion | undefined
  /** What is already kept under the version asked for. */
  kept: BidVersion | undefined
}
export type Bidder = { email: string; name: string }
type Sealed = Extract<BidVersion, { kind: 'sealed' }>
type Withdrawn = Extract<BidVersion, { kind: 'withdrawn' }>

/** Suppliers see what was published to them: open RFQs, those they were invited to, those they take part in. */
export const maySeeTender = (rfq: Rfq | undefined, takesPart: boolean, email: string): rfq is Rfq =>
  rfq !== undefined &&
  rfq.publishedAt !== undefined &&
  (rfq.terms.method === 'open' || takesPart || rfq.terms.invited.includes(email))

const closed = (rfq: Rfq, receivedAt: string) =>
  refuse({ code: 'rfq_closed', closedAt: rfq.terms.closesAt ?? '', receivedAt })

/** In time is: received by the gateway strictly before closing, to the millisecond. */
const takesBids = (rfq: Rfq, receivedAt: string) => {
  const { closesAt } = rfq.terms
  if (rfq.status !== 'cancelled' && closesAt !== null && isClosed(closesAt, receivedAt)) return closed(rfq, receivedAt)
  if (closesAt === null || !rfqCan('bid', rfq)) return refuse({ code: 'rfq_not_open', status: rfq.status })
  return ok(closesAt)
}

/** Somebody was there before: a colleague, whose version is shown, or the opener, whose fence means it is closed. */
const versionTaken = (rfq: Rfq, kept: BidVersion, receivedAt: string) =>
  kept.kind === 'fence' ? closed(rfq, receivedAt) : refuse({ code: 'bid_version_taken', standing: kept })

const follows = (version: number, before: BidVersion | undefined): boolean =>
  version <= MAX_VERSIONS && (version === 1 || (before !== undefined && before.kind !== 'fence'))

/** The answer of a version that is already kept: the same envelope retried is the same bid, also after closing. */
export const submittedBefore = (rfq: Rfq, kept: BidVersion, sha256: string, receivedAt: string) =>
  kept.kind === 'sealed' && kept.sha256 === sha256 ? ok(kept) : versionTaken(rfq, kept, receivedAt)

/** A bid stands only if its supplier takes part and the gateway received it strictly before the closing time. */
export const submitBid = (
  { rfq, takesPart, before, kept }: Found,
  asked: { version: number; sealed: SealedBid; by: Bidder },
  receivedAt: string,
) => {
  const { version, sealed, by } = asked
  if (!maySeeTender(rfq, takesPart, by.email)) return refuse({ code: 'tender_not_found' })
  if (!takesPart) return refuse({ code: 'not_taking_part' })
  if (kept) {
    const standing = submittedBefore(rfq, kept, sealed.sha256, receivedAt)
    return standing.ok ? ok({ rfq, bid: standing.value, envelope: undefined }) : standing
  }
  const takes = takesBids(rfq, receivedAt)
  if (!takes.ok) return takes
  const envelope = bytesOfBase64(sealed.envelope)
  const sha256 = sha256Hex(envelope)
  if (sha256 !== sealed.sha256) return refuse({ code: 'envelope_mismatch', sha256 })
  const header = envelopeHeader(envelope, rfq.lineCount)
  if (!header.ok) return header
  if (!follows(version, before)) return refuse({ code: 'bid_version_gap', version })
  const { bidId } = sealed
  const bid: Sealed = { kind: 'sealed', version, bidId, sha256, bytes: envelope.length, receivedAt, by }
  return ok({ rfq, bid, envelope })
}

export const withdrawnBefore = (rfq: Rfq, kept: BidVersion, receivedAt: string) =>
  kept.kind === 'withdrawn' ? ok(kept) : versionTaken(rfq, kept, receivedAt)

/** A withdrawal is a version of its own, under the same deadline as a bid. */
export const withdrawBid = (
  { rfq, takesPart, before, kept }: Found,
  { version, by }: { version: number; by: Bidder },
  receivedAt: string,
) => {
  if (!maySeeTender(rfq, takesPart, by.email)) return refuse({ code: 'tender_not_found' })
  if (!takesPart) return refuse({ code: 'not_taking_part' })
  if (kept) {
    const standing = withdrawnBefore(rfq, kept, receivedAt)
    return standing.ok ? ok({ rfq, withdrawal: standing.value, isNew: false }) : standing
  }
  const takes = takesBids(rfq, receivedAt)
  if (!takes.ok) return takes
  if (!follows(version, before)) return refuse({ code: 'bid_version_gap', version })
  if (before?.kind !== 'sealed') return refuse({ code: 'nothing_to_withdraw' })
  const withdrawal: Withdrawn = { kind: 'withdrawn', version, receivedAt, by }
  return ok({ rfq, withdrawal, isNew: true })
}
