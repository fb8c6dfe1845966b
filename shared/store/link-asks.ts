import * as z from 'zod'
import { type Signal, signalId } from '../domain/events.ts'
import { Instant, Sha256 } from '../domain/ids.ts'
import { askForLink, type LinkAsked, type LinkAsker } from '../domain/mailbox-codes.ts'
import { DAY, later } from '../domain/time.ts'
import { keys, ranges } from './keys.ts'
import type { LinkedCase } from './links.ts'
import { newestSince } from './recent.ts'
import { withSignal } from './signals.ts'
import type { Table } from './table.ts'

const numbered = { turn: z.int().positive(), askedAt: Instant }
const LinkAskedItem = z.discriminatedUnion('by', [
  z.object({ by: z.literal('buyer'), ...numbered }),
  z.object({ by: z.literal('holder'), browserSha256: Sha256, network: z.string(), known: z.boolean(), ...numbered }),
])

const linkAsksOf = (table: Table, { buyerId, rfqId, stakeholderId }: LinkedCase, now: string) => {
  const range = ranges.linksAskedFor(buyerId, rfqId, stakeholderId)
  return newestSince(table, range, { each: LinkAskedItem, since: later(now, -DAY) })
}

/** When the buyer last reminded a stakeholder, if that was within a day. */
export const remindedAt = async (table: Table, about: LinkedCase, now: string): Promise<string | undefined> =>
  (await linkAsksOf(table, about, now)).find(({ by }) => by === 'buyer')?.askedAt

/** Keeps the fact that a stakeholder's newest link is asked for again; its mail follows from it. */
export const askForNewestLink = async (table: Table, about: LinkedCase, asker: LinkAsker, now: string) => {
  for (;;) {
    const asked = askForLink(await linkAsksOf(table, about, now), asker, now)
    if (!asked.ok) return asked
    const kept = await keepLinkAsk(table, about, asked.value)
    // Somebody else took this number: judge again with theirs.
    if (kept.ok) return kept
  }
}

const keepLinkAsk = (table: Table, about: LinkedCase, asked: LinkAsked) => {
  const { buyerId, rfqId, subject, number, stakeholderId } = about
  const { turn, askedAt: at } = asked
  const signal: Signal = {
    id: signalId({ buyerId, rfqId }, 'link', stakeholderId, turn),
    name: 'link.asked',
    buyerId,
    rfqId,
    at,
    data: { subject, number, stakeholderId, turn },
  }
  const key = keys.linkAsked(buyerId, rfqId, stakeholderId, turn)
  const item = { ...key, kind: 'LinkAsked', subject, number, stakeholderId, ...asked }
  return table.putOnce(withSignal(item, signal), { sameAs: ['askedAt', 'by'], otherwise: { code: 'taken' } as const })
}
