import * as z from 'zod'
import { ApprovalRequest, Decision } from '../domain/approval.ts'
import { hashOf } from '../domain/canonical.ts'
import { type Signal, signalId } from '../domain/events.ts'
import { Rfq, type RfqPlace } from '../domain/rfq.ts'
import { inOrder } from '../domain/time.ts'
import { keys, ranges } from './keys.ts'
import { changedMeanwhile } from './rfq-events.ts'
import { withSignal } from './signals.ts'
import type { Item, Table } from './table.ts'

/** `version` grows with every change of the tally: each change is conditional on the one it saw. */
export const KeptApproval = ApprovalRequest.extend({ version: z.int().positive() })
export type KeptApproval = z.infer<typeof KeptApproval>

export const loadApproval = async (table: Table, { buyerId, rfqId }: RfqPlace, number: number) => {
  const item = await table.get(keys.approval(buyerId, rfqId, number))
  return item && KeptApproval.parse(item)
}

/** Every request for approval of an RFQ, oldest first. */
export const loadApprovals = async (table: Table, { buyerId, rfqId }: RfqPlace): Promise<KeptApproval[]> =>
  z.array(KeptApproval).parse(await table.all(ranges.approvals(buyerId, rfqId)))

/** Which award a decision is about is in its key. */
const numberOf = ({ sk }: Item) => Number(sk.split('#')[1])

/** Decisions on every award of an RFQ, by award; each in the order they were made. */
export const loadAllDecisions = async (
  table: Table,
  { buyerId, rfqId }: RfqPlace,
): Promise<Map<number, Decision[]>> => {
  const items = await table.all(ranges.decisions(buyerId, rfqId))
  const byAward = Map.groupBy(items, numberOf)
  return new Map([...byAward].map(([number, some]) => [number, inTime(some)]))
}

export const loadDecisions = async (table: Table, { buyerId, rfqId }: RfqPlace, number: number): Promise<Decision[]> =>
  inTime(await table.all(ranges.decisionsOn(buyerId, rfqId, number)))

const inTime = (items: Item[]): Decision[] =>
  z
    .array(Decision)
    .parse(items)
    .sort((a, b) => inOrder(a.decidedAt, b.decidedAt) || a.turn - b.turn)

export type Decided = { decision: Decision; request: ApprovalRequest; allApproved: boolean }

/**
 * Keeps a decision for good and updates the tally with it, in one transaction. `changed_meanwhile` means that another
 * decision, a newer proposal or the contract came in between: look again.
 */
export const keepDecision = (table: Table, { buyerId, rfqId }: RfqPlace, before: KeptApproval, decided: Decided) => {
  const { decision, request, allApproved } = decided
  const { stakeholderId, role, turn, decidedAt: at } = decision
  const signal: Signal = {
    id: signalId({ buyerId, rfqId }, 'decision', before.number, stakeholderId, turn),
    name: 'decision.made',
    buyerId,
    rfqId,
    at,
    data: { awardNumber: before.number, stakeholderId, role, turn, decision: decision.decision, allApproved },
  }
  const key = keys.decision(buyerId, rfqId, before.number, stakeholderId, turn)
  const item = { ...key, kind: 'Decision', ...decision, awardNumber: before.number, sha256: hashOf(decision) }
  return table.commit([
    { put: withSignal(item, signal), when: 'absent', otherwise: changedMeanwhile },
    {
      update: keys.approval(buyerId, rfqId, before.number),
      set: { status: request.status, steps: request.steps, version: before.version + 1 },
      when: { version: before.version, status: before.status },
      otherwise: changedMeanwhile,
    },
  ])
}

/** What one attempt to decide has to know, read in one call. */
export const loadForDecision = async (
  table: Table,
  { buyerId, rfqId }: RfqPlace,
  asked: { number: number; stakeholderId: string; turn: number },
) => {
  const [rfq, approval, decision] = await table.getAll([
    keys.rfq(buyerId, rfqId),
    keys.approval(buyerId, rfqId, asked.number),
    keys.decision(buyerId, rfqId, asked.number, asked.stakeholderId, asked.turn),
  ])
  return {
    rfq: rfq && Rfq.parse(rfq),
    approval: approval && KeptApproval.parse(approval),
    decision: decision && Decision.parse(decision),
  }
}
