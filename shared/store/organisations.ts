import type { Signal } from '../domain/events.ts'
import { withMailboxes } from '../domain/mailbox.ts'
import { ok } from '../domain/outcome.ts'
import { Membership, Organisation, Stakeholder, StakeholderChange } from '../domain/party.ts'
import type { When } from './conditions.ts'
import { indexes, keys, ranges } from './keys.ts'
import { withSignal } from './signals.ts'
import type { Item, PageAsked, Table } from './table.ts'

const organisationItem = (organisation: Organisation): Item => ({
  ...keys.organisation(organisation.orgId),
  kind: 'Organisation',
  ...organisation,
})
const membershipItem = (membership: Membership): Item => ({
  ...keys.membership(membership.email),
  ...indexes.members(membership.orgId, membership.email),
  kind: 'Membership',
  ...membership,
})
/** A mailbox is free when it never belonged anywhere or was removed from where it did. */
const stillFree = (before: Membership | undefined): When =>
  before ? { status: 'removed', orgId: before.orgId, since: before.since } : 'absent'

export const loadOrganisation = async (table: Table, orgId: string): Promise<Organisation | undefined> => {
  const item = await table.get(keys.organisation(orgId))
  return item && Organisation.parse(item)
}

export const loadMembership = async (table: Table, email: string): Promise<Membership | undefined> => {
  const item = await table.get(keys.membership(email))
  return item && Membership.parse(item)
}

/** Hash of the request that created an organisation: the same request again is the same organisation. */
export const createdFrom = async (table: Table, orgId: string): Promise<unknown> =>
  (await table.get(keys.organisation(orgId)))?.createdSha256

/** Of these mailboxes, those that belong or belonged to an organisation. */
export const loadMembershipsOf = async (table: Table, mailboxes: readonly string[]): Promise<Membership[]> =>
  (await table.getAll(withMailboxes(mailboxes).map((email) => keys.membership(email)))).flatMap((item) =>
    item ? [Membership.parse(item)] : [],
  )

/** An organisation and its first member, both or neither. */
export const keepNewOrganisation = (
  table: Table,
  organisation: Organisation,
  createdSha256: string,
  member: Membership,
  before: Membership | undefined,
) =>
  table.commit([
    {
      put: { ...organisationItem(organisation), createdSha256 },
      when: 'absent',
      otherwise: { code: 'organisation_taken' } as const,
    },
    { put: membershipItem(member), when: stillFree(before), otherwise: { code: 'already_member' } as const },
  ])

export const keepOrganisation = (table: Table, { orgId, ...organisation }: Organisation, read: number) =>
  table.update({
    update: keys.organisation(orgId),
    set: organisation,
    when: { version: read },
    otherwise: { code: 'changed_meanwhile' } as const,
  })

export const loadMemberships = async (table: Table, orgId: string): Promise<Membership[]> => {
  const items = await table.all(ranges.members(orgId))
  return items.map((item) => Membership.parse(item)).filter(({ status }) => status !== 'removed')
}

/** The membership and the fact that says so; a mailbox invited again after its removal is told again. */
export const keepInvitedMember = (table: Table, member: Membership, before: Membership | undefined) => {
  const { orgId, email, since } = member
  const signal: Signal = {
    id: `${orgId}.invited.${email}.${since}`,
    name: 'member.invited',
    buyerId: orgId,
    rfqId: '',
    at: since,
    data: { email },
  }
  const fact = { ...keys.memberInvited(orgId, email, since), kind: 'MemberInvited', email, at: since }
  const otherwise = { code: 'member_elsewhere' } as const
  return table.commit([
    { put: membershipItem(member), when: stillFree(before), otherwise },
    { put: withSignal(fact, signal), when: 'absent', otherwise },
  ])
}

/** Ends a membership while another stays: two members who remove each other at once do not both succeed. */
export const endMembership = (table: Table, { email, orgId }: Membership, stays: Membership, at: string) =>
  table.commit([
    {
      update: keys.membership(email),
      set: { status: 'removed', since: at },
      when: { orgId, status: ['active', 'invited'] },
      otherwise: { code: 'not_found' } as const,
    },
    {
      check: keys.membership(stays.email),
      when: { orgId, status: 'active' },
      otherwise: { code: 'last_member' } as const,
    },
  ])

/** What an invitation becomes when its mailbox first signs in. */
export const activateMembership = (table: Table, { email, orgId }: Membership, name: string) =>
  table.update({
    update: keys.membership(email),
    set: { status: 'active', name },
    when: { orgId, status: ['invited', 'active'] },
    otherwise: { code: 'not_found' } as const,
  })

export const loadStakeholders = async (table: Table, orgId: string): Promise<Stakeholder[]> =>
  (await table.all(ranges.stakeholders(orgId))).map((item) => Stakeholder.parse(item))

/** The last one to write wins: there is nothing to refuse. Who wrote what stays on record. */
export const keepStakeholder = async (
  table: Table,
  orgId: string,
  { stakeholder, at, by }: StakeholderChange,
): Promise<void> => {
  const { stakeholderId } = stakeholder
  await table.commit([
    { put: { ...keys.stakeholder(orgId, stakeholderId), kind: 'Stakeholder', ...stakeholder } },
    { put: { ...keys.stakeholderChanged(orgId, at, stakeholderId), kind: 'StakeholderChanged', stakeholder, at, by } },
  ])
}

export const pageOfStakeholderChanges = async (table: Table, orgId: string, asked: PageAsked) => {
  const page = await table.page(ranges.stakeholderChanges(orgId), { ...asked, newestFirst: true })
  return page.ok ? ok({ ...page.value, items: page.value.items.map((item) => StakeholderChange.parse(item)) }) : page
}
