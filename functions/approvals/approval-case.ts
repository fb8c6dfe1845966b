import type { ApprovalCase, ApprovalContent } from '../../shared/contracts/approvals.ts'
import type { ApprovalRequest, ApprovalStep } from '../../shared/domain/approval.ts'
import { standing } from '../../shared/domain/approval-end.ts'
import { actsOf } from '../../shared/domain/approval-rules.ts'
import { groupOf } from '../../shared/domain/approval-tally.ts'
import type { Rfq } from '../../shared/domain/rfq.ts'
import type { KeptApproval } from '../../shared/store/approvals.ts'
import { type LinkedCase, stepBehind } from '../../shared/store/links.ts'
import { loadRfq } from '../../shared/store/rfqs.ts'
import type { Table } from '../../shared/store/table.ts'

export type Found = { rfq: Rfq; approval: KeptApproval; step: ApprovalStep }

/** What a link or a place in an inbox is about: the newest request its stakeholder is asked about. */
export const findCase = async (table: Table, link: LinkedCase): Promise<Found | undefined> => {
  const rfq = await loadRfq(table, link.buyerId, link.rfqId)
  const behind = rfq && (await stepBehind(table, rfq, link))
  return behind && { rfq, ...behind }
}

/** Everything but prices and suppliers. */
export const caseOf = ({ rfq, approval, step }: Found, link: LinkedCase): ApprovalCase => ({
  place: {
    buyerId: rfq.buyerId,
    rfqId: rfq.rfqId,
    subject: approval.subject,
    number: approval.number,
    stakeholderId: step.stakeholderId,
  },
  buyerName: rfq.buyerName,
  title: rfq.terms.title,
  asks: approval.requester.name,
  stakeholder: step.name,
  role: step.role,
  overrides: groupOf(approval, step).overrides !== undefined,
  language: step.language,
  until: step.dueAt ?? approval.until,
  timeZone: rfq.terms.timeZone,
  status: standing(rfq, approval).status,
  superseded: link.number < approval.number || approval.status === 'superseded',
})

/** A person's own step: how it stands, and what may be said on it. */
export const ownStep = (request: ApprovalRequest, step: ApprovalStep): ApprovalContent['own'] => {
  const { scope, because } = groupOf(request, step)
  const { stakeholderId, status, declaredAt, dueAt, question, condition, standing: stands, from, turns } = step
  const own = { stakeholderId, status, declaredAt, dueAt, question, condition, standing: stands, from }
  return { ...own, turn: turns + 1, acts: actsOf(request, step), scope, because }
}
