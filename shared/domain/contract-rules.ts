import type { ApprovalRequest } from './approval.ts'
import { standingDecisions } from './approval-standing.ts'
import type { Award } from './award.ts'
import type { BidContent, OpenedBid } from './bid.ts'
import { hashOf } from './canonical.ts'
import type { Contract, ContractCopy, ContractForSupplier, ContractLine } from './contract.ts'
import type { Decision } from './decisions.ts'
import { lineTotalMinor, sumMinor } from './money.ts'
import type { Party } from './party.ts'
import type { Rfq, RfqLine } from './rfq.ts'

/** The lines an award buys: those the bid priced, in the order they were asked for. */
export const contractLinesOf = (lines: readonly RfqLine[], content: BidContent): ContractLine[] => {
  const answers = new Map(content.lines.map((answer) => [answer.number, answer]))
  return lines.flatMap((line) => {
    const answer = answers.get(line.number)
    if (answer?.kind !== 'price') return []
    const { number, name, description, itemReference, quantity, unit, deliverBy } = line
    const { unitPrice, priceBase, deliveryDays, note } = answer
    const optional = { itemReference, priceBase, deliveryDays, note }
    const given = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined))
    const totalMinor = lineTotalMinor(answer, quantity, content.currency)
    return [{ number, name, description, quantity, unit, unitPrice, totalMinor, deliverBy, ...given }]
  })
}

/** Numbers come from the RFQ, so that a retried commit makes the same contract. */
const contractNumberOf = (rfqId: string, committedAt: string): string => `${committedAt.slice(0, 4)}-${rfqId.slice(-8)}`

type Agreed = {
  rfq: Rfq
  award: Award & { supplier: Party; buyer: Party }
  approval: ApprovalRequest
  /** Of every request of the award's subject, by number. */
  decisions: ReadonlyMap<number, readonly Decision[]>
  lines: readonly RfqLine[]
  bid: OpenedBid
  supplierContact: string
  at: string
}

/**
 * The contract an approved award becomes. It throws where the approvals do not carry it: P5 holds for whatever reaches
 * this point, or there is no contract.
 */
export const contractOf = ({ rfq, award, approval, decisions, lines, bid, supplierContact, at }: Agreed): Contract => {
  const approvals = standingDecisions(approval, decisions)
  if (!bid.content || bid.sha256 !== award.bidSha256) throw new Error(`Award ${award.number} is of another bid`)
  const agreed = contractLinesOf(lines, bid.content)
  const totalMinor = sumMinor(agreed.map((line) => line.totalMinor))
  if (totalMinor !== award.totalMinor) throw new Error('The lines do not add up to the award')
  const contractNumber = contractNumberOf(rfq.rfqId, at)
  const { number, reason, justification, isLowest, proposedAt, proposedBy } = award
  return {
    contractNumber,
    orderNumber: `${contractNumber}-PO1`,
    rfqId: rfq.rfqId,
    awardId: award.awardId,
    status: 'active',
    committedAt: at,
    buyer: award.buyer,
    supplier: award.supplier,
    supplierContact,
    // Who else was invited is nothing a contract's parties may learn from it.
    terms: { ...rfq.terms, invited: [] },
    currency: award.currency,
    lines: agreed,
    totalMinor,
    bid: {
      version: bid.version,
      sha256: bid.sha256,
      receivedAt: bid.receivedAt,
      note: bid.content.note,
      validityDays: bid.content.validityDays,
    },
    award: { number, reason, justification, isLowest, proposedAt, proposedBy },
    approvals,
    changes: [],
  }
}

/** The supplier's copy: who approved and when, without what the buyer's people told each other or were shown. */
export const contractForSupplier = (contract: Contract): ContractForSupplier => ({
  ...contract,
  award: { ...contract.award, reason: '', justification: '' },
  approvals: contract.approvals.flatMap(({ decision, role, name, decidedAt }) =>
    decision === 'approve' ? [{ decision, role, name, decidedAt }] : [],
  ),
})

/**
 * Hash of what the two parties agreed when the contract was made, the same in both copies: without what the buyer's
 * people told each other. It is of the contract as it was committed, never of one as it was changed since.
 */
export const agreementSha256 = ({ award: _, approvals: __, changes: ___, ...agreed }: ContractCopy): string =>
  hashOf(agreed)
