import * as contract from '../../shared/contracts/contract-changes.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import type { RfqPlace } from '../../shared/domain/rfq.ts'
import { loadFacts } from '../../shared/store/approval-facts.ts'
import { loadApproval } from '../../shared/store/approvals.ts'
import { type KeptChange, loadContractFile } from '../../shared/store/contract-changes.ts'
import type { Table } from '../../shared/store/table.ts'
import { route } from '../http/api.ts'
import type { Deps } from './index.ts'

/** The request for approval of a change, where anybody was asked. */
export const loadChangeRequest = (table: Table, place: RfqPlace, { number, needsApproval }: KeptChange) =>
  needsApproval ? loadApproval(table, place, { subject: 'change', number }) : Promise.resolve(undefined)

/** A change with how its approval stands, as its buyer sees it. */
export const changeView = async (table: Table, place: RfqPlace, change: KeptChange) => {
  const approval = await loadChangeRequest(table, place, change)
  return { change, request: approval ? { approval, ...(await loadFacts(table, place, approval)) } : null }
}

export const listChangesRoute = ({ table }: Deps) =>
  route(contract.listChanges, async ({ params, person }) => {
    const place = { buyerId: person.orgId, ...params }
    const file = await loadContractFile(table, place)
    if (!file) return refuse({ code: 'contract_not_found' })
    return ok({ items: await Promise.all(file.changes.toReversed().map((one) => changeView(table, place, one))) })
  })
