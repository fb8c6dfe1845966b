import * as z from 'zod'
import { sha256Hex } from '../domain/canonical.ts'
import { Instant, OrgId, RfqId, Sha256, StakeholderId } from '../domain/ids.ts'
import { ok } from '../domain/outcome.ts'
import type { Rfq } from '../domain/rfq.ts'
import { ApprovalSubject } from '../domain/subjects.ts'
import { type KeptApproval, loadApproval, loadApprovals } from './approvals.ts'
import { indexes, keys, ranges } from './keys.ts'
import type { PageAsked, Table } from './table.ts'

/** One stakeholder's part in one approval. */
export const LinkedCase = z.object({
  buyerId: OrgId,
  rfqId: RfqId,
  subject: ApprovalSubject,
  number: z.int().positive(),
  stakeholderId: StakeholderId,
})
export type LinkedCase = z.infer<typeof LinkedCase>

/** Whom a link was sent to, for which approval. The token itself is stored nowhere. */
export const Link = LinkedCase.extend({ tokenSha256: Sha256, expiresAt: Instant })
export type Link = z.infer<typeof Link>

export const seconds = (instant: string): number => Math.ceil(Date.parse(instant) / 1000)

/** Keeps a link before it is sent, in the inbox of its mailbox; sent again, the same link lives longer. */
export const keepLink = async (table: Table, link: Link, to: { email: string; at: string }): Promise<void> => {
  const lifetime = { expiresAt: link.expiresAt, ttl: seconds(link.expiresAt) }
  const key = keys.link(link.tokenSha256)
  const taken = { code: 'taken' } as const
  const kept = await table.putOnce(
    { ...key, ...indexes.inbox(to.email, to.at), kind: 'Link', ...link, ...lifetime },
    { sameAs: ['expiresAt'], otherwise: taken },
  )
  if (!kept.ok) await table.update({ update: key, set: lifetime, when: 'present', otherwise: taken })
}

/** Unknown and expired are the same answer, found the same way. */
export const findLink = async (table: Table, token: string, now: string): Promise<Link | undefined> => {
  const item = await table.get(keys.link(sha256Hex(token)))
  const link = item && Link.parse(item)
  return link && link.expiresAt > now ? link : undefined
}

type Led = Pick<Link, 'subject' | 'number' | 'stakeholderId'>

/**
 * The step a link leads to: the same stakeholder's in the newest proposal, or in the link's own where the newest does
 * not ask them. Codes go to the mailbox of that step, so that a mailbox that was replaced decides nothing any more.
 */
export const stepBehind = async (table: Table, rfq: Rfq, link: Led) => {
  const find = (approval: KeptApproval | undefined) => {
    const step = approval?.steps.find(({ stakeholderId }) => stakeholderId === link.stakeholderId)
    return approval && step && { approval, step }
  }
  const { own, newest } = await ownAndNewest(table, rfq, link)
  return find(newest) ?? find(await own())
}

/** Awards are counted on the RFQ itself; requests of other subjects are few. */
const ownAndNewest = async (table: Table, rfq: Rfq, { subject, number }: Led) => {
  if (subject === 'award') {
    const load = (one: number) => loadApproval(table, rfq, { subject, number: one })
    const newest = Math.max(rfq.awardCount, number)
    return { newest: await load(newest), own: async () => (number === newest ? undefined : load(number)) }
  }
  const since = (await loadApprovals(table, rfq, subject)).filter((one) => one.number >= number)
  // What was carried out was replaced by nothing: what is asked after it is something else.
  const carriedOut = since.find(({ status }) => status === 'committed')
  return { newest: carriedOut ?? since.at(-1), own: async () => since.find((one) => one.number === number) }
}

/** Links that were sent to a mailbox, newest first. */
export const pageOfInbox = async (table: Table, email: string, asked: PageAsked) => {
  const page = await table.page(ranges.inboxOf(email), { ...asked, newestFirst: true })
  if (!page.ok) return page
  const { items, next } = page.value
  return ok({ links: z.array(Link).parse(items), ...(next && { next }) })
}
