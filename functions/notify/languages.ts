import { type Language, Membership, Organisation } from '../../shared/domain/party.ts'
import { keys } from '../../shared/store/keys.ts'
import type { Table } from '../../shared/store/table.ts'

const STALE = { stale: true } as const

/**
 * The language of each mailbox's organisation, where it has one: two reads, however many mailboxes. A language that is a
 * moment old will do, at half the price.
 */
export const languagesOf = async (
  table: Table,
  mailboxes: readonly string[],
  known: Organisation,
): Promise<Map<string, Language>> => {
  const unique = [...new Set(mailboxes)]
  const memberships = (
    await table.getAll(
      unique.map((email) => keys.membership(email)),
      STALE,
    )
  ).flatMap((item) => (item ? [Membership.parse(item)] : []))
  const others = [...new Set(memberships.map(({ orgId }) => orgId))].filter((orgId) => orgId !== known.orgId)
  const organisations = (
    await table.getAll(
      others.map((orgId) => keys.organisation(orgId)),
      STALE,
    )
  ).flatMap((item) => (item ? [Organisation.parse(item)] : []))
  const languageOf = new Map([known, ...organisations].map(({ orgId, language }) => [orgId, language]))
  return new Map(
    memberships.flatMap(({ email, orgId, status }) => {
      const language = status === 'removed' ? undefined : languageOf.get(orgId)
      return language ? [[email, language] as const] : []
    }),
  )
}
