import * as contract from '../../shared/contracts/contracts.ts'
import type { ContractForSupplier } from '../../shared/domain/contract.ts'
import { contractForSupplier } from '../../shared/domain/contract-rules.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import type { RfqPlace } from '../../shared/domain/rfq.ts'
import { contractHtml } from '../../shared/formats/contract-html.ts'
import { orderXml } from '../../shared/formats/ubl/order.ts'
import { loadContractFile } from '../../shared/store/contract-changes.ts'
import { loadContract } from '../../shared/store/contracts.ts'
import type { Table } from '../../shared/store/table.ts'
import { route } from '../http/api.ts'
import type { Deps } from './index.ts'
import { languageOfBuyer } from './language.ts'

const none = refuse({ code: 'contract_not_found' })

/** The winner's copy; to everyone else there is no contract here. */
const ownCopy = async (table: Table, place: RfqPlace, supplierId: string): Promise<ContractForSupplier | undefined> => {
  const made = await loadContract(table, place)
  return made?.supplier.orgId === supplierId ? contractForSupplier(made) : undefined
}

export const getSupplierContractRoute = ({ table }: Deps) =>
  route(contract.getSupplierContract, async ({ params, person }) => {
    const file = await loadContractFile(table, params)
    return file?.committed.supplier.orgId === person.orgId ? ok(contractForSupplier(file.standing)) : none
  })

export const getSupplierContractDocumentRoute = ({ table }: Deps) =>
  route(contract.getSupplierContractDocument, async ({ params, person }) => {
    const file = await loadContractFile(table, params)
    if (file?.committed.supplier.orgId !== person.orgId) return none
    const made = contractForSupplier(file.committed)
    return ok(contractHtml(made, await languageOfBuyer(table, made), file.agreed))
  })

export const getSupplierOrderRoute = ({ table }: Deps) =>
  route(contract.getSupplierOrder, async ({ params, person }) => {
    const made = await ownCopy(table, params, person.orgId)
    return made ? ok(orderXml(made)) : none
  })
