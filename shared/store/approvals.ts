import * as z from 'zod'
import { type ApprovalOf, ApprovalRequest } from '../domain/approval.ts'
import { hasApproved } from '../domain/approval-rules.ts'
import { nextTick } from '../domain/approval-time.ts'
import { hashOf } from '../domain/canonical.ts'
import { Decision, Handling } from '../domain/decisions.ts'
import { type Signal, signalId } from '../domain/events.ts'
import type { RfqPlace } from '../domain/rfq.ts'
import type { ApprovalSubject } from '../domain/subjects.ts'
import { indexes, keys, ranges } from './keys.ts'
import { pack, unpack } from './packed.ts'
import { type Changed, changedMeanwhile } from './rfq-events.ts'
import { withSignal } from './signals.ts'
import type { Item, Table, Write } from './table.ts'

/** `version` is the number of the newest fact: each change of the tally is conditional on the one it saw. */
export const KeptApproval = ApprovalRequest.extend({ version: z.int().positive() })
export type KeptApproval = z.infer<typeof KeptApproval>

/**
 * What conditions and indexes look at lies open on the item; the rest is read only as a whole and packed, because every
 * decision writes all of it again.
 */
const packedTally = ({ subject, number, status, ...tally }: ApprovalRequest) => ({
  subject,
  number,
  status,
  tally: pack(tally),
})

export const approvalOf = ({ tally, ...open }: Item): KeptApproval =>
  KeptApproval.parse({ ...Object(unpack(tally)), ...open })

export const loadApproval = async (table: Table, { buyerId, rfqId }: RfqPlace, { subject, number }: ApprovalOf) => {
  const item = await table.get(keys.approval(buyerId, rfqId, subject, number))
  return item && approvalOf(item)
}

/** Every request for approval of one subject, oldest first. */
export const loadApprovals = async (
  table: Table,
  { buyerId, rfqId }: RfqPlace,
  subject: ApprovalSubject,
): Promise<KeptApproval[]> => (await table.all(ranges.approvals(buyerId, rfqId, subject))).map(approvalOf)

/** What the time index and the item's own condition are made of. */
const tick = (rfqId: string, request: ApprovalRequest) => {
  const at = nextTick(request)
  return at === undefined ? undefined : indexes.approvalTick(rfqId, at)
}

/** The writes that ask for an approval: its tally, and for good how it was first asked. */
export const opening = ({ buyerId, rfqId }: RfqPlace, request: ApprovalRequest): Write<Changed>[] => {
  const { subject, number } = request
  const version = 1
  const tally = {
    ...keys.approval(buyerId, rfqId, subject, number),
    ...tick(rfqId, request),
    kind: 'Approval',
    version,
  }
  const opened = { ...keys.approvalOpened(buyerId, rfqId, subject, number), kind: 'ApprovalOpened' }
  return [
    { put: { ...tally, ...packedTally(request) }, when: 'absent', otherwise: changedMeanwhile },
    {
      put: { ...opened, subject, number, sha256: hashOf(request), request: pack(request) },
      when: 'absent',
      otherwise: changedMeanwhile,
    },
  ]
}

/** How a request was first asked, before any fact of it. */
export const openedOf = (item: Item): ApprovalRequest => ApprovalRequest.parse(unpack(item.request))

/** The tally as a fact leaves it, if nobody changed it since `before` was read. */
export const tallied = (
  { buyerId, rfqId }: RfqPlace,
  before: KeptApproval,
  request: ApprovalRequest,
): Extract<Write<Changed>, { update: unknown }> => {
  const next = tick(rfqId, request)
  const { status, tally } = packedTally(request)
  return {
    update: keys.approval(buyerId, rfqId, before.subject, before.number),
    set: { status, tally, version: before.version + 1, ...next },
    ...(!next && { remove: ['gsi2pk', 'gsi2sk'] }),
    when: { version: before.version, status: before.status },
    otherwise: changedMeanwhile,
  }
}

export type Decided = { decision: Decision; request: ApprovalRequest; allApproved: boolean }

/**
 * Keeps a decision for good and updates the tally with it, in one transaction. `changed_meanwhile` means that another
 * fact, a newer proposal or the contract came in between: look again.
 */
export const keepDecision = (table: Table, place: RfqPlace, before: KeptApproval, decided: Decided) => {
  const { buyerId, rfqId } = place
  const { subject, number } = before
  const { decision, request, allApproved } = decided
  const { stakeholderId, role, turn, decidedAt: at } = decision
  const signal: Signal = {
    id: signalId(place, 'decision', subject, number, stakeholderId, turn),
    name: 'decision.made',
    buyerId,
    rfqId,
    at,
    data: { subject, number, stakeholderId, role, turn, decision: decision.decision, allApproved },
  }
  const key = keys.decision(buyerId, rfqId, subject, number, stakeholderId, turn)
  const item = {
    ...key,
    ...(isOpinion(decision) && indexes.decisions(buyerId, role, at)),
    kind: 'Decision',
    ...decision,
    subject,
    number,
    sha256: hashOf(decision),
  }
  return table.commit([
    { put: withSignal(item, signal), when: 'absent', otherwise: changedMeanwhile },
    tallied(place, before, request),
  ])
}

/** What shows how long people take to decide. */
const isOpinion = ({ decision }: Decision) => decision === 'approve' || decision === 'veto'

/** Keeps what the buyer's people or the clock did, and the tally it leaves, in one transaction. */
export const keepHandling = (
  table: Table,
  place: RfqPlace,
  before: KeptApproval,
  handled: { handling: Handling; request: ApprovalRequest },
) => {
  const { buyerId, rfqId } = place
  const { subject, number } = before
  const { handling, request } = handled
  const { seq, kind, at } = handling
  const signal: Signal = {
    id: signalId(place, 'handling', subject, number, seq),
    name: 'approval.handled',
    buyerId,
    rfqId,
    at,
    data: { subject, number, seq, kind, allApproved: hasApproved(before, request) },
  }
  const { kind: _, ...said } = handling
  const item = {
    ...keys.handling(buyerId, rfqId, subject, number, seq),
    ...said,
    kind: 'Handling',
    handled: kind,
    subject,
    number,
    sha256: hashOf(handling),
  }
  return table.commit([
    { put: withSignal(item, signal), when: 'absent', otherwise: changedMeanwhile },
    tallied(place, before, request),
  ])
}

/** The fact a stakeholder's next decision would be, if it was kept already. */
export const decisionOf = (item: Item | undefined): Decision | undefined => item && Decision.parse(item)
export const handlingOf = ({ handled, ...item }: Item): Handling => Handling.parse({ ...item, kind: handled })
