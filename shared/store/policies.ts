import { hashOf } from '../domain/canonical.ts'
import { ok, refuse } from '../domain/outcome.ts'
import type { Organisation } from '../domain/party.ts'
import { ApprovalPolicy, defaultPolicy, type PolicyTerms, PolicyVersion } from '../domain/policy.ts'
import { keys, ranges } from './keys.ts'
import { byAdministrator } from './organisations.ts'
import type { Item, PageAsked, Table } from './table.ts'

type By = PolicyVersion['savedBy']
/** A policy, and who wrote it when; nobody wrote the first one. */
type Kept = ApprovalPolicy & { savedAt: string | null; savedBy: By | null }

const keptOf = (item: Item): Kept => {
  const { version, savedAt, savedBy } = PolicyVersion.parse(item)
  return { ...ApprovalPolicy.parse({ ...Object(item.terms), version }), savedAt, savedBy }
}

/** The policy that holds now: the newest version, or what holds before anybody wrote one. */
export const loadPolicy = async (
  table: Table,
  organisation: Pick<Organisation, 'orgId' | 'currency' | 'language'>,
): Promise<Kept> => {
  const page = await table.page(ranges.policies(organisation.orgId), { limit: 1, newestFirst: true })
  const newest = page.ok ? page.value.items[0] : undefined
  return newest ? keptOf(newest) : { ...defaultPolicy(organisation), savedAt: null, savedBy: null }
}

/** A policy as it was: approvals keep the version they were asked under. */
export const loadPolicyVersion = async (table: Table, orgId: string, version: number): Promise<Kept | undefined> => {
  const item = await table.get(keys.policy(orgId, version))
  return item && keptOf(item)
}

export const pageOfPolicyVersions = async (table: Table, orgId: string, asked: PageAsked) => {
  const page = await table.page(ranges.policies(orgId), { ...asked, newestFirst: true })
  return page.ok ? ok({ ...page.value, items: page.value.items.map((item) => PolicyVersion.parse(item)) }) : page
}

/**
 * One more version after the one that was read. Versions have no gaps, so the one read is the newest as long as the
 * next is absent. The same change by the same person again is the one that was kept.
 */
export const keepPolicy = async (
  table: Table,
  orgId: string,
  read: number,
  terms: PolicyTerms,
  savedBy: By,
  savedAt: string,
) => {
  const otherwise = { code: 'changed_meanwhile' } as const
  const version = read + 1
  const sha256 = hashOf({ terms, by: savedBy.email })
  const [before, next] = await Promise.all([read, version].map((one) => table.get(keys.policy(orgId, one))))
  if (next) return next.sha256 === sha256 ? ok(keptOf(next)) : refuse(otherwise)
  if (!before && read > 0) return refuse(otherwise)
  const item = { ...keys.policy(orgId, version), kind: 'ApprovalPolicy', version, terms, savedAt, savedBy, sha256 }
  const put = await table.commit<{ code: 'administrator_required' | 'changed_meanwhile' }>([
    byAdministrator({ orgId, email: savedBy.email }),
    { put: item, when: 'absent', otherwise },
  ])
  return put.ok ? ok(keptOf(item)) : put
}
