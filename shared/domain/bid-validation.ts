import type { BidContent, BidFinding, InvalidCause } from './bid.ts'
import { type Currency, isExact, lineTotalMinor, sumMinor } from './money.ts'
import type { Rfq, RfqLine } from './rfq.ts'

type Cause = Extract<BidFinding, { kind: 'invalid' }>['causes'][number]
type Line = Pick<RfqLine, 'number' | 'quantity' | 'required'>

/** So many causes are recorded: a bid must not be kept from being opened by having more than an item holds. */
export const MOST_CAUSES = 100

export type BidTotals = {
  /** Rounded total of each line priced, by line number. */
  byLine: ReadonlyMap<string, number>
  /** Sum over the required lines: what bids are compared by. */
  comparedMinor: number
  /** Sum over every line priced: what an award of this bid costs. */
  totalMinor: number
}

/** Totals by the published rule: each line is rounded once, then lines are added. */
export const totalsOf = (content: Pick<BidContent, 'lines'>, lines: readonly Line[], currency: Currency): BidTotals => {
  const byNumber = new Map(lines.map((line) => [line.number, line]))
  const byLine = new Map<string, number>()
  const compared: number[] = []
  for (const answer of content.lines) {
    const line = byNumber.get(answer.number)
    if (answer.kind !== 'price' || !line || byLine.has(line.number)) continue
    const totalMinor = lineTotalMinor(answer, line.quantity, currency)
    byLine.set(line.number, totalMinor)
    if (line.required) compared.push(totalMinor)
  }
  return { byLine, comparedMinor: sumMinor(compared), totalMinor: sumMinor([...byLine.values()]) }
}

/** Lines answered that are not asked for, or answered twice. */
const strayLines = ({ lines }: BidContent, known: ReadonlySet<string>): Cause[] => {
  const seen = new Set<string>()
  return lines.flatMap(({ number }, index): Cause[] => {
    const code: InvalidCause | undefined = !known.has(number)
      ? 'unknownLine'
      : seen.has(number)
        ? 'duplicateLine'
        : undefined
    seen.add(number)
    return code ? [{ code, at: `/lines/${index}/number`, line: number }] : []
  })
}

/**
 * Whether a bid answers its RFQ. Asked in the bidder's browser before sealing and by the opener after it, so that
 * nobody learns at the opening what could have been said before.
 */
export const validateBid = (
  content: BidContent,
  rfq: { rfqId: string; terms: Pick<Rfq['terms'], 'currency' | 'bidValidityDays'> },
  lines: readonly Line[],
): BidFinding => {
  const { currency, bidValidityDays } = rfq.terms
  const totals = totalsOf(content, lines, content.currency)
  const ofBid: Cause[] = []
  if (content.rfqId !== rfq.rfqId) ofBid.push({ code: 'otherRfq', at: '/rfqId' })
  if (content.currency !== currency) ofBid.push({ code: 'otherCurrency', at: '/currency' })
  if (bidValidityDays !== null && content.validityDays < bidValidityDays)
    ofBid.push({ code: 'validityTooShort', at: '/validityDays' })
  const ofLines = strayLines(content, new Set(lines.map(({ number }) => number)))
  for (const { number, required } of lines) {
    if (required && !totals.byLine.has(number)) ofLines.push({ code: 'requiredLineMissing', line: number })
  }
  // Where every line is optional a bid must still offer something.
  if (totals.byLine.size === 0 && ofLines.length === 0) ofLines.push({ code: 'requiredLineMissing', at: '/lines' })
  for (const [line, totalMinor] of totals.byLine)
    if (!isExact(totalMinor)) ofLines.push({ code: 'totalTooLarge', line })
  if (!isExact(totals.totalMinor)) ofLines.push({ code: 'totalTooLarge', at: '/lines' })
  const causes = [...ofBid, ...ofLines].slice(0, MOST_CAUSES)
  return causes.length === 0 ? { kind: 'valid' } : { kind: 'invalid', causes }
}
