import { setTimeout as pause } from 'node:timers/promises'
import { filterFrom } from './event-filter.ts'
import type { Mapping } from './event-sources.ts'
import { failedItems } from './queue-source.ts'
import { account, region } from './resources.ts'
import { openStreams, type StreamRecord } from './streams-engine.ts'

export type StreamPosition = {
  read(): { shardId: string; sequence?: string | undefined } | undefined
  keep(shardId: string, sequence: string): void
}

type Options = {
  readonly mapping: Mapping
  readonly tableName: string
  readonly functionArn: string
  readonly engine: string
  readonly invoke: (event: unknown) => Promise<unknown>
  readonly busy: { begin(): void; end(): void }
  readonly signal: AbortSignal
  readonly position: StreamPosition
  readonly lost: (info: Record<string, unknown>) => void
  readonly failed: (error: Error) => void
}
type Item = { readonly sequence: string; readonly record: unknown; readonly at: number }

/** Reads a table’s stream for one function. The position moves only past what the function has taken. */
export const followStream = (options: Options) => {
  const { mapping, position, signal } = options
  const streams = openStreams(options.engine)
  const passes = filterFrom(mapping.FilterCriteria)
  let writtenAt = performance.now()
  let emptyAt = 0
  let wake = () => {}
  signal.addEventListener('abort', () => wake())

  const deliver = async (shardId: string, items: Item[], attempts = 0): Promise<void> => {
    const first = items[0]
    const last = items.at(-1)
    if (!first || !last || signal.aborted) return
    const outcome = await tryOnce(options, items)
    if (outcome === 'taken') return position.keep(shardId, last.sequence)
    if (typeof outcome === 'number' && outcome > 0) {
      position.keep(shardId, items[outcome - 1]?.sequence ?? first.sequence)
      return deliver(shardId, items.slice(outcome), attempts)
    }
    const tooOld =
      mapping.MaximumRecordAgeInSeconds >= 0 && Date.now() - first.at > mapping.MaximumRecordAgeInSeconds * 1000
    const half = items.length >> 1
    if (mapping.BisectBatchOnFunctionError && half > 0) {
      // As on AWS, splitting does not use up an attempt.
      await deliver(shardId, items.slice(0, half), attempts)
      return deliver(shardId, items.slice(half), attempts)
    }
    if (tooOld || (mapping.MaximumRetryAttempts >= 0 && attempts >= mapping.MaximumRetryAttempts)) {
      options.lost(givenUp(options, shardId, items, attempts, tooOld))
      return position.keep(shardId, last.sequence)
    }
    await pause(Math.min(100 * 2 ** attempts, 5000), undefined, { signal }).catch(() => undefined)
    return deliver(shardId, items, attempts + 1)
  }

  const readShard = async (streamArn: string, shardId: string): Promise<void> => {
    const sequence = position.read()?.shardId === shardId ? position.read()?.sequence : undefined
    const from = sequence
      ? ({ ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: sequence } as const)
      : ({ ShardIteratorType: 'TRIM_HORIZON' } as const)
    let iterator = await streams.iterator({ StreamArn: streamArn, ShardId: shardId, ...from })
    while (iterator && !signal.aborted) {
      const askedAt = performance.now()
      const { records, next } = await streams.records(iterator, mapping.BatchSize ?? 100)
      iterator = next
      if (records.length > 0) {
        options.busy.begin()
        await takeAll(shardId, records).finally(options.busy.end)
      } else {
        emptyAt = askedAt
        if (emptyAt > writtenAt) await nudged()
      }
    }
  }

  const takeAll = async (shardId: string, records: StreamRecord[]) => {
    const items = records.map((record) => toItem(record, options.tableName))
    await deliver(
      shardId,
      items.filter((item) => passes(item.record)),
    )
    const last = items.at(-1)
    if (last && !signal.aborted) position.keep(shardId, last.sequence)
  }

  /** Writes through the gateway are said; a write past it is found within a second. */
  const nudged = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, 1000)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
      if (signal.aborted) wake()
    })

  const follow = async (): Promise<void> => {
    const streamArn = await streams.find(options.tableName)
    let done: string | undefined
    while (!signal.aborted) {
      const shards = await streams.shards(streamArn)
      const kept = shards.indexOf(position.read()?.shardId ?? '')
      const next = done === undefined ? shards[Math.max(kept, 0)] : shards[shards.indexOf(done) + 1]
      if (next) await readShard(streamArn, next)
      else await nudged()
      done = next ?? done
    }
  }

  const keepFollowing = async () => {
    while (!signal.aborted) {
      try {
        await follow()
      } catch (error) {
        if (signal.aborted) break
        options.failed(error instanceof Error ? error : new Error(String(error)))
        await pause(500, undefined, { signal }).catch(() => undefined)
      }
    }
  }

  return {
    ended: keepFollowing(),
    wrote: () => {
      writtenAt = performance.now()
      wake()
    },
    isCaughtUp: () => emptyAt > writtenAt,
  }
}

/** `taken`, or how many of the first items were, when the function could say so. */
const tryOnce = async ({ mapping, invoke }: Options, items: Item[]): Promise<'taken' | 'failed' | number> => {
  try {
    const result = await invoke({ Records: items.map(({ record }) => record) })
    if (!mapping.FunctionResponseTypes.includes('ReportBatchItemFailures')) return 'taken'
    const failed = failedItems(result)
    if (failed.length === 0) return 'taken'
    const places = failed.map((sequence) => items.findIndex((item) => item.sequence === sequence))
    return places.includes(-1) ? 'failed' : Math.min(...places)
  } catch {
    // The function’s error is in the log; here it only decides what is sent again.
    return 'failed'
  }
}

const toItem = (record: StreamRecord, tableName: string): Item => ({
  at: record.dynamodb.ApproximateCreationDateTime * 1000,
  sequence: record.dynamodb.SequenceNumber,
  record: {
    ...record,
    awsRegion: region,
    eventSourceARN: `arn:aws:dynamodb:${region}:${account}:table/${tableName}/stream/local`,
  },
})

/** What AWS puts into the on-failure queue: where the records are, never the records themselves. */
const givenUp = (options: Options, shardId: string, items: Item[], attempts: number, tooOld: boolean) => ({
  requestContext: {
    functionArn: options.functionArn,
    condition: tooOld ? 'RecordAgeExceeded' : 'RetryAttemptsExhausted',
    approximateInvokeCount: attempts + 1,
  },
  version: '1.0',
  DDBStreamBatchInfo: {
    shardId,
    startSequenceNumber: items[0]?.sequence,
    endSequenceNumber: items.at(-1)?.sequence,
    batchSize: items.length,
    streamArn: options.mapping.EventSourceArn,
  },
})
