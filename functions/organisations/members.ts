import * as contract from '../../shared/contracts/organisations.ts'
import { changeMember, type MemberAct } from '../../shared/domain/administrators.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import type { MemberChange, Membership, Person } from '../../shared/domain/party.ts'
import {
  changeOf,
  keepChangedMember,
  keepInvitedMember,
  loadMembership,
  loadMemberships,
  loadPresentMemberships,
  pageOfMemberChanges,
} from '../../shared/store/organisations.ts'
import { untilUnchanged } from '../../shared/store/rfqs.ts'
import { route } from '../http/api.ts'
import { mayAdministrate } from './administrating.ts'
import type { Deps } from './index.ts'

export const listMembersRoute = ({ table }: Deps) =>
  route(contract.listMembers, async ({ person }) => ok({ items: await loadMemberships(table, person.orgId) }))

export const listMemberChangesRoute = ({ table }: Deps) =>
  route(contract.listMemberChanges, async ({ query, person }) => pageOfMemberChanges(table, person.orgId, query))

/** Who belongs to the organisation already stays as they are, also their right. */
export const inviteMemberRoute = ({ table, now }: Deps) =>
  route(contract.inviteMember, async ({ params, body, person }) => {
    if (!(await mayAdministrate(table, person))) return refuse({ code: 'administrator_required' })
    const before = await loadMembership(table, params.email)
    if (before && before.status !== 'removed') {
      return before.orgId === person.orgId ? ok(before) : refuse({ code: 'member_elsewhere' })
    }
    const member: Membership = {
      email: params.email,
      orgId: person.orgId,
      status: 'invited',
      since: now(),
      ...body,
    }
    const kept = await keepInvitedMember(table, member, before, person)
    return kept.ok ? ok(member) : kept
  })

export const removeMemberRoute = (deps: Deps) =>
  route(contract.removeMember, async ({ params, person }) => {
    const changed = await change(deps, person, params.email, 'remove')
    return changed.ok ? ok({}) : changed
  })

export const saveMemberRightRoute = (deps: Deps) =>
  route(contract.saveMemberRight, async ({ params, body, person }) =>
    change(deps, person, params.email, body.administrator ? 'giveRight' : 'takeRight'),
  )

const kinds = { remove: 'removed', giveRight: 'rightGiven', takeRight: 'rightTaken' } as const satisfies Record<
  MemberAct,
  MemberChange['kind']
>

/** What was read may have changed before it is written: then everything is decided again on what there is. */
const change = async ({ table, now }: Deps, person: Person, email: string, act: MemberAct) => {
  const changed = await untilUnchanged(async () => {
    const [own, member] = await Promise.all([person.email, email].map((one) => loadMembership(table, one)))
    const others = email === person.email ? await loadPresentMemberships(table, person.orgId) : []
    const at = now()
    const decided = changeMember(act, { person, own, member, others, at })
    if (!decided.ok) return decided
    const { before, after, stays } = decided.value
    if (!stays) return ok(after)
    const kept = await keepChangedMember(table, { before, after, stays }, changeOf(kinds[act], before, person, at))
    return kept.ok ? ok(after) : kept
  })
  if (changed.ok) return changed
  const { refusal } = changed
  if (refusal.code === 'changed_meanwhile') throw new Error(`The membership of ${email} kept changing`)
  return refuse(refusal)
}
