import * as z from 'zod'
import type { Signal } from '../domain/events.ts'
import type { Asker } from '../domain/fair-share.ts'
import { Instant, Sha256 } from '../domain/ids.ts'
import { askForCode, codeToTry } from '../domain/mailbox-codes.ts'
import { DAY, later } from '../domain/time.ts'
import { keys, ranges } from './keys.ts'
import { remindedAt } from './link-asks.ts'
import type { Link } from './links.ts'
import { newestSince } from './recent.ts'
import { withSignal } from './signals.ts'
import type { Table } from './table.ts'

const CodeAskedItem = z.object({
  turn: z.int().positive(),
  browserSha256: Sha256,
  network: z.string(),
  known: z.boolean(),
  askedAt: Instant,
  expiresAt: Instant,
  tries: z.int().min(0),
  /** The mailbox whose code it is. */
  email: z.string(),
})
type KeptCodeAsk = z.infer<typeof CodeAskedItem>

/** What was asked for with a link in the last day, and the newest ask whenever it was. */
const codeAsksOf = (table: Table, tokenSha256: string, now: string): Promise<KeptCodeAsk[]> =>
  newestSince(table, ranges.codesAsked(tokenSha256), { each: CodeAskedItem, since: later(now, -DAY) })

/** Keeps an ask for a code, unless there were too many; the mail with the code follows from it. */
export const askCodeFor = async (table: Table, link: Link, asker: Asker & { email: string }, now: string) => {
  for (;;) {
    const asks = await codeAsksOf(table, link.tokenSha256, now)
    const judged = askForCode(asks, asker, now)
    const asked = judged.ok ? judged : askForCode(asks, asker, now, await remindedAt(table, link, now))
    if (!asked.ok || asks.some(({ turn }) => turn === asked.value.turn)) return asked
    const kept = await keepCodeAsk(table, link, asked.value)
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

/**
 * The ask a code is tried against, this try counted before the code is looked at: however many try at once, no more
 * than five are looked at. Only the browser that asked has tries, so nobody can use up another's.
 */
export const tryCode = async (table: Table, tokenSha256: string, browserSha256: string, now: string) => {
  for (;;) {
    const asked = codeToTry(await codeAsksOf(table, tokenSha256, now), browserSha256, now)
    if (!asked.ok) return asked
    const { turn, tries } = asked.value
    const counted = await table.update({
      update: keys.codeAsked(tokenSha256, turn),
      set: { tries: tries + 1 },
      when: { tries },
      otherwise: { code: 'taken' } as const,
    })
    if (counted.ok) return { ...asked, value: { ...asked.value, tries: tries + 1 } }
  }
}

/**
 * A letter with a code that has expired is better not sent. Nor is one to another mailbox than the code opens: whoever
 * replaces a stakeholder while the letter is on its way must not get the key to the mailbox that was asked before.
 */
export const codeIsGood = async (
  table: Table,
  { tokenSha256, turn }: { tokenSha256: string; turn: number },
  to: string,
  now: string,
): Promise<boolean> => {
  const item = await table.get(keys.codeAsked(tokenSha256, turn))
  if (item === undefined) return false
  const { email, expiresAt } = CodeAskedItem.parse(item)
  return email === to && expiresAt > now
}
