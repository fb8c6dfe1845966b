import { connect, type Table } from '../../shared/store/table.ts'
import { serve } from '../http/serve.ts'
import { getContractDocumentRoute, getContractRoute, getOrderRoute } from './buyer-copy.ts'
import { foreseeChangeRoute } from './foresee-change.ts'
import { listChangesRoute } from './list-changes.ts'
import { answerChangeRoute, listOfferedChangesRoute, listOffersRoute } from './offered-changes.ts'
import { getOrderChangeRoute, getSupplierOrderChangeRoute } from './order-change.ts'
import { proposeChangeRoute } from './propose-change.ts'
import { getSupplierContractDocumentRoute, getSupplierContractRoute, getSupplierOrderRoute } from './supplier-copy.ts'
import { withdrawChangeRoute } from './withdraw-change.ts'

export type Deps = { table: Table; now: () => string }

export const routes = (deps: Deps) => [
  getContractRoute(deps),
  getContractDocumentRoute(deps),
  getOrderRoute(deps),
  listChangesRoute(deps),
  foreseeChangeRoute(deps),
  proposeChangeRoute(deps),
  withdrawChangeRoute(deps),
  getOrderChangeRoute(deps),
  getSupplierContractRoute(deps),
  getSupplierContractDocumentRoute(deps),
  getSupplierOrderRoute(deps),
  listOfferedChangesRoute(deps),
  listOffersRoute(deps),
  answerChangeRoute(deps),
  getSupplierOrderChangeRoute(deps),
]

export const handler = serve(
  routes({ table: connect(process.env.TABLE_NAME ?? ''), now: () => new Date().toISOString() }),
)
