import { readFileSync } from 'node:fs'
import * as z from 'zod'
import type { Assembly } from './assembly.ts'
import { FilterCriteria } from './event-filter.ts'
import type { Iam } from './iam.ts'
import type { Lambdas } from './lambdas.ts'
import type { Log } from './log.ts'
import { pollQueue } from './queue-source.ts'
import type { QueueStore } from './queue-store.ts'
import { writeAtomically } from './stand-ins/files.ts'
import { followStream, type StreamPosition } from './stream-source.ts'

const MappingProps = z.looseObject({
  FunctionName: z.string(),
  EventSourceArn: z.string(),
  Enabled: z.boolean().default(true),
  BatchSize: z.int().optional(),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
  FilterCriteria: FilterCriteria.optional(),
  ScalingConfig: z.looseObject({ MaximumConcurrency: z.int() }).optional(),
  BisectBatchOnFunctionError: z.boolean().default(false),
  MaximumRetryAttempts: z.int().default(-1),
  MaximumRecordAgeInSeconds: z.int().default(-1),
  DestinationConfig: z.looseObject({ OnFailure: z.looseObject({ Destination: z.string() }) }).optional(),
})
export type Mapping = z.infer<typeof MappingProps>

export type EventSources = {
  /** Something was written to the table: streams are read at once. */
  wrote(): void
  /** Nothing under way and nothing due: no batch in a function, no visible message, streams read to their end. */
  isSettled(): boolean
  /** No batch is in a function. */
  isIdle(): boolean
  stop(): Promise<void>
}

type Options = {
  readonly assembly: Assembly
  readonly iam: Iam
  readonly lambdas: Lambdas
  readonly queues: QueueStore
  readonly engine: string
  readonly log: Log
  /** Where stream positions are kept; without it they live as long as the process. */
  readonly positions?: string
}

/** Every event source mapping of the template, running. */
export const startEventSources = ({
  assembly,
  iam,
  lambdas,
  queues,
  engine,
  log,
  positions,
}: Options): EventSources => {
  const stopping = new AbortController()
  const kept = positionsIn(positions)
  const streams: { wrote(): void; isCaughtUp(): boolean }[] = []
  const sources: Promise<void>[] = []
  const watched: string[] = []
  let batches = 0
  const busy = {
    begin: () => {
      batches += 1
    },
    end: () => {
      batches -= 1
    },
  }

  for (const { logicalId, properties: mapping } of assembly.all('AWS::Lambda::EventSourceMapping', MappingProps)) {
    if (!mapping.Enabled) continue
    const functionId = assembly.named(mapping.FunctionName)
    const invoke = (event: unknown) => lambdas.invoke(functionId, event)
    const sourceArn = mapping.EventSourceArn
    const isQueue = sourceArn.includes(':sqs:')
    for (const action of isQueue ? pollingActions.sqs : pollingActions.dynamodb) {
      iam.authorise(functionId, { action, resourceArn: sourceArn, context: {} })
    }
    if (isQueue) {
      const queue = queues.settings(sourceArn.split(':').at(-1) ?? '')
      if (!queue) throw new Error(`${logicalId} reads from ${sourceArn}, which the template does not have`)
      watched.push(queue.name)
      sources.push(pollQueue({ mapping, queue, store: queues, invoke, signal: stopping.signal, busy }))
      continue
    }
    const stream = followStream({
      mapping,
      tableName: sourceArn.split('/')[1] ?? '',
      functionArn: assembly.identityOf(functionId).attributes.Arn ?? '',
      engine,
      invoke,
      busy,
      signal: stopping.signal,
      position: kept.of(logicalId),
      lost: (info) => {
        const destination = mapping.DestinationConfig?.OnFailure.Destination.split(':').at(-1)
        const queue = destination && queues.settings(destination)
        if (queue) queues.send(queue, JSON.stringify(info), '{}')
        log({ level: 'ERROR', function: functionId, message: 'stream records given up', ...info })
      },
      failed: (error) => log({ level: 'ERROR', function: functionId, message: `stream: ${error.message}` }),
    })
    streams.push(stream)
    sources.push(stream.ended)
  }

  return {
    wrote: () => {
      for (const stream of streams) stream.wrote()
    },
    isIdle: () => batches === 0,
    isSettled: () =>
      batches === 0 &&
      streams.every((stream) => stream.isCaughtUp()) &&
      watched.every((queue) => !queues.hasDue(queue)),
    stop: async () => {
      stopping.abort()
      await Promise.all(sources)
    },
  }
}

const pollingActions = {
  sqs: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
  dynamodb: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
}

const Positions = z.record(z.string(), z.object({ shardId: z.string(), sequence: z.string().optional() }))

const positionsIn = (file?: string) => {
  const all = file ? readPositions(file) : {}
  return {
    of: (mapping: string): StreamPosition => ({
      read: () => all[mapping],
      keep: (shardId, sequence) => {
        all[mapping] = { shardId, sequence }
        if (file) writeAtomically(file, JSON.stringify(all))
      },
    }),
  }
}

const readPositions = (file: string): z.infer<typeof Positions> => {
  try {
    return Positions.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    // Without a position the stream is read from its start: consumers are idempotent.
    return {}
  }
}
