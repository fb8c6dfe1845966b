import * as contract from '../../shared/contracts/organisations.ts'
import { isAdministrator } from '../../shared/domain/administrators.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { keepOrganisation, loadMembership, loadOrganisation } from '../../shared/store/organisations.ts'
import { route, withEtag } from '../http/api.ts'
import { mayAdministrate } from './administrating.ts'
import type { Deps } from './index.ts'

/** Reads the membership itself: a token from before the organisation was made does not know it yet. */
export const getMeRoute = ({ table }: Deps) =>
  route(contract.getMe, async ({ person }) => {
    const membership = await loadMembership(table, person.email)
    const belongs = membership?.status === 'active'
    const organisation = belongs ? await loadOrganisation(table, membership.orgId) : undefined
    return ok({
      email: person.email,
      name: membership?.name || person.name,
      organisation: organisation ?? null,
      administrator: organisation !== undefined && isAdministrator(membership, organisation.orgId),
    })
  })

export const getOrganisationRoute = ({ table }: Deps) =>
  route(contract.getOrganisation, async ({ person }) => {
    const organisation = await loadOrganisation(table, person.orgId)
    return organisation ? withEtag(ok(organisation)) : refuse({ code: 'not_found' })
  })

export const saveOrganisationRoute = ({ table }: Deps) =>
  route(contract.saveOrganisation, async ({ body, person, ifMatch }) => {
    if (!(await mayAdministrate(table, person))) return refuse({ code: 'administrator_required' })
    const before = await loadOrganisation(table, person.orgId)
    if (!before) return refuse({ code: 'not_found' })
    const after = { ...before, ...body, version: ifMatch + 1 }
    const kept = await keepOrganisation(table, after, ifMatch, person)
    if (kept.ok) return withEtag(ok(after))
    return kept.refusal.code === 'changed_meanwhile'
      ? refuse({ ...kept.refusal, yours: ifMatch, current: { version: before.version } })
      : refuse(kept.refusal)
  })
