import * as contract from '../../shared/contracts/organisations.ts'
import { changeMember, isInvitation, type MemberAct } from '../../shared/domain/administrators.ts'
import { asMember, invite, standingIn } from '../../shared/domain/joining.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import type { MemberChange, Person } from '../../shared/domain/party.ts'
import { keepMemberInvitation, loadInvited, loadMembers } from '../../shared/store/member-invitations.ts'
import {
  changeOf,
  keepChangedMember,
  loadMembership,
  loadPresentMemberships,
  pageOfMemberChanges,
} from '../../shared/store/organisations.ts'
import { untilUnchanged } from '../../shared/store/rfqs.ts'
import { route } from '../http/api.ts'
import { mayAdministrate } from './administrating.ts'
import type { Deps } from './index.ts'
import { settled } from './settled.ts'

export const listMembersRoute = ({ table }: Deps) =>
  route(contract.listMembers, async ({ person }) => ok({ items: await loadMembers(table, person.orgId) }))

export const listMemberChangesRoute = ({ table }: Deps) =>
  route(contract.listMemberChanges, async ({ query, person }) => pageOfMemberChanges(table, person.orgId, query))

export const inviteMemberRoute = ({ table, now }: Deps) =>
  route(contract.inviteMember, async ({ params: { email }, body, person }) => {
    if (!(await mayAdministrate(table, person))) return refuse({ code: 'administrator_required' })
    const { orgId } = person
    const by = { email: person.email, name: person.name }
    const invited = await untilUnchanged(async () => {
      const before = await loadInvited(table, email, orgId)
      const decided = invite({ orgId, ...before })
      if (!decided.ok) return decided
      if (decided.value) return ok(decided.value)
      const member = { email, orgId, status: 'invited' as const, since: now(), ...body }
      const kept = await keepMemberInvitation(table, { ...member, by }, before)
      return kept.ok ? ok(member) : kept
    })
    return invited.ok ? invited : settled(invited.refusal)
  })

export const removeMemberRoute = (deps: Deps) =>
  route(contract.removeMember, async ({ params, person }) => {
    const changed = await change(deps, person, params.email, 'remove')
    return changed.ok ? ok({}) : changed
  })

export const saveMemberRightRoute = (deps: Deps) =>
  route(contract.saveMemberRight, async ({ params, body, person }) => {
    const changed = await change(deps, person, params.email, body.administrator ? 'giveRight' : 'takeRight')
    if (!changed.ok) return changed
    const member = asMember(changed.value)
    return member ? ok(member) : refuse({ code: 'not_found' })
  })

const kinds = { remove: 'removed', giveRight: 'rightGiven', takeRight: 'rightTaken' } as const satisfies Record<
  MemberAct,
  MemberChange['kind']
>

/** What was read may have changed before it is written: then everything is decided again on what there is. */
const change = async ({ table, now }: Deps, person: Person, email: string, act: MemberAct) => {
  const changed = await untilUnchanged(async () => {
    const own = await loadMembership(table, person.email)
    const member = standingIn(await loadInvited(table, email, person.orgId), person.orgId)
    const others = email === person.email ? await loadPresentMemberships(table, person.orgId) : []
    const at = now()
    const decided = changeMember(act, { person, own, member, others, at })
    if (!decided.ok) return decided
    const { before, after, stays } = decided.value
    if (!stays) return ok(after)
    const kind = act === 'remove' && isInvitation(before) ? 'withdrawn' : kinds[act]
    const kept = await keepChangedMember(table, { before, after, stays }, changeOf(kind, before, person, at))
    return kept.ok ? ok(after) : kept
  })
  return changed.ok ? changed : settled(changed.refusal)
}
