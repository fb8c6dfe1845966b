import * as contract from '../../shared/contracts/organisations.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { MAX_STAKEHOLDERS, type Stakeholder } from '../../shared/domain/party.ts'
import { keepStakeholder, loadStakeholders } from '../../shared/store/organisations.ts'
import { route } from '../http/api.ts'
import type { Deps } from './index.ts'

export const listStakeholdersRoute = ({ table }: Deps) =>
  route(contract.listStakeholders, async ({ person }) => ok({ items: await loadStakeholders(table, person.orgId) }))

export const saveStakeholderRoute = ({ table }: Deps) =>
  route(contract.saveStakeholder, async ({ params, body, person }) => {
    const stakeholder: Stakeholder = { stakeholderId: params.stakeholderId, ...body }
    const others = (await loadStakeholders(table, person.orgId)).filter(
      ({ stakeholderId }) => stakeholderId !== params.stakeholderId,
    )
    if (others.length >= MAX_STAKEHOLDERS) {
      return refuse({
        code: 'invalid_request',
        part: 'params',
        pointer: '/stakeholderId',
        detail: `there may be at most ${MAX_STAKEHOLDERS} stakeholders`,
      })
    }
    await keepStakeholder(table, person.orgId, stakeholder)
    return ok(stakeholder)
  })
