import * as z from 'zod'
import type { Currency } from '../../../../../shared/domain/money.ts'
import { RiskLevel } from '../../../../../shared/domain/planning.ts'
import { partsOf } from '../../../../../shared/domain/policy.ts'
import { type PolicyCase, unknownCase } from '../../../../../shared/domain/policy-case.ts'
import { ApprovalSubject, SupplierStanding } from '../../../../../shared/domain/subjects.ts'

/** A made-up case, as its fields hold it. Null is not known yet. */
export const CaseDraft = z.object({
  subject: ApprovalSubject,
  amountMinor: z.int().min(0).nullable().catch(null),
  category: z.string(),
  risk: RiskLevel.nullable(),
  supplier: z.enum([...SupplierStanding.options, 'none']).nullable(),
  bids: z.enum(['1', '2']).nullable(),
  abovePercent: z.string(),
  movedDays: z.int().min(0).nullable().catch(null),
  budgetLine: z.string().nullable(),
})
export type CaseDraft = z.infer<typeof CaseDraft>

export const firstCase: CaseDraft = {
  subject: 'award',
  amountMinor: null,
  category: '',
  risk: null,
  supplier: null,
  bids: null,
  abovePercent: '',
  movedDays: null,
  budgetLine: null,
}

export const factsOf = (draft: CaseDraft, currency: Currency): PolicyCase => {
  const { subject, amountMinor, category, risk, supplier, bids, abovePercent, movedDays, budgetLine } =
    CaseDraft.parse(draft)
  const above = Number(abovePercent)
  const known: PolicyCase = {
    subject,
    amount: amountMinor === null ? null : { amountMinor, currency },
    categories: category.trim() === '' ? [] : [category.trim().slice(0, 100)],
    risk,
    supplier: supplier === null ? null : supplier === 'none' ? [] : [supplier],
    bids: bids === null ? null : Number(bids),
    aboveLowestPermille: abovePercent === '' || !(above >= 0) ? null : Math.round(above * 10),
    movedDays,
    budgetLine,
  }
  const parts = partsOf[subject]
  const blank = unknownCase(subject)
  return {
    ...known,
    supplier: parts.includes('supplier') ? known.supplier : blank.supplier,
    bids: parts.includes('singleBid') ? known.bids : blank.bids,
    movedDays: parts.includes('movedDays') ? known.movedDays : blank.movedDays,
  }
}
