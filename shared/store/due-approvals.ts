import { Rfq } from '../domain/rfq.ts'
import { approvalOf, type KeptApproval } from './approvals.ts'
import { keys, ranges, WORK_SHARDS } from './keys.ts'
import { changedMeanwhile } from './rfq-events.ts'
import type { Item, Key, Table } from './table.ts'

export type DueApproval = { rfq: Rfq; approval: KeptApproval }

const AT_MOST = 100

/** Where requests lie that time does something to now, the longest due first; what does not fit waits for the next sweep. */
export const loadDueApprovals = async (table: Table, now: string): Promise<Key[]> => {
  const shards = await Promise.all(
    Array.from({ length: WORK_SHARDS }, (_, shard) => table.page(ranges.dueApprovals(shard, now), { limit: AT_MOST })),
  )
  return shards.flatMap((page) => (page.ok ? page.value.items.map(({ pk, sk }) => ({ pk, sk })) : []))
}

const isDue = (item: Item, now: string) => typeof item.gsi2sk === 'string' && item.gsi2sk <= now

/** A request with its RFQ, as they are now; the index may be a moment old, and what the request itself says counts. */
export const loadDueApproval = async (table: Table, key: Key, now: string): Promise<DueApproval | undefined> => {
  const [rfq, approval] = await table.getAll([{ pk: key.pk, sk: keys.rfq('', '').sk }, key])
  if (!rfq || !approval || !isDue(approval, now)) return undefined
  return { rfq: Rfq.parse(rfq), approval: approvalOf(approval) }
}

/** Takes a request off the index, unless somebody changed it meanwhile. */
export const letGo = (table: Table, { buyerId, rfqId }: Rfq, { subject, number, version }: KeptApproval) =>
  table.update({
    update: keys.approval(buyerId, rfqId, subject, number),
    set: {},
    remove: ['gsi2pk', 'gsi2sk'],
    when: { version },
    otherwise: changedMeanwhile,
  })
