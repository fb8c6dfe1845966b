import type { ApprovalRequest } from '../../shared/domain/approval.ts'
import type { ChangeProposal } from '../../shared/domain/contract-change.ts'
import { changedLines, roomForChange } from '../../shared/domain/contract-change-rules.ts'
import { caseOfChange, daysMoved, sizeOfChange } from '../../shared/domain/contract-change-size.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import type { Person } from '../../shared/domain/party.ts'
import { type Rfq, rfqCan } from '../../shared/domain/rfq.ts'
import { loadAward } from '../../shared/store/awards.ts'
import { loadBuyingSide } from '../../shared/store/buying-side.ts'
import type { ContractFile } from '../../shared/store/contract-changes.ts'
import { loadContractFile } from '../../shared/store/contract-changes.ts'
import { loadRfq } from '../../shared/store/rfqs.ts'
import type { Table } from '../../shared/store/table.ts'

/** The contract of an RFQ that may still be changed, with everything there is about it. */
export const loadChangeable = async (table: Table, buyerId: string, rfqId: string) => {
  const [rfq, file] = await Promise.all([loadRfq(table, buyerId, rfqId), loadContractFile(table, { buyerId, rfqId })])
  if (!rfq || !file) return refuse({ code: 'contract_not_found' })
  if (!rfqCan('changeContract', rfq)) return refuse({ code: 'rfq_not_in_status', status: rfq.status })
  return ok({ rfq, file })
}

type Asked = Pick<ChangeProposal, 'lines' | 'budgetLine'>

/** What a proposal makes of a contract, and what the policy judges it by, with everyone who may have to approve. */
export const plannedChange = async (
  table: Table,
  { rfq, file }: { rfq: Rfq; file: ContractFile },
  asked: Asked,
  { person, at, previous }: { person: Pick<Person, 'email'>; at: string; previous?: ApprovalRequest | undefined },
) => {
  const { committed, standing } = file
  const changed = changedLines(standing, asked.lines)
  if (!changed.ok) return changed
  const room = roomForChange(file.changes, changed.value.lines)
  if (!room.ok) return room
  const [buying, award] = await Promise.all([
    loadBuyingSide(table, rfq, { email: person.email, supplierId: committed.supplier.orgId, at, previous }),
    loadAward(table, rfq, committed.award.number),
  ])
  // What nobody says otherwise of is paid from where the award was.
  const budgetLine = asked.budgetLine || (award?.budget.line ?? '')
  const name = buying.policy.budgetLines.find(({ code }) => code === budgetLine)?.name ?? ''
  const sizeMinor = sizeOfChange(committed, standing, changed.value.lines)
  const movedDays = daysMoved(committed, file.agreed, changed.value.lines)
  const { currency } = standing
  const facts = caseOfChange(rfq, { sizeMinor, movedDays, currency, budgetLine }, buying.supplierStanding)
  return ok({ ...changed.value, budget: { line: budgetLine, name }, facts, buying })
}
