import { ok, refuse } from './outcome.ts'
import type { Member, MemberInvitation, Membership, Person } from './party.ts'

type Asked = {
  /** Organisation whose invitation it is. */
  orgId: string
  invitation: MemberInvitation | undefined
  /** Membership of the invited mailbox, wherever. */
  own: Membership | undefined
}

type Joined = {
  membership: Membership
  /** What it was made of; undefined where it was there already. */
  invitation?: MemberInvitation
}

/** Whoever belongs to an organisation keeps it; invitations of others wait until they no longer do. */
export const join = ({ orgId, invitation, own, person, at }: Asked & { person: Omit<Person, 'orgId'>; at: string }) => {
  if (own?.status === 'active')
    return own.orgId === orgId ? ok<Joined>({ membership: own }) : refuse({ code: 'already_member', orgId: own.orgId })
  const open = openOne(invitation)
  if (!open.ok) return open
  const { email, name, administrator } = open.value
  const membership: Membership = { email, orgId, name: name || person.name, status: 'active', since: at, administrator }
  return ok<Joined>({ membership, invitation: open.value })
}

/** The invitation as declined; nothing where it no longer invites anyway. */
export const decline = ({ orgId, invitation, own, at }: Asked & { at: string }) => {
  if (own?.status === 'active' && own.orgId === orgId) return refuse({ code: 'already_member', orgId })
  if (!invitation) return refuse({ code: 'invitation_not_found' })
  return ok<MemberInvitation | undefined>(
    invitation.status === 'invited' ? { ...invitation, status: 'declined', since: at } : undefined,
  )
}

/** Who belongs to the organisation or is invited already stays as they are, also their right. */
export const invite = ({ orgId, invitation, own }: Asked) => {
  if (own?.status === 'active') return own.orgId === orgId ? ok(asMember(own)) : refuse({ code: 'member_elsewhere' })
  return ok(invitation && asMember(invitation))
}

/** What somebody is in an organisation: its member, or invited by it. */
export const standingIn = ({ own, invitation }: Omit<Asked, 'orgId'>, orgId: string) =>
  own?.status === 'active' && own.orgId === orgId ? own : invitation

/** Undefined for one who neither acts for the organisation nor is asked to. */
export const asMember = (standing: Membership | MemberInvitation): Member | undefined => {
  const { email, orgId, name, status, since, administrator } = standing
  return status === 'active' || status === 'invited' ? { email, orgId, name, status, since, administrator } : undefined
}

const openOne = (invitation: MemberInvitation | undefined) => {
  if (!invitation) return refuse({ code: 'invitation_not_found' })
  const { status } = invitation
  return status === 'invited' ? ok(invitation) : refuse({ code: 'invitation_over', became: status })
}
