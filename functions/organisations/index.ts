import { connect, type Table } from '../../shared/store/table.ts'
import { serve } from '../http/serve.ts'
import { createOrganisationRoute } from './create-organisation.ts'
import { declineInvitationRoute, joinOrganisationRoute, listOwnInvitationsRoute } from './joining.ts'
import {
  inviteMemberRoute,
  listMemberChangesRoute,
  listMembersRoute,
  removeMemberRoute,
  saveMemberRightRoute,
} from './members.ts'
import { getMeRoute, getOrganisationRoute, saveOrganisationRoute } from './organisation.ts'
import {
  getApprovalPolicyRoute,
  getPolicyVersionRoute,
  listPolicyVersionsRoute,
  previewApprovalPolicyRoute,
  saveApprovalPolicyRoute,
} from './policies.ts'
import { listStakeholderChangesRoute, listStakeholdersRoute, saveStakeholderRoute } from './stakeholders.ts'
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
  saveMemberRightRoute(deps),
  listMemberChangesRoute(deps),
  listOwnInvitationsRoute(deps),
  joinOrganisationRoute(deps),
  declineInvitationRoute(deps),
  listStakeholdersRoute(deps),
  saveStakeholderRoute(deps),
  listStakeholderChangesRoute(deps),
  getApprovalPolicyRoute(deps),
  saveApprovalPolicyRoute(deps),
  listPolicyVersionsRoute(deps),
  getPolicyVersionRoute(deps),
  previewApprovalPolicyRoute(deps),
  listSuppliersRoute(deps),
  scoreSupplierRoute(deps),
]

export const handler = serve(
  routes({ table: connect(process.env.TABLE_NAME ?? ''), now: () => new Date().toISOString() }),
)
