import { asMember } from '../domain/joining.ts'
import { ok } from '../domain/outcome.ts'
import { type Member, type MemberChange, MemberInvitation, Membership, Organisation } from '../domain/party.ts'
import type { When } from './conditions.ts'
import { indexes, keys, ranges } from './keys.ts'
import { byAdministrator, changeItem, changeOf, loadMembership, membershipItem, stillFree } from './organisations.ts'
import { withSignal } from './signals.ts'
import type { Item, PageAsked, Table } from './table.ts'

const KIND = 'MemberInvitation'
const CHANGED = { code: 'changed_meanwhile' } as const

const invitationItem = (invitation: MemberInvitation): Item => ({
  ...keys.memberInvitation(invitation.email, invitation.orgId),
  ...indexes.members(invitation.orgId, invitation.email),
  kind: KIND,
  ...invitation,
})

/** The invitation as it was read, with the right it promised. */
const asRead = ({ status, since, administrator }: MemberInvitation): When => ({ status, since, administrator })

/**
 * A mailbox's invitation to an organisation, and its membership wherever it has one. One after the other: whoever is
 * seen to have joined is then seen as a member.
 */
export const loadInvited = async (table: Table, email: string, orgId: string) => {
  const item = await table.get(keys.memberInvitation(email, orgId))
  const own = await loadMembership(table, email)
  return { invitation: item && MemberInvitation.parse(item), own }
}

/** Who belongs to an organisation and whom it has invited. The list may be a moment old: nobody stands in it twice. */
export const loadMembers = async (table: Table, orgId: string): Promise<Member[]> => {
  const items = await table.all(ranges.members(orgId))
  const all = items.flatMap((item) => asMember((item.kind === KIND ? MemberInvitation : Membership).parse(item)) ?? [])
  const active = new Set(all.filter(({ status }) => status === 'active').map(({ email }) => email))
  return all.filter(({ status, email }) => status === 'active' || !active.has(email))
}

/** The open invitations of a mailbox, with the organisations they are of. */
export const pageOfMemberInvitations = async (table: Table, email: string, asked: PageAsked) => {
  const page = await table.page(ranges.memberInvitationsTo(email), asked)
  if (!page.ok) return page
  const open = page.value.items.map((item) => MemberInvitation.parse(item)).filter(({ status }) => status === 'invited')
  const organisations = await table.getAll(open.map(({ orgId }) => keys.organisation(orgId)))
  const items = open.flatMap((invitation, i) => {
    const organisation = organisations[i]
    return organisation ? [{ invitation, organisation: Organisation.parse(organisation) }] : []
  })
  return ok({ ...page.value, items })
}

/** The invitation and the fact that says so: a mailbox invited again is told again. It stays free to belong anywhere. */
export const keepMemberInvitation = (
  table: Table,
  invitation: MemberInvitation,
  before: { own: Membership | undefined; invitation: MemberInvitation | undefined },
) => {
  const { orgId, email, since, by } = invitation
  const signal = {
    id: `${orgId}.invited.${email}.${since}`,
    name: 'member.invited' as const,
    buyerId: orgId,
    rfqId: '',
    at: since,
    data: { email },
  }
  const fact = { ...keys.memberInvited(orgId, email, since), kind: 'MemberInvited', email, at: since }
  const kind = invitation.administrator ? 'invitedAsAdministrator' : 'invited'
  return table.commit<{ code: 'administrator_required' } | typeof CHANGED>([
    byAdministrator({ orgId, email: by.email }),
    { check: keys.membership(email), when: stillFree(before.own), otherwise: CHANGED },
    {
      put: invitationItem(invitation),
      when: before.invitation ? asRead(before.invitation) : 'absent',
      otherwise: CHANGED,
    },
    { put: withSignal(fact, signal), when: 'absent', otherwise: CHANGED },
    { put: changeItem(orgId, changeOf(kind, invitation, by, since)) },
  ])
}

/** The membership and the end of its invitation, both or neither: of two that are joined at once, one is. */
export const keepJoined = (
  table: Table,
  membership: Membership,
  before: { own: Membership | undefined; invitation: MemberInvitation },
) => {
  const { orgId, since } = membership
  return table.commit([
    { put: membershipItem(membership), when: stillFree(before.own), otherwise: CHANGED },
    endOf(before.invitation, 'joined', since),
    { put: changeItem(orgId, changeOf('joined', membership, membership, since)) },
  ])
}

export const keepDeclined = (
  table: Table,
  before: MemberInvitation,
  { since }: MemberInvitation,
  by: MemberChange['by'],
) =>
  table.commit([
    endOf(before, 'declined', since),
    { put: changeItem(before.orgId, changeOf('declined', before, by, since)) },
  ])

const endOf = (invitation: MemberInvitation, status: 'joined' | 'declined', since: string) => ({
  update: keys.memberInvitation(invitation.email, invitation.orgId),
  set: { status, since },
  when: asRead(invitation),
  otherwise: CHANGED,
})
