import * as z from 'zod'
import { AmountMinor } from './money.ts'
import { textLine } from './text.ts'

export const RiskLevel = z.enum(['low', 'normal', 'high'])
export type RiskLevel = z.infer<typeof RiskLevel>

/** What the buyer expects of a purchase and pays it from: decides who must approve it, and is never shown to suppliers. */
export const Planning = z.object({
  /** In the minor unit of the RFQ's currency. */
  estimatedMinor: AmountMinor.min(0).nullable(),
  /** A CPV code, or words. */
  category: textLine(100),
  risk: RiskLevel,
  /** Code of a budget line of the buyer's approval policy. */
  budgetLine: textLine(40).nullable(),
})
export type Planning = z.infer<typeof Planning>

export const notPlanned: Planning = { estimatedMinor: null, category: '', risk: 'normal', budgetLine: null }
