import { filterFrom } from './event-filter.ts'
import type { Mapping } from './event-sources.ts'
import type { QueueMessage, QueueSettings, QueueStore } from './queue-store.ts'
import { systemAttributes } from './queues.ts'
import { region } from './resources.ts'

type Options = {
  readonly mapping: Mapping
  readonly queue: QueueSettings
  readonly store: QueueStore
  readonly invoke: (event: unknown) => Promise<unknown>
  readonly signal: AbortSignal
  readonly busy: { begin(): void; end(): void }
}

/** Polls a queue for one function: what succeeded is deleted, what failed comes back after its visibility timeout. */
export const pollQueue = async ({ mapping, queue, store, invoke, signal, busy }: Options): Promise<void> => {
  const passes = filterFrom(mapping.FilterCriteria)
  const batchSize = Math.min(mapping.BatchSize ?? 10, 10)
  const most = mapping.ScalingConfig?.MaximumConcurrency ?? 4
  const running = new Set<Promise<void>>()
  while (!signal.aborted) {
    if (running.size >= most) await Promise.race(running)
    const received = signal.aborted ? [] : store.receive(queue, batchSize)
    if (received.length === 0) {
      await store.changed(queue.name, 60_000, signal)
      continue
    }
    const wanted = received.filter((message) => passes(filterable(message)))
    // As on AWS, a message no filter lets through is consumed.
    for (const message of received) if (!wanted.includes(message)) forget(store, queue, message)
    if (wanted.length === 0) continue
    busy.begin()
    const batch = handle(mapping, queue, store, wanted, invoke).finally(() => {
      running.delete(batch)
      busy.end()
    })
    running.add(batch)
  }
  await Promise.all(running)
}

const handle = async (
  mapping: Mapping,
  queue: QueueSettings,
  store: QueueStore,
  messages: QueueMessage[],
  invoke: Options['invoke'],
): Promise<void> => {
  const failed = await failures(mapping, messages, invoke, queue.arn)
  for (const message of messages) if (!failed.has(message.id)) forget(store, queue, message)
}

const failures = async (mapping: Mapping, messages: QueueMessage[], invoke: Options['invoke'], arn: string) => {
  const all = new Set(messages.map((message) => message.id))
  try {
    const result = await invoke({ Records: messages.map((message) => toRecord(message, arn)) })
    if (!mapping.FunctionResponseTypes.includes('ReportBatchItemFailures')) return new Set<string>()
    const reported = failedItems(result)
    // An answer that names nothing we sent means the whole batch failed.
    return reported.every((id) => all.has(id)) ? new Set(reported) : all
  } catch {
    // The function’s error is in the log; here it means that every message comes back.
    return all
  }
}

/** The item identifiers of a partial batch answer. */
export const failedItems = (result: unknown): string[] => {
  if (!result || typeof result !== 'object' || !('batchItemFailures' in result)) return []
  const { batchItemFailures } = result
  if (!Array.isArray(batchItemFailures)) return []
  return batchItemFailures.map((failure: { itemIdentifier?: unknown }) => String(failure.itemIdentifier ?? ''))
}

const forget = (store: QueueStore, queue: QueueSettings, message: QueueMessage) => {
  if (message.receipt) store.remove(queue, message.receipt)
}

const filterable = (message: QueueMessage): unknown => {
  try {
    return { ...message, body: JSON.parse(message.body) }
  } catch {
    return message
  }
}

const toRecord = (message: QueueMessage, arn: string) => ({
  messageId: message.id,
  receiptHandle: message.receipt,
  body: message.body,
  attributes: systemAttributes(message),
  messageAttributes: Object.fromEntries(
    Object.entries(JSON.parse(message.attributes) as Record<string, { DataType: string; StringValue?: string }>).map(
      ([name, { DataType, StringValue }]) => [
        name,
        { dataType: DataType, stringValue: StringValue, stringListValues: [], binaryListValues: [] },
      ],
    ),
  ),
  md5OfBody: message.md5,
  eventSource: 'aws:sqs',
  eventSourceARN: arn,
  awsRegion: region,
})
