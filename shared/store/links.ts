import * as z from 'zod'
import { sha256Hex } from '../domain/canonical.ts'
import { type Signal, signalId } from '../domain/events.ts'
import { Instant, OrgId, RfqId, Sha256, StakeholderId } from '../domain/ids.ts'
import {
  ASKS_PER_LINK,
  askForCode,
  askForLink,
  type CodeAsked,
  LINKS_PER_STAKEHOLDER,
} from '../domain/mailbox-codes.ts'
import type { Rfq } from '../domain/rfq.ts'
import { ApprovalSubject } from '../domain/subjects.ts'
import { type KeptApproval, loadApproval } from './approvals.ts'
import { keys, ranges } from './keys.ts'
import { withSignal } from './signals.ts'
import type { Table } from './table.ts'

/** Whom a link was sent to, for which approval. The token itself is stored nowhere. */
export const Link = z.object({
  tokenSha256: Sha256,
  buyerId: OrgId,
  rfqId: RfqId,
  subject: ApprovalSubject,
  number: z.int().positive(),
  stakeholderId: StakeholderId,
  expiresAt: Instant,
})
export type Link = z.infer<typeof Link>

/** Good for what is asked of this mailbox, and of no other that takes its place. */
const Session = Link.omit({ tokenSha256: true }).extend({ email: z.string() })
export type Session = z.infer<typeof Session>

const CodeAskedItem = z.object({
  turn: z.int().positive(),
  browserSha256: Sha256,
  askedAt: Instant,
  expiresAt: Instant,
  tries: z.int().min(0),
  /** The mailbox whose code it is. */
  email: z.string(),
})
type KeptCodeAsk = z.infer<typeof CodeAskedItem>

const seconds = (instant: string) => Math.ceil(Date.parse(instant) / 1000)

/** Keeps a link before it is sent; sent again, the same link lives longer. */
export const keepLink = async (table: Table, link: Link): Promise<void> => {
  const lifetime = { expiresAt: link.expiresAt, ttl: seconds(link.expiresAt) }
  const key = keys.link(link.tokenSha256)
  const taken = { code: 'taken' } as const
  const kept = await table.putOnce(
    { ...key, kind: 'Link', ...link, ...lifetime },
    { sameAs: ['expiresAt'], otherwise: taken },
  )
  if (!kept.ok) await table.update({ update: key, set: lifetime, when: 'present', otherwise: taken })
}

/** Unknown and expired are the same answer. */
export const findLink = async (table: Table, token: string, now: string): Promise<Link | undefined> => {
  const item = await table.get(keys.link(sha256Hex(token)))
  const link = item && Link.parse(item)
  return link && link.expiresAt > now ? link : undefined
}

/** The newest asks for codes with a link: as many as judging the next one takes. */
export const newestCodeAsks = async (table: Table, tokenSha256: string): Promise<KeptCodeAsk[]> => {
  const page = await table.page(ranges.codesAsked(tokenSha256), { limit: ASKS_PER_LINK, newestFirst: true })
  return page.ok ? z.array(CodeAskedItem).parse(page.value.items) : []
}

/** Keeps an ask for a code, unless there were too many; the mail with the code follows from it. */
export const askCodeFor = async (
  table: Table,
  link: Link,
  { email, browserSha256 }: { email: string; browserSha256: string },
  now: string,
) => {
  for (;;) {
    const asked = askForCode(await newestCodeAsks(table, link.tokenSha256), browserSha256, now)
    if (!asked.ok) return asked
    const kept = await keepCodeAsk(table, link, { ...asked.value, email })
    // Somebody else took this number: judge again with theirs.
    if (kept.ok) return asked
  }
}

const keepCodeAsk = (table: Table, link: Link, asked: KeptCodeAsk) => {
  const { tokenSha256, buyerId, rfqId, subject, number, stakeholderId } = link
  const { turn, browserSha256, askedAt: at } = asked
  const signal: Signal = {
    id: `code.${tokenSha256}.${turn}`,
    name: 'code.asked',
    buyerId,
    rfqId,
    at,
    data: { subject, number, stakeholderId, browserSha256, turn },
  }
  // Kept for good: a number given again would be taken for the letter that was sent under it before.
  const item = { ...keys.codeAsked(tokenSha256, turn), kind: 'CodeAsked', ...asked }
  return table.putOnce(withSignal(item, signal), {
    sameAs: ['browserSha256', 'askedAt', 'email'],
    otherwise: { code: 'taken' } as const,
  })
}

