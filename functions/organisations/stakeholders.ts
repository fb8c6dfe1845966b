import * as contract from '../../shared/contracts/organisations.ts'
import { canonical } from '../../shared/domain/canonical.ts'
import { isOutsider } from '../../shared/domain/duties.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { MAX_STAKEHOLDERS, type Stakeholder } from '../../shared/domain/party.ts'
import {
  keepStakeholder,
  loadMembership,
  loadStakeholders,
  pageOfStakeholderChanges,
} from '../../shared/store/organisations.ts'
import { route } from '../http/api.ts'
import { mayAdministrate } from './administrating.ts'
import type { Deps } from './index.ts'

export const listStakeholdersRoute = ({ table }: Deps) =>
  route(contract.listStakeholders, async ({ person }) => ok({ items: await loadStakeholders(table, person.orgId) }))

export const saveStakeholderRoute = ({ table }: Deps) =>
  route(contract.saveStakeholder, async ({ params, body, person, receivedAt: at }) => {
    if (!(await mayAdministrate(table, person))) return refuse({ code: 'administrator_required' })
    const { orgId, email, name } = person
    const stakeholder: Stakeholder = { stakeholderId: params.stakeholderId, ...body }
    const [all, membership] = await Promise.all([loadStakeholders(table, orgId), loadMembership(table, body.email)])
    const before = all.find(({ stakeholderId }) => stakeholderId === params.stakeholderId)
    if (before && canonical(before) === canonical(stakeholder)) return ok(before)
    if (isOutsider(membership, orgId)) return refuse({ code: 'stakeholder_is_outsider', pointer: '/email' })
    if (!before && all.length >= MAX_STAKEHOLDERS) {
      return refuse({
        code: 'invalid_request',
        part: 'params',
        pointer: '/stakeholderId',
        detail: `there may be at most ${MAX_STAKEHOLDERS} stakeholders`,
      })
    }
    const kept = await keepStakeholder(table, orgId, { stakeholder, at, by: { email, name } })
    return kept.ok ? ok(stakeholder) : kept
  })

export const listStakeholderChangesRoute = ({ table }: Deps) =>
  route(contract.listStakeholderChanges, async ({ query, person }) =>
    pageOfStakeholderChanges(table, person.orgId, query),
  )
