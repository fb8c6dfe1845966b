import * as contract from '../../shared/contracts/approvals.ts'
import type { ApprovalRequest, ApprovalStep } from '../../shared/domain/approval.ts'
import { standing } from '../../shared/domain/approval-end.ts'
import { ApprovalSections } from '../../shared/domain/approval-sections.ts'
import { groupOf } from '../../shared/domain/approval-tally.ts'
import type { Decision } from '../../shared/domain/decisions.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { Section } from '../../shared/domain/subjects.ts'
import { loadFacts } from '../../shared/store/approval-facts.ts'
import type { KeptApproval } from '../../shared/store/approvals.ts'
import { loadSections } from '../../shared/store/sections.ts'
import { findSession } from '../../shared/store/sessions.ts'
import type { Table } from '../../shared/store/table.ts'
import { route } from '../http/api.ts'
import { caseOf, findCase, ownStep } from './approval-case.ts'
import type { Deps } from './index.ts'

export const getApprovalContentRoute = ({ table, now }: Deps) =>
  route(contract.getApprovalContent, async ({ token, params }) => {
    const session = await findSession(table, token, now())
    if (!session) return refuse({ code: 'session_unknown' })
    const found = await findCase(table, params)
    // A mailbox that is not asked learns nothing of what there is.
    if (found?.step.email !== session.email) return refuse({ code: 'approval_not_found' })
    const { rfq, approval, step } = found
    const about = { case: caseOf(found, params), own: ownStep(standing(rfq, approval), step) }
    const sections = await shownOf(table, rfq, approval)
    if (step.declaredAt === null) return ok({ kind: 'undeclared', ...about, parties: partiesOf(sections) })
    const { decisions, handlings } = await loadFacts(table, rfq, approval)
    return ok({
      kind: 'content',
      ...about,
      sections,
      hashes: approval.sections,
      others: othersOf(approval, step),
      decisions: decisions.filter((one) => maySee(approval, step, one)),
      handlings: handlings.filter((one) => !('stakeholderId' in one) || mayReadOf(approval, step, one.stakeholderId)),
    })
  })

/** Exactly what was asked about: what is kept under the hashes of the request. */
const shownOf = async (table: Table, place: { buyerId: string; rfqId: string }, { sections }: KeptApproval) => {
  const kept = await loadSections(
    table,
    place,
    Section.options.map((section) => sections[section]),
  )
  return ApprovalSections.parse(Object.fromEntries(Section.options.map((section, i) => [section, kept[i]])))
}

/** Who bids, or is invited to: what there is to have an interest in. */
const partiesOf = ({ what, price, risk }: ApprovalSections): string[] => [
  ...new Set([
    ...[...(what.supplier ? [what.supplier] : []), ...price.ranking, ...risk.disqualified].map(nameOf),
    ...(risk.publishing?.invited ?? []),
  ]),
]
const nameOf = (one: { legalName: string } | { supplierName: string }) =>
  'legalName' in one ? one.legalName : one.supplierName

/** Others’ opinions are shown where the policy allows it; the veto in question always is to those who may override it. */
export const mayReadOf = (request: ApprovalRequest, step: ApprovalStep, stakeholderId: string): boolean =>
  request.showOpinions || stakeholderId === step.stakeholderId || groupOf(request, step).overrides === stakeholderId
const maySee = (request: ApprovalRequest, step: ApprovalStep, { stakeholderId }: Decision) =>
  mayReadOf(request, step, stakeholderId)

const othersOf = (request: ApprovalRequest, own: ApprovalStep): contract.OtherStep[] =>
  request.steps
    .filter((step) => step !== own)
    .map((step) => {
      const { stakeholderId, role, name, from, status } = step
      const overrides = groupOf(request, step).overrides !== undefined
      return { stakeholderId, role, name, from, overrides, ...(mayReadOf(request, own, stakeholderId) && { status }) }
    })
