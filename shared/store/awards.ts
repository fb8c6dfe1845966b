import * as z from 'zod'
import type { ApprovalRequest } from '../domain/approval.ts'
import { approvalMoves } from '../domain/approval.ts'
import { Award } from '../domain/award.ts'
import { Sha256 } from '../domain/ids.ts'
import { Party, type Person } from '../domain/party.ts'
import type { Rfq, RfqPlace } from '../domain/rfq.ts'
import { HOUR, later } from '../domain/time.ts'
import { type KeptApproval, opening } from './approvals.ts'
import { keys, ranges } from './keys.ts'
import { type Changed, changedMeanwhile, changeRfq } from './rfq-events.ts'
import type { Table, Write } from './table.ts'

/** An award with its parties as they were when it was proposed, so that nothing said later changes what was shown. */
export const KeptAward = Award.extend({
  buyer: Party,
  supplier: Party,
  /** Hash of what the buyer asked for: the same id with the same proposal is the same award. */
  proposalSha256: Sha256,
})
export type KeptAward = z.infer<typeof KeptAward>

export const loadAward = async (table: Table, { buyerId, rfqId }: RfqPlace, number: number) => {
  const item = await table.get(keys.award(buyerId, rfqId, number))
  return item && KeptAward.parse(item)
}

/** Every award ever proposed for an RFQ, oldest first. */
export const loadAwards = async (table: Table, { buyerId, rfqId }: RfqPlace): Promise<KeptAward[]> =>
  z.array(KeptAward).parse(await table.all(ranges.awards(buyerId, rfqId)))

type Proposal = {
  rfq: Rfq
  award: KeptAward
  request: ApprovalRequest
  /** The request this one takes the place of, as it was read: what was decided on it since must not be lost. */
  previous: KeptApproval | undefined
  by: Person
}

/**
 * Puts an award and asks for its approval; an earlier proposal is superseded in the same transaction, so that of two
 * buyers one proposes, and of a proposal and the commit of the one before it one happens.
 */
export const keepProposal = (table: Table, { rfq, award, request, previous, by }: Proposal) => {
  const { buyerId, rfqId } = rfq
  const { writes } = changeRfq(
    rfq,
    { awardCount: award.number },
    {
      name: 'award.proposed',
      at: award.proposedAt,
      by: { kind: 'person', ...by },
      data: {
        subject: 'award',
        awardId: award.awardId,
        number: award.number,
        supplierId: award.supplierId,
        superseded: previous?.number ?? null,
        allApproved: request.status === 'approved',
      },
    },
    { workAt: later(award.proposedAt, HOUR) },
  )
  const all: Write<Changed>[] = [
    {
      put: { ...keys.award(buyerId, rfqId, award.number), kind: 'Award', ...award },
      when: 'absent',
      otherwise: changedMeanwhile,
    },
    ...opening(rfq, request),
    ...(previous ? [superseding(rfq, previous)] : []),
    ...writes,
  ]
  return table.commit(all)
}

/** Sets an earlier request aside as it was read; it may have been set aside before, by what was decided on the bids. */
export const superseding = (
  { buyerId, rfqId }: RfqPlace,
  { subject, number, version }: KeptApproval,
): Write<Changed> => ({
  update: keys.approval(buyerId, rfqId, subject, number),
  set: { status: approvalMoves.supersede.to, version: version + 1 },
  remove: ['gsi2pk', 'gsi2sk'],
  when: { version, status: [...approvalMoves.supersede.from, approvalMoves.supersede.to] },
  otherwise: changedMeanwhile,
})
