import { ok, refuse } from './outcome.ts'
import type { Membership, Person } from './party.ts'

/** Whether somebody may change who belongs to an organisation, who approves for it, and what it says of itself. */
export const isAdministrator = (membership: Membership | undefined, orgId: string): boolean =>
  membership?.orgId === orgId && membership.status === 'active' && membership.administrator

/** What an administrator does to a membership: ends it, or gives or takes the right. */
export type MemberAct = 'remove' | 'giveRight' | 'takeRight'

/** Where nobody has to stay, nothing changes. */
type ChangedMember = { before: Membership; after: Membership; stays?: Membership }

type Facts = {
  person: Pick<Person, 'orgId' | 'email'>
  /** Membership of whoever does it. */
  own: Membership | undefined
  member: Membership | undefined
  /** Those who might stay where somebody does it to themselves. */
  others: readonly Membership[]
  at: string
}

/**
 * The membership after the act, and who stays an administrator: whoever does it to somebody else, or another where they do
 * it to themselves. Nobody goes or gives the right up before there is another who has signed in.
 */
export const changeMember = (act: MemberAct, { person: { orgId, email }, own, member, others, at }: Facts) => {
  if (!isAdministrator(own, orgId)) return refuse({ code: 'administrator_required' })
  if (member?.orgId !== orgId || member.status === 'removed') return refuse({ code: 'not_found' })
  if (act !== 'remove' && member.administrator === (act === 'giveRight'))
    return ok<ChangedMember>({ before: member, after: member })
  const isOwn = member.email === email
  const stays = isOwn ? others.find((one) => one.email !== email && isAdministrator(one, orgId)) : own
  if (!stays) return refuse({ code: 'last_administrator' })
  return ok<ChangedMember>({ before: member, after: changed(act, member, at), stays })
}

const changed = (act: MemberAct, member: Membership, at: string): Membership =>
  act === 'remove' ? { ...member, status: 'removed', since: at } : { ...member, administrator: act === 'giveRight' }
