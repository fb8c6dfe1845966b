import * as contract from '../../shared/contracts/joining.ts'
import { decline, join } from '../../shared/domain/joining.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import {
  keepDeclined,
  keepJoined,
  loadInvited,
  pageOfMemberInvitations,
} from '../../shared/store/member-invitations.ts'
import { loadOrganisation } from '../../shared/store/organisations.ts'
import { untilUnchanged } from '../../shared/store/rfqs.ts'
import { route } from '../http/api.ts'
import type { Deps } from './index.ts'
import { settled } from './settled.ts'

export const listOwnInvitationsRoute = ({ table }: Deps) =>
  route(contract.listOwnInvitations, async ({ query, person }) => {
    const page = await pageOfMemberInvitations(table, person.email, query)
    if (!page.ok) return page
    const items = page.value.items.map(({ organisation, invitation: { name, administrator, since: at, by } }) => ({
      organisation,
      name,
      administrator,
      at,
      by,
    }))
    return ok({ ...page.value, items })
  })

/** What was read may have changed before it is written: then everything is decided again on what there is. */
export const joinOrganisationRoute = ({ table, now }: Deps) =>
  route(contract.joinOrganisation, async ({ params: { orgId }, person }) => {
    const joined = await untilUnchanged(async () => {
      const before = await loadInvited(table, person.email, orgId)
      const decided = join({ orgId, ...before, person, at: now() })
      if (!decided.ok) return decided
      const { membership, invitation } = decided.value
      return invitation ? keepJoined(table, membership, { own: before.own, invitation }) : ok(undefined)
    })
    if (!joined.ok) return settled(joined.refusal)
    const organisation = await loadOrganisation(table, orgId)
    return organisation ? ok(organisation) : refuse({ code: 'invitation_not_found' })
  })

export const declineInvitationRoute = ({ table, now }: Deps) =>
  route(contract.declineInvitation, async ({ params: { orgId }, person }) => {
    const declined = await untilUnchanged(async () => {
      const before = await loadInvited(table, person.email, orgId)
      const decided = decline({ orgId, ...before, at: now() })
      if (!decided.ok) return decided
      const after = decided.value
      return after && before.invitation ? keepDeclined(table, before.invitation, after, person) : ok(undefined)
    })
    return declined.ok ? ok({}) : settled(declined.refusal)
  })
