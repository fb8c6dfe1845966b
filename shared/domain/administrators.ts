import { ok, refuse } from './outcome.ts'
import type { Member, MemberInvitation, Membership, Person } from './party.ts'

/** Whether somebody may change who belongs to an organisation, who approves for it, and what it says of itself. */
export const isAdministrator = (membership: Membership | Member | undefined, orgId: string): boolean =>
  membership?.orgId === orgId && membership.status === 'active' && membership.administrator

/** What an administrator does to a membership, or to an invitation: ends it, or gives or takes the right. */
export type MemberAct = 'remove' | 'giveRight' | 'takeRight'

type Standing = Membership | MemberInvitation
/** Where nobody has to stay, nothing changes. */
type ChangedMember = { before: Standing; after: Standing; stays?: Membership }

type Facts = {
  person: Pick<Person, 'orgId' | 'email'>
  /** Membership of whoever does it. */
  own: Membership | undefined
  member: Standing | undefined
  /** Those who might stay where somebody does it to themselves. */
  others: readonly Membership[]
  at: string
}

/**
 * How it stands after the act, and who stays an administrator: whoever does it to somebody else, or another where they do
 * it to themselves. Nobody goes or gives the right up before there is another who has joined.
 */
export const changeMember = (act: MemberAct, { person: { orgId, email }, own, member, others, at }: Facts) => {
  if (!isAdministrator(own, orgId)) return refuse({ code: 'administrator_required' })
  if (member?.orgId !== orgId || !isStanding(member)) return refuse({ code: 'not_found' })
  if (act !== 'remove' && member.administrator === (act === 'giveRight'))
    return ok<ChangedMember>({ before: member, after: member })
  const isOwn = member.email === email
  const stays = isOwn ? others.find((one) => one.email !== email && isAdministrator(one, orgId)) : own
  if (!stays) return refuse({ code: 'last_administrator' })
  return ok<ChangedMember>({ before: member, after: changed(act, member, at), stays })
}

const isStanding = ({ status }: Standing) => status === 'active' || status === 'invited'

/** Only an invitation says by whom. */
export const isInvitation = (standing: Standing): standing is MemberInvitation => 'by' in standing

const changed = (act: MemberAct, member: Standing, at: string): Standing => {
  if (act !== 'remove') return { ...member, administrator: act === 'giveRight' }
  return isInvitation(member)
    ? { ...member, status: 'withdrawn', since: at }
    : { ...member, status: 'removed', since: at }
}
