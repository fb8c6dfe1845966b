import { isInvitation } from '../domain/administrators.ts'
import { withMailboxes } from '../domain/mailbox.ts'
import { ok } from '../domain/outcome.ts'
import {
  MemberChange,
  type MemberInvitation,
  Membership,
  Organisation,
  type Person,
  Stakeholder,
  StakeholderChange,
} from '../domain/party.ts'
import type { When } from './conditions.ts'
import { indexes, keys, ranges } from './keys.ts'
import type { Item, PageAsked, Table } from './table.ts'

const organisationItem = (organisation: Organisation): Item => ({
  ...keys.organisation(organisation.orgId),
  kind: 'Organisation',
  ...organisation,
})
export const membershipItem = (membership: Membership): Item => ({
  ...keys.membership(membership.email),
  ...indexes.members(membership.orgId, membership.email),
  kind: 'Membership',
  ...membership,
})
export const changeItem = (orgId: string, change: MemberChange): Item => ({
  ...keys.memberChanged(orgId, change.at, change.member.email),
  kind: 'MemberChanged',
  change,
})

/** While somebody is an administrator: what was kept before there was this right has it (see `Membership`). */
const administrating = (orgId: string): When => ({ orgId, status: 'active', administrator: { not: false } })

/**
 * Goes with every write that only an administrator may do: the right is looked at in the same moment, so that one taken
 * away meanwhile does not slip through.
 */
export const byAdministrator = ({ orgId, email }: Pick<Person, 'orgId' | 'email'>) => ({
  check: keys.membership(email),
  when: administrating(orgId),
  otherwise: { code: 'administrator_required' } as const,
})

/** A mailbox is free when it never belonged anywhere or was removed from where it did (for `invited`, see `Membership`). */
export const stillFree = (before: Membership | undefined): When =>
  before ? { status: ['removed', 'invited'], orgId: before.orgId, since: before.since } : 'absent'

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

/** An organisation and its first administrator, both or neither. */
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
    { put: changeItem(organisation.orgId, changeOf('founded', member, member, member.since)) },
  ])

export const keepOrganisation = (
  table: Table,
  { orgId, ...organisation }: Organisation,
  read: number,
  by: Pick<Person, 'email'>,
) =>
  table.commit<{ code: 'administrator_required' | 'changed_meanwhile' }>([
    byAdministrator({ orgId, ...by }),
    {
      update: keys.organisation(orgId),
      set: organisation,
      when: { version: read },
      otherwise: { code: 'changed_meanwhile' } as const,
    },
  ])

const loadMemberships = async (table: Table, orgId: string): Promise<Membership[]> => {
  const items = await table.all(ranges.members(orgId))
  const memberships = items.filter(({ kind }) => kind === 'Membership').map((item) => Membership.parse(item))
  return memberships.filter(({ status }) => status === 'active')
}

/** The members of an organisation, each as it is this moment: the list by itself may be a moment old. */
export const loadPresentMemberships = async (table: Table, orgId: string): Promise<Membership[]> => {
  const listed = await loadMemberships(table, orgId)
  const items = await table.getAll(listed.map(({ email }) => keys.membership(email)))
  return items.flatMap((item) => (item ? [Membership.parse(item)] : [])).filter((one) => one.orgId === orgId)
}

type Standing = Membership | MemberInvitation

/**
 * Ends a membership or an invitation, or changes its right, while somebody stays an administrator: two who remove each
 * other at once, or step down together, do not both succeed.
 */
export const keepChangedMember = (
  table: Table,
  { before, after, stays }: { before: Standing; after: Standing; stays: Membership },
  change: MemberChange,
) => {
  const { orgId, email, status, since, administrator } = before
  const otherwise = { code: 'changed_meanwhile' } as const
  return table.commit([
    {
      update: isInvitation(before) ? keys.memberInvitation(email, orgId) : keys.membership(email),
      set: { status: after.status, since: after.since, administrator: after.administrator },
      when: { orgId, status, since, administrator: { not: !administrator } },
      otherwise,
    },
    { check: keys.membership(stays.email), when: administrating(orgId), otherwise },
    { put: changeItem(orgId, change) },
  ])
}

export const changeOf = (
  kind: MemberChange['kind'],
  { email, name }: MemberChange['member'],
  by: MemberChange['by'],
  at: string,
): MemberChange => ({ member: { email, name }, kind, at, by: { email: by.email, name: by.name } })

export const pageOfMemberChanges = async (table: Table, orgId: string, asked: PageAsked) => {
  const page = await table.page(ranges.memberChanges(orgId), { ...asked, newestFirst: true })
  return page.ok ? ok({ ...page.value, items: page.value.items.map((item) => MemberChange.parse(item.change)) }) : page
}

export const loadStakeholders = async (table: Table, orgId: string): Promise<Stakeholder[]> =>
  (await table.all(ranges.stakeholders(orgId))).map((item) => Stakeholder.parse(item))

/** The last one to write wins. Who wrote what stays on record. */
export const keepStakeholder = (table: Table, orgId: string, { stakeholder, at, by }: StakeholderChange) => {
  const { stakeholderId } = stakeholder
  return table.commit([
    byAdministrator({ orgId, email: by.email }),
    { put: { ...keys.stakeholder(orgId, stakeholderId), kind: 'Stakeholder', ...stakeholder } },
    { put: { ...keys.stakeholderChanged(orgId, at, stakeholderId), kind: 'StakeholderChanged', stakeholder, at, by } },
  ])
}

export const pageOfStakeholderChanges = async (table: Table, orgId: string, asked: PageAsked) => {
  const page = await table.page(ranges.stakeholderChanges(orgId), { ...asked, newestFirst: true })
  return page.ok ? ok({ ...page.value, items: page.value.items.map((item) => StakeholderChange.parse(item)) }) : page
}
