import type * as z from 'zod'
import { Signal } from '../domain/events.ts'
import { Instant } from '../domain/ids.ts'
import { Rfq } from '../domain/rfq.ts'
import { indexes, keys, ranges, WORK_SHARDS } from './keys.ts'
import type { Item, Key, Table } from './table.ts'

/** An RFQ with work under way; `relayedTo` is the instant up to which its signals are known to have been relayed. */
export const WorkedRfq = Rfq.extend({ relayedTo: Instant.optional(), gsi2sk: Instant })
export type WorkedRfq = z.infer<typeof WorkedRfq>

const AT_MOST = 100

/** Items of RFQs to be looked at now, the longest waiting first; what does not fit waits for the next sweep. */
export const loadDueWork = async (table: Table, now: string): Promise<Item[]> => {
  const shards = await Promise.all(
    Array.from({ length: WORK_SHARDS }, (_, shard) => table.page(ranges.dueWork(shard, now), { limit: AT_MOST })),
  )
  const due: Key[] = shards.flatMap((page) => (page.ok ? page.value.items.map(({ pk, sk }) => ({ pk, sk })) : []))
  const items = await table.getAll(due)
  // The index may be a moment old: what the item itself says counts.
  return items.flatMap((item) => (typeof item?.gsi2sk === 'string' && item.gsi2sk <= now ? [item] : []))
}

/** Items in an RFQ's partition that may carry a signal. */
const signalling = [ranges.events, ranges.decisions, ranges.handlings, ranges.linksAsked]

export const loadSignals = async (table: Table, { buyerId, rfqId }: Rfq): Promise<Signal[]> => {
  const items = await Promise.all(signalling.map((range) => table.all(range(buyerId, rfqId))))
  return items.flat().flatMap(({ signal }) => (signal === undefined ? [] : [Signal.parse(signal)]))
}

/** Sets the next look, unless somebody changed it in the meantime: then theirs stands. */
export const noteSwept = (table: Table, rfq: WorkedRfq, relayedTo: string, next: string | null) =>
  table.update({
    update: keys.rfq(rfq.buyerId, rfq.rfqId),
    set: { relayedTo, ...(next !== null && indexes.work(rfq.rfqId, next)) },
    ...(next === null && { remove: ['gsi2pk', 'gsi2sk'] }),
    when: { gsi2sk: rfq.gsi2sk },
    otherwise: { code: 'moved' },
  })
