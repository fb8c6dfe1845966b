import { type ApprovalRequest, approvalCan, isUnderWay, type SectionHashes } from '../../shared/domain/approval.ts'
import { hasStandingVeto } from '../../shared/domain/approval-carrying.ts'
import { sameHashes } from '../../shared/domain/approval-rules.ts'
import { hashesOf } from '../../shared/domain/approval-sections.ts'
import { plannedCase } from '../../shared/domain/approvers.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import type { Organisation } from '../../shared/domain/party.ts'
import type { BudgetLine } from '../../shared/domain/policy.ts'
import { whoApproves } from '../../shared/domain/policy-rules.ts'
import { publicationSections } from '../../shared/domain/publication-sections.ts'
import type { Rfq, RfqLine } from '../../shared/domain/rfq.ts'
import { loadApproval } from '../../shared/store/approvals.ts'
import type { KeptAttachment } from '../../shared/store/attachments.ts'
import { loadStakeholders } from '../../shared/store/organisations.ts'
import { loadPolicy } from '../../shared/store/policies.ts'
import type { Table } from '../../shared/store/table.ts'

type Written = { rfq: Rfq; lines: readonly RfqLine[]; documents: readonly KeptAttachment[] }

export const loadNewest = async (table: Table, rfq: Rfq) =>
  rfq.publicationCount > 0
    ? loadApproval(table, rfq, { subject: 'publication', number: rfq.publicationCount })
    : undefined

/** The hashes of a draft as approvers would be shown it. */
export const hashesOfDraft = (written: Written, budgetLines: readonly BudgetLine[]): SectionHashes =>
  hashesOf(publicationSections({ ...written, budgetLines }))

/** Whether somebody said no to what the draft still says: neither a plan nor a policy that asks nobody takes that away. */
const isVetoed = (request: ApprovalRequest, hashes: SectionHashes) =>
  isUnderWay(request) && hasStandingVeto(request, hashes)

/**
 * The approval a publication happens on, where the policy asks for one. A policy that cannot be followed, because a
 * role is held by nobody, lets nothing through either.
 */
export const approvalToPublish = async (table: Table, buyer: Organisation, written: Written) => {
  const { rfq } = written
  const [policy, stakeholders, newest] = await Promise.all([
    loadPolicy(table, buyer),
    loadStakeholders(table, buyer.orgId),
    loadNewest(table, rfq),
  ])
  const hashes = hashesOfDraft(written, policy.budgetLines)
  if (newest && isVetoed(newest, hashes)) return refuse({ code: 'approval_required', state: 'vetoed' })
  const asked = whoApproves(policy, stakeholders, plannedCase('publication', rfq))
  if (asked.ok && asked.value.groups.length === 0) return ok(undefined)
  if (!newest) return refuse({ code: 'approval_required', state: 'none' })
  if (!sameHashes(newest.sections, hashes)) return refuse({ code: 'approval_required', state: 'changed' })
  return approvalCan('commit', newest) ? ok(newest) : refuse({ code: 'approval_required', state: newest.status })
}
