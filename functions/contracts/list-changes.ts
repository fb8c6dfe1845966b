import * as contract from '../../shared/contracts/contract-changes.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import type { RfqPlace } from '../../shared/domain/rfq.ts'
import { factsAmong, loadAllFacts, loadFacts } from '../../shared/store/approval-facts.ts'
import { loadApproval, loadApprovals } from '../../shared/store/approvals.ts'
import { type KeptChange, loadContractFile } from '../../shared/store/contract-changes.ts'
import type { Table } from '../../shared/store/table.ts'
import { route } from '../http/api.ts'
import type { Deps } from './index.ts'

/** The request for approval of a change, where anybody was asked. */
export const loadChangeRequest = (table: Table, place: RfqPlace, { number, needsApproval }: KeptChange) =>
  needsApproval ? loadApproval(table, place, { subject: 'change', number }) : Promise.resolve(undefined)

/** The same for every change, in one call; ask with the change. */
export const loadChangeRequests = async (table: Table, place: RfqPlace) => {
  const all = new Map((await loadApprovals(table, place, 'change')).map((one) => [one.number, one]))
  return ({ number }: KeptChange) => all.get(number)
}

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
    // After the changes, so that none is there without its request.
    const [requestOf, factsOf] = await Promise.all([loadChangeRequests(table, place), loadAllFacts(table, place)])
    const items = file.changes.map((change) => {
      const approval = requestOf(change)
      return { change, request: approval ? { approval, ...factsAmong(factsOf, approval) } : null }
    })
    return ok({ items: items.reverse() })
  })
