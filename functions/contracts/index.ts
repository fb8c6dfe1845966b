import { connect, type Table } from '../../shared/store/table.ts'
import { serve } from '../http/serve.ts'
import { getContractDocumentRoute, getContractRoute, getOrderRoute } from './buyer-copy.ts'
import { getSupplierContractDocumentRoute, getSupplierContractRoute, getSupplierOrderRoute } from './supplier-copy.ts'

export type Deps = { table: Table }

export const routes = (deps: Deps) => [
  getContractRoute(deps),
  getContractDocumentRoute(deps),
  getOrderRoute(deps),
  getSupplierContractRoute(deps),
  getSupplierContractDocumentRoute(deps),
  getSupplierOrderRoute(deps),
]

export const handler = serve(routes({ table: connect(process.env.TABLE_NAME ?? '') }))
