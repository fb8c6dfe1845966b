import * as contract from '../../shared/contracts/organisations.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import type { Membership } from '../../shared/domain/party.ts'
import { endMembership, keepInvitedMember, loadMembership, loadMemberships } from '../../shared/store/organisations.ts'
import { route } from '../http/api.ts'
import type { Deps } from './index.ts'

export const listMembersRoute = ({ table }: Deps) =>
  route(contract.listMembers, async ({ person }) => ok({ items: await loadMemberships(table, person.orgId) }))

export const inviteMemberRoute = ({ table, now }: Deps) =>
  route(contract.inviteMember, async ({ params, body, person }) => {
    const before = await loadMembership(table, params.email)
    if (before && before.status !== 'removed') {
      return before.orgId === person.orgId ? ok(before) : refuse({ code: 'member_elsewhere' })
    }
    const member: Membership = {
      email: params.email,
      name: body.name,
      orgId: person.orgId,
      status: 'invited',
      since: now(),
    }
    const kept = await keepInvitedMember(table, member, before)
    return kept.ok ? ok(member) : kept
  })

export const removeMemberRoute = ({ table, now }: Deps) =>
  route(contract.removeMember, async ({ params, person }) => {
    const member = await loadMembership(table, params.email)
    if (member?.orgId !== person.orgId || member.status === 'removed') return refuse({ code: 'not_found' })
    const others = (await loadMemberships(table, person.orgId)).filter(({ email }) => email !== member.email)
    const stays = others.find(({ email }) => email === person.email) ?? others.find(({ status }) => status === 'active')
    if (!stays) return refuse({ code: 'last_member' })
    const ended = await endMembership(table, member, stays, now())
    return ended.ok ? ok({}) : ended
  })
