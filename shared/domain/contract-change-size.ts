import type { Contract, ContractLine } from './contract.ts'
import type { ChangedLine, ContractChange } from './contract-change.ts'
import { lineTotalMinor } from './money.ts'
import type { PolicyCase } from './policy-case.ts'
import type { Rfq } from './rfq.ts'
import { daysBetween } from './time.ts'

type Valued = Pick<ContractLine, 'quantity' | 'unitPrice' | 'totalMinor'>

/** What moves on one line: what its other quantity is worth at the price it had, and what its other price comes to. */
const movedOn = (line: ContractLine, before: Valued, after: Valued, currency: Contract['currency']): number => {
  const price = { unitPrice: before.unitPrice, priceBase: line.priceBase }
  const between = lineTotalMinor(price, after.quantity, currency)
  return Math.abs(between - before.totalMinor) + Math.abs(after.totalMinor - between)
}

/**
 * How large a change is in minor units, by which a policy judges it: what moves on its lines, whether it adds or takes
 * away, so that nothing cancels out, neither between lines nor fewer pieces against a higher price; and no less than how
 * far it leaves the contract from what was first approved, so that a large change cut into small ones is a large change.
 */
export const sizeOfChange = (
  { lines: committed, currency }: Pick<Contract, 'lines' | 'currency'>,
  standing: Pick<Contract, 'lines'>,
  changing: readonly ChangedLine[],
): number => {
  const [now, then] = [
    new Map(standing.lines.map((line) => [line.number, line])),
    new Map(changing.map(({ number, before, after }) => [number, { before, after }])),
  ]
  let [itself, inAll] = [0, 0]
  for (const line of committed) {
    const change = then.get(line.number)
    if (change) itself += movedOn(line, change.before, change.after, currency)
    inAll += movedOn(line, line, change?.after ?? now.get(line.number) ?? line, currency)
  }
  return Math.min(Math.max(itself, inAll), Number.MAX_SAFE_INTEGER)
}

/** A date that is set where there was none, or taken away, has moved by any number of days. */
const ANY_NUMBER = Number.MAX_SAFE_INTEGER
type DeliveryDate = ContractLine['deliverBy']
const daysApart = (a: DeliveryDate, b: DeliveryDate): number => {
  if (a === null || b === null) return a === b ? 0 : ANY_NUMBER
  return Math.abs(daysBetween(a, b))
}

/** The date that was first agreed for each line that has had one: in the contract, else by the first change to set one. */
const firstDates = (committed: Contract['lines'], agreed: readonly Pick<ContractChange, 'lines'>[]) => {
  const set = [...committed, ...agreed.flatMap(({ lines }) => lines.map(({ number, after }) => ({ number, ...after })))]
  const dated = set.flatMap(({ number, deliverBy }) => (deliverBy === null ? [] : [[number, deliverBy] as const]))
  return new Map(dated.reverse())
}

/**
 * By how many days a change moves a delivery date, the most of all its lines: by itself, or as far as the date is then
 * from what was first agreed, so that a long delay cut into short ones is a long delay.
 */
export const daysMoved = (
  { lines: committed }: Pick<Contract, 'lines'>,
  agreed: readonly Pick<ContractChange, 'lines'>[],
  changing: readonly Pick<ChangedLine, 'number' | 'before' | 'after'>[],
): number => {
  const first = firstDates(committed, agreed)
  return changing
    .filter(({ before, after }) => before.deliverBy !== after.deliverBy)
    .map(({ number, before, after }) => {
      const itself = daysApart(before.deliverBy, after.deliverBy)
      return Math.max(itself, daysApart(first.get(number) ?? null, after.deliverBy))
    })
    .reduce((most, days) => Math.max(most, days), 0)
}

/** What the policy judges a change by. */
export const caseOfChange = (
  { planning }: Pick<Rfq, 'planning'>,
  change: { sizeMinor: number; movedDays: number; currency: Contract['currency']; budgetLine: string },
  supplier: PolicyCase['supplier'],
): PolicyCase => ({
  subject: 'change',
  amount: { amountMinor: change.sizeMinor, currency: change.currency },
  categories: planning.category ? [planning.category] : [],
  risk: planning.risk,
  supplier,
  bids: null,
  aboveLowestPermille: null,
  movedDays: change.movedDays,
  budgetLine: change.budgetLine || null,
})