/** Counts a try before the code is looked at, so that no two tries count as one. */
export const countTry = (table: Table, tokenSha256: string, asked: CodeAsked) =>
  table.update({
    update: keys.codeAsked(tokenSha256, asked.turn),
    set: { tries: asked.tries + 1 },
    when: { tries: asked.tries },
    otherwise: { code: 'taken' } as const,
  })

export const keepSession = (table: Table, token: string, session: Session) =>
  table.putOnce(
    { ...keys.session(sha256Hex(token)), kind: 'Session', ...session, ttl: seconds(session.expiresAt) },
    { sameAs: ['stakeholderId', 'expiresAt'], otherwise: { code: 'taken' } as const },
  )

export const findSession = async (table: Table, token: string, now: string): Promise<Session | undefined> => {
  const item = await table.get(keys.session(sha256Hex(token)))
  const session = item && Session.parse(item)
  return session && session.expiresAt > now ? session : undefined
}

type Asker = Pick<Link, 'buyerId' | 'rfqId' | 'subject' | 'number' | 'stakeholderId'>
const LinkAsk = z.object({ turn: z.int().positive(), askedAt: Instant })

const newestLinkAsks = async (table: Table, { buyerId, rfqId, stakeholderId }: Asker) => {
  const range = ranges.linksAskedFor(buyerId, rfqId, stakeholderId)
  const page = await table.page(range, { limit: LINKS_PER_STAKEHOLDER, newestFirst: true })
  return page.ok ? z.array(LinkAsk).parse(page.value.items) : []
}

/** Keeps the fact that a stakeholder's newest link is asked for again; its mail follows from it. */
export const askForNewestLink = async (table: Table, asker: Asker, now: string) => {
  for (;;) {
    const asked = askForLink(await newestLinkAsks(table, asker), now)
    if (!asked.ok) return asked
    const kept = await keepLinkAsk(table, asker, asked.value)
    // Somebody else took this number: judge again with theirs.
    if (kept.ok) return kept
  }
}

const keepLinkAsk = (table: Table, asker: Asker, { turn, askedAt: at }: z.infer<typeof LinkAsk>) => {
  const { buyerId, rfqId, subject, number, stakeholderId } = asker
  const signal: Signal = {
    id: signalId({ buyerId, rfqId }, 'link', stakeholderId, turn),
    name: 'link.asked',
    buyerId,
    rfqId,
    at,
    data: { subject, number, stakeholderId, turn },
  }
  const key = keys.linkAsked(buyerId, rfqId, stakeholderId, turn)
  const item = { ...key, kind: 'LinkAsked', subject, number, stakeholderId, turn, askedAt: at }
  return table.putOnce(withSignal(item, signal), { sameAs: ['askedAt'], otherwise: { code: 'taken' } as const })
}

/**
 * The step a link leads to: the same stakeholder's in the newest proposal, or in the link's own where the newest does
 * not ask them. Codes go to the mailbox of that step, so that a mailbox that was replaced decides nothing any more.
 */
export const stepBehind = async (table: Table, rfq: Rfq, link: Pick<Link, 'subject' | 'number' | 'stakeholderId'>) => {
  // Nobody is asked about anything but awards yet.
  if (link.subject !== 'award') return undefined
  const find = (approval: KeptApproval | undefined) => {
    const step = approval?.steps.find(({ stakeholderId }) => stakeholderId === link.stakeholderId)
    return approval && step && { approval, step }
  }
  const newest = find(await loadApproval(table, rfq, Math.max(rfq.awardCount, link.number)))
  return newest ?? (link.number < rfq.awardCount ? find(await loadApproval(table, rfq, link.number)) : undefined)
}

/** A letter with a code that has expired is better not sent. */
export const codeIsGood = async (
  table: Table,
  { tokenSha256, turn }: { tokenSha256: string; turn: number },
  now: string,
): Promise<boolean> => {
  const item = await table.get(keys.codeAsked(tokenSha256, turn))
  return item !== undefined && CodeAskedItem.parse(item).expiresAt > now
}
