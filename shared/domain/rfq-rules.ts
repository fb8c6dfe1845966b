import { ok, refuse } from './outcome.ts'
import type { Address } from './party.ts'
import { isClosed, type Rfq, type RfqLine, type RfqTerms, rfqCan } from './rfq.ts'
import { later, MINUTE } from './time.ts'

/** An extension must reach us this long before the closing time it moves. */
const EXTENDABLE_UNTIL_MS = MINUTE

const inTwoYears = (instant: string): string => {
  const date = new Date(instant)
  date.setUTCFullYear(date.getUTCFullYear() + 2)
  return date.toISOString()
}

/** What an RFQ needs before suppliers may see it; `detail` is a code. */
export type Gap = { pointer: string; detail: 'required' | 'no_required_line' | 'nobody_invited' }

const placeGaps = (place: Address): Gap[] =>
  (['street', 'postalCode', 'city'] as const)
    .filter((name) => place[name] === '')
    .map((name) => ({ pointer: `/terms/deliveryPlace/${name}`, detail: 'required' }))

/** Every gap at once, so that a buyer fills them in one go. */
export const gapsOf = (terms: RfqTerms, lines: readonly Pick<RfqLine, 'required'>[]): Gap[] => {
  const blank = (['currency', 'closesAt', 'paymentDays', 'bidValidityDays', 'deliveryPlace'] as const)
    .filter((name) => terms[name] === null)
    .map((name): Gap => ({ pointer: `/terms/${name}`, detail: 'required' }))
  return [
    ...(terms.title === '' ? [{ pointer: '/terms/title', detail: 'required' } as const] : []),
    ...blank,
    ...(terms.deliveryPlace ? placeGaps(terms.deliveryPlace) : []),
    ...(lines.length === 0 ? [{ pointer: '/lines', detail: 'required' } as const] : []),
    ...(lines.length > 0 && !lines.some(({ required }) => required)
      ? [{ pointer: '/lines', detail: 'no_required_line' } as const]
      : []),
    ...(terms.method === 'selective' && terms.invited.length === 0
      ? [{ pointer: '/terms/invited', detail: 'nobody_invited' } as const]
      : []),
  ]
}

/** An RFQ may be published when nothing is missing and its closing time lies ahead, at most two years. */
export const publishRfq = (
  rfq: Pick<Rfq, 'status' | 'terms'>,
  lines: readonly Pick<RfqLine, 'required'>[],
  receivedAt: string,
) => {
  if (!rfqCan('publish', rfq)) return refuse({ code: 'rfq_not_in_status', status: rfq.status })
  const { terms } = rfq
  const errors = gapsOf(terms, lines)
  if (errors.length > 0 || terms.closesAt === null) return refuse({ code: 'rfq_incomplete', errors })
  const { closesAt } = terms
  if (isClosed(closesAt, receivedAt)) {
    return refuse({ code: 'closing_time_past', closesAt, receivedAt, pointer: '/terms/closesAt' })
  }
  if (closesAt > inTwoYears(receivedAt)) {
    return refuse({
      code: 'closing_time_too_far',
      closesAt,
      latest: inTwoYears(receivedAt),
      pointer: '/terms/closesAt',
    })
  }
  return ok({ terms: { ...terms, invited: [...new Set(terms.invited)] }, closesAt })
}

/** The closing time only ever moves later, from the one the buyer saw, and never at the last minute. */
export const extendRfq = (
  rfq: Pick<Rfq, 'status' | 'terms'>,
  { from, to }: { from: string; to: string },
  receivedAt: string,
) => {
  if (!rfqCan('extend', rfq)) return refuse({ code: 'rfq_not_in_status', status: rfq.status })
  const { closesAt } = rfq.terms
  if (closesAt !== from) return refuse({ code: 'changed_meanwhile', yours: from, current: closesAt })
  if (to <= from) return refuse({ code: 'closing_time_not_later', closesAt: from, to, pointer: '/to' })
  if (to > inTwoYears(receivedAt)) {
    return refuse({ code: 'closing_time_too_far', closesAt: to, latest: inTwoYears(receivedAt), pointer: '/to' })
  }
  const until = later(from, -EXTENDABLE_UNTIL_MS)
  if (receivedAt > until) return refuse({ code: 'too_late_to_extend', closesAt: from, until, receivedAt })
  return ok({ ...rfq.terms, closesAt: to })
}
