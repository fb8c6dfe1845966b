import type { BidContent, BidFinding, InvalidCause } from './bid.ts'
import { type Currency, isExact, lineTotalMinor, sumMinor } from './money.ts'
import type { Rfq, RfqLine } from './rfq.ts'

type Cause = Extract<BidFinding, { kind: 'invalid' }>['causes'][number]
type Line = Pick<RfqLine, 'number' | 'quantity' | 'required'>

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
  const causes: Cause[] = []
  if (content.rfqId !== rfq.rfqId) causes.push({ code: 'otherRfq', at: '/rfqId' })
  if (content.currency !== currency) causes.push({ code: 'otherCurrency', at: '/currency' })
  causes.push(...strayLines(content, new Set(lines.map(({ number }) => number))))
  for (const { number, required } of lines) {
    if (required && !totals.byLine.has(number)) causes.push({ code: 'requiredLineMissing', line: number })
  }
  // Where every line is optional a bid must still offer something.
  if (totals.byLine.size === 0 && causes.length === 0) causes.push({ code: 'requiredLineMissing', at: '/lines' })
  if (bidValidityDays !== null && content.validityDays < bidValidityDays)
    causes.push({ code: 'validityTooShort', at: '/validityDays' })
  for (const [line, totalMinor] of totals.byLine) if (!isExact(totalMinor)) causes.push({ code: 'totalTooLarge', line })
  if (!isExact(totals.totalMinor)) causes.push({ code: 'totalTooLarge', at: '/lines' })
  return causes.length === 0 ? { kind: 'valid' } : { kind: 'invalid', causes }
}
