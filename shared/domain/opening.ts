import { type Signal, signalId } from './events.ts'
import { isClosed, type Rfq, rfqCan } from './rfq.ts'
import { DAY, HOUR, later, MINUTE } from './time.ts'

/**
 * A bid received in time may still be on its way when the clock strikes: API functions end after 29 seconds at the
 * latest, so nothing of a closed RFQ is opened before this long after closing.
 */
export const OPENING_DELAY_MS = 35_000

export const opensAt = (closesAt: string): string => later(closesAt, OPENING_DELAY_MS)

/** Whether the opener may open now: the one check of the time no key policy can make. */
export const openingStands = (rfq: Pick<Rfq, 'status' | 'terms'>, now: string): 'over' | 'tooEarly' | 'due' => {
  if (!rfqCan('openBids', rfq) || rfq.terms.closesAt === null) return 'over'
  return isClosed(opensAt(rfq.terms.closesAt), now) ? 'due' : 'tooEarly'
}

/** Asks for the opening of an RFQ whose bidding is over; nothing while it runs or once it is opened. */
export const openingAsked = (
  rfq: Pick<Rfq, 'buyerId' | 'rfqId' | 'status' | 'terms'>,
  now: string,
): { signal: Signal; delaySeconds: number } | undefined => {
  const { buyerId, rfqId, terms } = rfq
  if (!rfqCan('openBids', rfq) || terms.closesAt === null || !isClosed(terms.closesAt, now)) return undefined
  const signal = { id: signalId({ buyerId, rfqId }, 'opening'), name: 'opening.due', buyerId, rfqId, at: now, data: {} }
  const wait = Date.parse(opensAt(terms.closesAt)) - Date.parse(now)
  return { signal, delaySeconds: Math.max(0, Math.ceil(wait / 1_000)) }
}

const terminal: readonly Rfq['status'][] = ['complete', 'unsuccessful', 'cancelled']

/**
 * When an RFQ is next to be looked at, having been looked at `now`: at its opening, else ever less often the longer
 * nothing happens to it. `null` once it is over and had its last look an hour after.
 */
export const nextLook = (rfq: Pick<Rfq, 'status' | 'terms' | 'updatedAt'>, now: string): string | null => {
  const quiet = Date.parse(now) - Date.parse(rfq.updatedAt)
  if (terminal.includes(rfq.status) && quiet >= HOUR) return null
  const stands = openingStands(rfq, now)
  // Asked for again should its message be lost: opening twice is opening once.
  if (stands === 'due') return later(now, 2 * MINUTE)
  const then = later(now, Math.min(Math.max(quiet, HOUR), DAY))
  if (stands === 'over' || rfq.terms.closesAt === null) return then
  const opening = opensAt(rfq.terms.closesAt)
  return opening < then ? opening : then
}
