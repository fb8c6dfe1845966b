import * as contract from '../../shared/contracts/organisations.ts'
import { hashOf } from '../../shared/domain/canonical.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import type { Membership, Organisation } from '../../shared/domain/party.ts'
import { createdFrom, keepNewOrganisation, loadMembership, loadOrganisation } from '../../shared/store/organisations.ts'
import { route, withEtag } from '../http/api.ts'
import type { Deps } from './index.ts'

export const createOrganisationRoute = ({ table, now }: Deps) =>
  route(contract.createOrganisation, async ({ body, person }) => {
    const asked = hashOf({ ...body, email: person.email })
    const before = await loadMembership(table, person.email)
    if (before?.status === 'active') {
      const isThis = before.orgId === body.orgId && (await createdFrom(table, body.orgId)) === asked
      const existing = isThis ? await loadOrganisation(table, body.orgId) : undefined
      return existing ? withEtag(ok(existing)) : refuse({ code: 'already_member', orgId: before.orgId })
    }

    const at = now()
    const organisation: Organisation = { ...body, version: 1, createdAt: at }
    const member: Membership = {
      email: person.email,
      name: person.name,
      orgId: body.orgId,
      status: 'active',
      since: at,
      administrator: true,
    }
    const kept = await keepNewOrganisation(table, organisation, asked, member, before)
    return kept.ok ? withEtag(ok(organisation)) : kept
  })
