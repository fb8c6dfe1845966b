import * as z from 'zod'
import { AmountMinor, Currency } from './money.ts'
import { RiskLevel } from './planning.ts'
import { ConditionPart, type PolicyCondition, type PolicyTerms, partsOf } from './policy.ts'
import { ApprovalSubject, SupplierStanding } from './subjects.ts'
import { textLine } from './text.ts'

/** What a policy decides by. Null, and an empty list of categories, say that it is not known. */
export const PolicyCase = z.strictObject({
  subject: ApprovalSubject,
  amount: z.strictObject({ amountMinor: AmountMinor, currency: Currency }).nullable(),
  categories: z.array(textLine(100)).max(10),
  risk: RiskLevel.nullable(),
  /** Empty for a supplier of whom nothing special is known. */
  supplier: z.array(SupplierStanding).max(3).nullable(),
  /** Valid bids there are. */
  bids: z.int().min(0).nullable(),
  /** How far above the lowest bid, in thousandths of it. */
  aboveLowestPermille: z.int().min(0).max(Number.MAX_SAFE_INTEGER).nullable(),
  /** The most days by which a delivery date moves. */
  movedDays: z.int().min(0).max(Number.MAX_SAFE_INTEGER).nullable().default(null),
  /** Code of the budget line that is touched; null where none is. */
  budgetLine: textLine(40).nullable(),
})
export type PolicyCase = z.infer<typeof PolicyCase>

export const unknownCase = (subject: ApprovalSubject): PolicyCase => ({
  subject,
  amount: null,
  categories: [],
  risk: null,
  supplier: null,
  bids: null,
  aboveLowestPermille: null,
  movedDays: null,
  budgetLine: null,
})

/** How far an amount is above the lowest, in thousandths of it, rounded up so that no limit is passed unseen. */
export const permilleAbove = (amountMinor: number, lowestMinor: number): number | null => {
  if (lowestMinor <= 0) return null
  const above = BigInt(Math.max(0, amountMinor - lowestMinor)) * 1000n
  return Math.min(Number((above + BigInt(lowestMinor) - 1n) / BigInt(lowestMinor)), Number.MAX_SAFE_INTEGER)
}

/** Undefined where it is not known. */
type Holds = boolean | undefined

const CPV = /(?<!\d)\d{8}(?:-\d)?(?!\d)/g
const CPV_PREFIX = /^\d{2,8}(-\d)?$/
/** "30200000-1" covers every code that begins with 302: CPV codes are filled up with zeros. */
const leadingDigits = (code: string): string => {
  const digits = code.slice(0, 8)
  return digits.slice(0, 2) + digits.slice(2).replace(/0+$/, '')
}
const plain = (text: string) => text.normalize('NFC').toLowerCase()

/** A code says nothing of words, nor words of a code: what cannot be compared is as good as not known. */
export const inCategory = (wanted: string, category: string): Holds => {
  const codes = category.match(CPV) ?? []
  if (CPV_PREFIX.test(wanted))
    return codes.length > 0 ? codes.some((code) => code.startsWith(leadingDigits(wanted))) : undefined
  return /\p{L}/u.test(category) ? plain(category).includes(plain(wanted)) : undefined
}

const anyHolds = (all: readonly Holds[]): Holds =>
  all.includes(true) ? true : all.length === 0 || all.includes(undefined) ? undefined : false

type Tests = {
  [P in ConditionPart]: (wanted: NonNullable<PolicyCondition[P]>, facts: PolicyCase, policy: PolicyTerms) => Holds
}
const unlessUnknown = <T>(fact: T | null, holds: (fact: T) => boolean): Holds =>
  fact === null ? undefined : holds(fact)

const tests: Tests = {
  // What is in another currency cannot be compared, which is as good as not known.
  atLeastMinor: (least, { amount }, { currency }) =>
    amount?.currency === currency ? Math.abs(amount.amountMinor) >= least : undefined,
  categories: (wanted, { categories }) =>
    anyHolds(categories.flatMap((category) => wanted.map((word) => inCategory(word, category)))),
  risk: (wanted, { risk }) => unlessUnknown(risk, (level) => wanted.includes(level)),
  supplier: (wanted, { supplier }) =>
    unlessUnknown(supplier, (standings) => standings.some((standing) => wanted.includes(standing))),
  singleBid: (_, { bids }) => unlessUnknown(bids, (count) => count === 1),
  aboveLowestPermille: (least, { aboveLowestPermille }) =>
    unlessUnknown(aboveLowestPermille, (above) => above >= least),
  movedDays: (least, { movedDays }) => unlessUnknown(movedDays, (days) => days >= least),
}

const holds = <P extends ConditionPart>(
  part: P,
  when: PolicyCondition,
  facts: PolicyCase,
  policy: PolicyTerms,
): Holds => {
  const wanted = when[part]
  if (wanted === undefined) return true
  return partsOf[facts.subject].includes(part) ? tests[part](wanted, facts, policy) : false
}

/** Whether a rule applies; where that turns on what is not known, on what. */
export const applies = (when: PolicyCondition, facts: PolicyCase, policy: PolicyTerms): boolean | ConditionPart[] => {
  const open: ConditionPart[] = []
  for (const part of ConditionPart.options) {
    const held = holds(part, when, facts, policy)
    if (held === false) return false
    if (held === undefined) open.push(part)
  }
  return open.length === 0 || open
}
