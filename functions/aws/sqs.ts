import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs'
import type { QueueName } from '../../shared/domain/effects.ts'
import type { Signal } from '../../shared/domain/events.ts'

/** Answers the ids of signals SQS did not take; those are the caller's to send again. */
export type SendSignals = (signals: readonly Signal[], options?: { delaySeconds: number }) => Promise<string[]>
export type Queues = Record<QueueName, SendSignals>

const AT_MOST = 10
/** Below the 256 KiB that a batch may weigh, whatever its messages weigh alone. */
const BYTES_AT_MOST = 200_000

const inBatches = (signals: readonly Signal[]): Signal[][] => {
  const batches: Signal[][] = []
  let bytes = 0
  for (const signal of signals) {
    const size = Buffer.byteLength(JSON.stringify(signal))
    const last = batches.at(-1)
    if (last && last.length < AT_MOST && bytes + size <= BYTES_AT_MOST) {
      last.push(signal)
      bytes += size
    } else {
      batches.push([signal])
      bytes = size
    }
  }
  return batches
}

export const sqsQueue =
  (QueueUrl: string, sqs: SQSClient): SendSignals =>
  async (signals, { delaySeconds } = { delaySeconds: 0 }) => {
    const refused: string[] = []
    for (const batch of inBatches(signals)) {
      const { Failed = [] } = await sqs.send(
        new SendMessageBatchCommand({
          QueueUrl,
          Entries: batch.map((signal, i) => ({
            Id: String(i),
            MessageBody: JSON.stringify(signal),
            ...(delaySeconds > 0 && { DelaySeconds: delaySeconds }),
          })),
        }),
      )
      refused.push(...Failed.flatMap(({ Id }) => batch[Number(Id)]?.id ?? []))
    }
    return refused
  }

export const connectQueue = (queueUrl: string): SendSignals => sqsQueue(queueUrl, new SQSClient({ maxAttempts: 5 }))

type Environment = Record<'NOTIFY_QUEUE_URL' | 'COMMIT_CONTRACTS_QUEUE_URL' | 'OPENING_QUEUE_URL', string | undefined>

/** Every queue a signal may go to, by the names of `shared/domain/effects.ts`. */
export const connectQueues = (environment: Environment): Queues => ({
  notify: connectQueue(environment.NOTIFY_QUEUE_URL ?? ''),
  commitContracts: connectQueue(environment.COMMIT_CONTRACTS_QUEUE_URL ?? ''),
  opening: connectQueue(environment.OPENING_QUEUE_URL ?? ''),
})
