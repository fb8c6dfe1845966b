import type { Signal } from '../../shared/domain/events.ts'
import { nextLook, openingAsked, openingStands } from '../../shared/domain/opening.ts'
import { MINUTE } from '../../shared/domain/time.ts'
import type { Table } from '../../shared/store/table.ts'
import { loadDueWork, loadSignals, noteSwept, WorkedRfq } from '../../shared/store/work.ts'
import type { Queues } from '../aws/sqs.ts'
import { relay } from '../outbox/relay.ts'
import { log } from '../queue/log.ts'

export type Deps = { table: Table; queues: Queues; now: () => string }

/** A signal's instant is taken before it is written; this much before the last look is looked at again. */
const OVERLAP_MS = 5 * MINUTE

const unrelayed = async (table: Table, rfq: WorkedRfq): Promise<Signal[]> => {
  const since = rfq.relayedTo === undefined ? Number.NEGATIVE_INFINITY : Date.parse(rfq.relayedTo) - OVERLAP_MS
  return (await loadSignals(table, rfq)).filter(({ at }) => Date.parse(at) >= since)
}

const look = async ({ table, queues }: Deps, rfq: WorkedRfq, now: string): Promise<void> => {
  const asked = openingStands(rfq, now) === 'due' ? openingAsked(rfq, now) : undefined
  const signals = [...(asked ? [asked.signal] : []), ...(await unrelayed(table, rfq))]
  const refused = await relay(queues, signals)
  if (refused.size > 0) throw new Error(`Not taken by the queues: ${[...refused].join(', ')}`)
  const noted = await noteSwept(table, rfq, now, nextLook(rfq, now))
  if (!noted.ok) log.info('changed while it was swept', { rfqId: rfq.rfqId })
}

/**
 * Looks at every RFQ whose time has come: asks for openings, and relays again what the stream may have lost. What was
 * relayed twice is done once. One RFQ in trouble keeps no other from being looked at.
 */
export const sweep = async (deps: Deps): Promise<{ looked: number }> => {
  const now = deps.now()
  const due = await loadDueWork(deps.table, now)
  const looked = await Promise.allSettled(due.map(async (item) => look(deps, WorkedRfq.parse(item), now)))
  const failed = looked.flatMap((result, i) =>
    result.status === 'rejected' ? [{ rfqId: due[i]?.rfqId, error: result.reason }] : [],
  )
  for (const facts of failed) log.error('sweep failed', facts)
  if (failed.length > 0) throw new Error(`${failed.length} of ${due.length} RFQs could not be looked at`)
  return { looked: due.length }
}
