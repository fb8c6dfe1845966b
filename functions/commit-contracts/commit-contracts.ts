import { setTimeout } from 'node:timers/promises'
import { ApprovalOf, approvalCan } from '../../shared/domain/approval.ts'
import { sameHashes } from '../../shared/domain/approval-rules.ts'
import { contractOf } from '../../shared/domain/contract-rules.ts'
import type { Signal } from '../../shared/domain/events.ts'
import { type Rfq, rfqCan } from '../../shared/domain/rfq.ts'
import { loadDecisionsByNumber } from '../../shared/store/approval-facts.ts'
import { type KeptApproval, loadApproval } from '../../shared/store/approvals.ts'
import { decidedBy, loadEvaluation } from '../../shared/store/award-facts.ts'
import { loadAward } from '../../shared/store/awards.ts'
import { submittersOf } from '../../shared/store/bids.ts'
import { commitContract } from '../../shared/store/contracts.ts'
import { loadRfq } from '../../shared/store/rfqs.ts'
import { log } from '../queue/log.ts'
import type { Deps } from './index.ts'

const TRIES = 8

/**
 * Makes the contract of an award that every role approved. Whatever came in between decides: a veto, a newer proposal,
 * a cancellation or the same commit done already leave nothing to do here.
 */
export const commitContracts =
  ({ table, payloads, now }: Deps) =>
  async ({ buyerId, rfqId, data }: Signal): Promise<void> => {
    const of = ApprovalOf.parse(data)
    if (of.subject !== 'award') return
    for (let attempt = 1; attempt <= TRIES; attempt++) {
      const rfq = await loadRfq(table, buyerId, rfqId)
      const approval = rfq && (await loadApproval(table, rfq, of))
      if (!approval || !rfqCan('award', rfq) || !approvalCan('commit', approval)) return
      const contract = await agreed({ table, payloads, now }, rfq, approval)
      const kept = await commitContract(table, rfq, approval, contract)
      if (kept.ok) return log.info('contract committed', { rfqId, contractNumber: contract.contractNumber })
      await setTimeout(Math.random() * 20 * attempt)
    }
    throw new Error(`Award ${of.number} of ${rfqId} kept changing while its contract was made`)
  }

const agreed = async (
  { table, payloads, now }: Pick<Deps, 'table' | 'payloads' | 'now'>,
  rfq: Rfq,
  approval: KeptApproval,
) => {
  const [award, decisions, evaluation] = await Promise.all([
    loadAward(table, rfq, approval.number),
    loadDecisionsByNumber(table, rfq, approval),
    loadEvaluation(table, payloads, rfq),
  ])
  const bid = evaluation.bids.find(({ supplierId }) => supplierId === award?.supplierId)
  if (!award || !bid) throw new Error(`Award ${approval.number} of ${rfq.rfqId} lacks its facts`)
  // P5, once more and from the facts: what was approved is what is now agreed.
  if (!sameHashes(decidedBy(rfq, award, evaluation).hashes, approval.sections)) {
    throw new Error(`Award ${approval.number} of ${rfq.rfqId} is no longer what was approved`)
  }
  // Who sent the winning bid: the person the buyer's people turn to.
  const supplierContact = (await submittersOf(table, rfq, [bid])).get(bid.supplierId) ?? ''
  return contractOf({ rfq, award, approval, decisions, lines: evaluation.lines, bid, supplierContact, at: now() })
}
