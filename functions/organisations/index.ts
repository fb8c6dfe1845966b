import { connect, type Table } from '../../shared/store/table.ts'
import { serve } from '../http/serve.ts'
import { createOrganisationRoute } from './create-organisation.ts'
import { inviteMemberRoute, listMembersRoute, removeMemberRoute } from './members.ts'
import { getMeRoute, getOrganisationRoute, saveOrganisationRoute } from './organisation.ts'
import { listStakeholdersRoute, saveStakeholderRoute } from './stakeholders.ts'
import { listSuppliersRoute, scoreSupplierRoute } from './suppliers.ts'

export type Deps = { table: Table; now: () => string }

export const routes = (deps: Deps) => [
  getMeRoute(deps),
  createOrganisationRoute(deps),
  getOrganisationRoute(deps),
  saveOrganisationRoute(deps),
  listMembersRoute(deps),
  inviteMemberRoute(deps),
  removeMemberRoute(deps),
  listStakeholdersRoute(deps),
  saveStakeholderRoute(deps),
  listSuppliersRoute(deps),
  scoreSupplierRoute(deps),
]

export const handler = serve(
  routes({ table: connect(process.env.TABLE_NAME ?? ''), now: () => new Date().toISOString() }),
)
