import { queueNames, queuesFor } from '../../shared/domain/effects.ts'
import type { Signal } from '../../shared/domain/events.ts'
import type { Queues } from '../aws/sqs.ts'

/** Puts each signal on the queues its effects name; answers the ids of those that did not get everywhere. */
export const relay = async (queues: Queues, signals: readonly Signal[]): Promise<ReadonlySet<string>> => {
  const refused = await Promise.all(
    queueNames.map((name) => {
      const meant = signals.filter((signal) => queuesFor(signal).includes(name))
      return meant.length > 0 ? queues[name](meant) : []
    }),
  )
  return new Set(refused.flat())
}
