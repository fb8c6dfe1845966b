import type { Signal } from '../../shared/domain/events.ts'
import { nextLook, openingAsked, openingStands } from '../../shared/domain/opening.ts'
import { MINUTE } from '../../shared/domain/time.ts'
import { loadDueApproval, loadDueApprovals } from '../../shared/store/due-approvals.ts'
import type { Key, Table } from '../../shared/store/table.ts'
import { loadDueWork, loadSignals, noteSwept, WorkedRfq } from '../../shared/store/work.ts'
import type { Queues } from '../aws/sqs.ts'
import { relay } from '../outbox/relay.ts'
import { log } from '../queue/log.ts'
import { sweepApproval } from './sweep-approval.ts'

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

const lookAtApproval = async ({ table }: Deps, key: Key, now: string): Promise<void> => {
  const due = await loadDueApproval(table, key, now)
  if (due) await sweepApproval(table, due, now)
}

/** Does something to each; answers which of them failed, and why. */
const each = async <T extends Key>(all: readonly T[], run: (one: T) => Promise<void>) => {
  const tried = await Promise.allSettled(all.map(async (one) => run(one)))
  return tried.flatMap((result, i) =>
    result.status === 'rejected' ? [{ pk: all[i]?.pk, sk: all[i]?.sk, error: result.reason as unknown }] : [],
  )
}

/**
 * Looks at every RFQ and at every request for approval whose time has come: asks for openings, relays again what the
 * stream may have lost, reminds, escalates and ends. What was relayed twice is done once. One in trouble keeps no other
 * from being looked at.
 */
export const sweep = async (deps: Deps): Promise<{ looked: number }> => {
  const now = deps.now()
  const [rfqs, approvals] = await Promise.all([loadDueWork(deps.table, now), loadDueApprovals(deps.table, now)])
  const failed = [
    ...(await each(rfqs, (item) => look(deps, WorkedRfq.parse(item), now))),
    ...(await each(approvals, (key) => lookAtApproval(deps, key, now))),
  ]
  const looked = rfqs.length + approvals.length
  for (const facts of failed) log.error('sweep failed', facts)
  if (failed.length > 0) throw new Error(`${failed.length} of ${looked} could not be looked at`)
  return { looked }
}
