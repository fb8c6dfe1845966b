import { ApprovalSections, type ShownDocument } from './approval-sections.ts'
import type { BudgetLine } from './policy.ts'
import type { Rfq, RfqLine } from './rfq.ts'

type Facts = {
  rfq: Pick<Rfq, 'terms' | 'planning'>
  lines: readonly RfqLine[]
  documents: readonly ShownDocument[]
  budgetLines: readonly BudgetLine[]
}

/**
 * What is decided when an RFQ is to be published, in the sections an award has too: the same roles answer for the same
 * parts. There is no supplier and no price yet; how it goes out stands where its risks do.
 */
export const publicationSections = ({ rfq: { terms, planning }, lines, documents, budgetLines }: Facts) => {
  const line = budgetLines.find(({ code }) => code === planning.budgetLine)
  return ApprovalSections.parse({
    what: {
      title: terms.title,
      description: terms.description,
      supplier: null,
      documents,
      lines,
    },
    price: { ...terms, totalMinor: null, lines: [], ranking: [] },
    budget: {
      line: planning.budgetLine ?? '',
      name: line?.name ?? '',
      estimatedMinor: planning.estimatedMinor,
      totalMinor: null,
      currency: terms.currency,
    },
    delivery: { place: terms.deliveryPlace, incoterm: terms.incoterm, lines, note: '' },
    risk: {
      reason: '',
      justification: '',
      flags: [],
      note: '',
      disqualified: [],
      publishing: {
        ...terms,
        invited: terms.method === 'selective' ? [...new Set(terms.invited)].sort() : [],
        category: planning.category,
        risk: planning.risk,
      },
    },
  })
}
