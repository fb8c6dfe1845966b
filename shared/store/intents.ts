import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import type { Signal } from '../domain/events.ts'
import { Instant } from '../domain/ids.ts'
import { Mail } from '../domain/letters.ts'
import { ok, type Refusal } from '../domain/outcome.ts'
import { later, MINUTE } from '../domain/time.ts'
import { keys } from './keys.ts'
import { pack, unpack } from './packed.ts'
import type { Item, Table, Write } from './table.ts'

/**
 * What a signal is to cause, recorded once before any of it is done (P3). `sent` names what was done; `claimedUntil`
 * keeps two deliveries of one signal from doing it side by side; `resumed` counts how often somebody had to go on
 * after a crash or a failure: the only times a letter may have been sent twice.
 */
export const Intent = z.object({
  signalId: z.string(),
  name: z.string(),
  mails: z.array(Mail),
  sent: z.array(z.string()),
  claimedUntil: Instant,
  resumed: z.int().min(0),
})
export type Intent = z.infer<typeof Intent>

const claimFrom = (now: string) => later(now, MINUTE)
const taken = { code: 'taken' } as const

const parsed = (item: Item): Intent => Intent.parse({ ...item, mails: unpack(item.mails) })

export const loadIntent = async (table: Table, signalId: string): Promise<Intent | undefined> => {
  const item = await table.get(keys.intent(signalId))
  return item && parsed(item)
}

export const leftOf = ({ mails, sent }: Intent): Mail[] => mails.filter(({ id }) => !sent.includes(id))

/**
 * Records the intent, claimed by its recorder, in one transaction with what it makes true besides. Refused as `taken`
 * where another delivery was first, and with the reason of a write whose condition no longer holds.
 */
export const recordIntent = async <E extends Refusal = never>(
  table: Table,
  signal: Signal,
  mails: Mail[],
  now: string,
  besides: readonly Write<E>[] = [],
) => {
  const intent: Intent = {
    signalId: signal.id,
    name: signal.name,
    mails,
    sent: [],
    claimedUntil: claimFrom(now),
    resumed: 0,
  }
  const place = { buyerId: signal.buyerId, rfqId: signal.rfqId, recordedAt: now, mailCount: mails.length }
  // Two deliveries may come in the same millisecond: the claim has a name of its own.
  const claimedBy = randomUUID()
  const item = { ...keys.intent(signal.id), kind: 'Intent', ...intent, ...place, claimedBy, mails: pack(mails) }
  const kept =
    besides.length === 0
      ? await table.putOnce(item, { sameAs: ['claimedBy'], otherwise: taken })
      : await table.commit<E | typeof taken>([{ put: item, when: 'absent', otherwise: taken }, ...besides], claimedBy)
  return kept.ok ? ok(intent) : kept
}

/** Goes on with an intent nobody is working on; undefined where somebody is. */
export const resumeIntent = async (table: Table, before: Intent, now: string): Promise<Intent | undefined> => {
  if (before.claimedUntil > now) return undefined
  const claim = { claimedUntil: claimFrom(now), resumed: before.resumed + 1 }
  const claimed = await table.update({
    update: keys.intent(before.signalId),
    set: claim,
    when: { claimedUntil: before.claimedUntil, resumed: before.resumed },
    otherwise: taken,
  })
  return claimed.ok ? { ...before, ...claim } : undefined
}

/** Marks what was sent; the claim is held while more is being sent and given up at the end, however it ends. */
export const markSent = async (
  table: Table,
  intent: Intent,
  sent: readonly string[],
  claim: 'hold' | 'release',
  now: string,
): Promise<Intent> => {
  const after = {
    ...intent,
    sent: [...intent.sent, ...sent],
    claimedUntil: claim === 'hold' ? claimFrom(now) : now,
  }
  const done = after.sent.length === intent.mails.length
  await table.update({
    update: keys.intent(intent.signalId),
    set: { sent: after.sent, claimedUntil: after.claimedUntil, ...(done && { completedAt: now }) },
    when: 'present',
    otherwise: taken,
  })
  return after
}
