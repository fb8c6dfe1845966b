import type { ApprovalCase } from '../../shared/contracts/approvals.ts'
import type { Rfq } from '../../shared/domain/rfq.ts'
import type { KeptApproval } from '../../shared/store/approvals.ts'
import { type KeptAward, loadAward } from '../../shared/store/awards.ts'
import { type LinkedCase, stepBehind } from '../../shared/store/links.ts'
import { loadRfq } from '../../shared/store/rfqs.ts'
import type { Table } from '../../shared/store/table.ts'

type Step = KeptApproval['steps'][number]
export type Found = { rfq: Rfq; award: KeptAward; approval: KeptApproval; step: Step }

/** Whether the mailbox a session proved is the one this proposal asks. */
export const isAsked = ({ steps }: Pick<KeptApproval, 'steps'>, session: { stakeholderId: string; email: string }) =>
  steps.some(({ stakeholderId, email }) => stakeholderId === session.stakeholderId && email === session.email)

/** What a link or session is about: the newest proposal its stakeholder is asked about. */
export const findCase = async (table: Table, link: LinkedCase): Promise<Found | undefined> => {
  const rfq = await loadRfq(table, link.buyerId, link.rfqId)
  const behind = rfq && (await stepBehind(table, rfq, link))
  const award = behind && (await loadAward(table, rfq, behind.approval.number))
  return award && { rfq, award, ...behind }
}

const isOver = ({ status }: Rfq) => status === 'cancelled' || status === 'unsuccessful'

/** A request whose RFQ ended otherwise is cancelled, whatever its tally says. */
export const standing = <T extends Pick<KeptApproval, 'status'>>(rfq: Rfq, approval: T): T =>
  isOver(rfq) && approval.status !== 'superseded' ? { ...approval, status: 'cancelled' } : approval

/** Everything but prices and suppliers. */
export const caseOf = ({ rfq, award, approval, step }: Found, link: LinkedCase): ApprovalCase => ({
  buyerName: rfq.buyerName,
  title: rfq.terms.title,
  asks: award.proposedBy.name,
  stakeholder: step.name,
  role: step.role,
  language: step.language,
  until: approval.until,
  timeZone: rfq.terms.timeZone,
  status: standing(rfq, approval).status,
  superseded: link.number < rfq.awardCount,
})
