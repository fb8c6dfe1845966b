import * as contract from '../../shared/contracts/contract-changes.ts'
import { contractForSupplier } from '../../shared/domain/contract-rules.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import type { RfqPlace } from '../../shared/domain/rfq.ts'
import { orderChangeXml } from '../../shared/formats/ubl/order-change.ts'
import { loadContractFile } from '../../shared/store/contract-changes.ts'
import type { Table } from '../../shared/store/table.ts'
import { route } from '../http/api.ts'
import type { Deps } from './index.ts'

const none = refuse({ code: 'change_not_found' })

/** A change that was agreed, with the contract it is of. */
const findAgreed = async (table: Table, place: RfqPlace & { number: number }) => {
  const file = await loadContractFile(table, place)
  const change = file?.agreed.find(({ number }) => number === place.number)
  return file && change ? { committed: file.committed, change } : undefined
}

export const getOrderChangeRoute = ({ table }: Deps) =>
  route(contract.getOrderChange, async ({ params, person }) => {
    const found = await findAgreed(table, { buyerId: person.orgId, ...params })
    return found ? ok(orderChangeXml(found.committed, found.change)) : none
  })

export const getSupplierOrderChangeRoute = ({ table }: Deps) =>
  route(contract.getSupplierOrderChange, async ({ params, person }) => {
    const found = await findAgreed(table, params)
    if (found?.committed.supplier.orgId !== person.orgId) return none
    return ok(orderChangeXml(contractForSupplier(found.committed), found.change))
  })
