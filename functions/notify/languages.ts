import type * as z from 'zod'
import { type Language, Membership, Organisation } from '../../shared/domain/party.ts'
import { keys } from '../../shared/store/keys.ts'
import type { Key, Table } from '../../shared/store/table.ts'

/**
 * The language of each mailbox's organisation, where it has one: two reads, however many mailboxes. A language that is a
 * moment old will do, at half the price.
 */
export const languagesOf = async (
  table: Table,
  mailboxes: readonly string[],
  known: Organisation,
): Promise<Map<string, Language>> => {
  const those = async <T>(schema: z.ZodType<T>, wanted: readonly Key[]): Promise<T[]> =>
    (await table.getAll(wanted, { stale: true })).flatMap((item) => (item ? [schema.parse(item)] : []))
  const unique = [...new Set(mailboxes)]
  const memberships = await those(Membership, unique.map(keys.membership))
  const others = [...new Set(memberships.map(({ orgId }) => orgId))].filter((orgId) => orgId !== known.orgId)
  const organisations = await those(Organisation, others.map(keys.organisation))
  const languageOf = new Map([known, ...organisations].map(({ orgId, language }) => [orgId, language]))
  return new Map(
    memberships.flatMap(({ email, orgId, status }) => {
      const language = status === 'removed' ? undefined : languageOf.get(orgId)
      return language ? [[email, language] as const] : []
    }),
  )
}
