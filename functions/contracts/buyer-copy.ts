import * as contract from '../../shared/contracts/contracts.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { contractHtml } from '../../shared/formats/contract-html.ts'
import { orderXml } from '../../shared/formats/ubl/order.ts'
import { loadContractFile } from '../../shared/store/contract-changes.ts'
import { loadContract } from '../../shared/store/contracts.ts'
import { route } from '../http/api.ts'
import type { Deps } from './index.ts'
import { languageOfBuyer } from './language.ts'

const none = refuse({ code: 'contract_not_found' })

export const getContractRoute = ({ table }: Deps) =>
  route(contract.getContract, async ({ params, person }) => {
    const file = await loadContractFile(table, { buyerId: person.orgId, ...params })
    return file ? ok(file.standing) : none
  })

export const getContractDocumentRoute = ({ table }: Deps) =>
  route(contract.getContractDocument, async ({ params, person }) => {
    const file = await loadContractFile(table, { buyerId: person.orgId, ...params })
    if (!file) return none
    const { committed, agreed } = file
    return ok(contractHtml(committed, await languageOfBuyer(table, committed), agreed))
  })

export const getOrderRoute = ({ table }: Deps) =>
  route(contract.getOrder, async ({ params, person }) => {
    const made = await loadContract(table, { buyerId: person.orgId, rfqId: params.rfqId })
    return made ? ok(orderXml(made)) : none
  })
