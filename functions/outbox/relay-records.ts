import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'
import { Signal } from '../../shared/domain/events.ts'
import type { Queues } from '../aws/sqs.ts'
import { log } from '../queue/log.ts'
import { relay } from './relay.ts'

/** Only what is new says something; an item changed later keeps the signal it was put with. */
const signalOf = ({ eventName, dynamodb }: DynamoDBRecord): Signal | undefined => {
  const signal = dynamodb?.NewImage?.signal
  if (eventName !== 'INSERT' || signal === undefined) return undefined
  return Signal.parse(unmarshall({ signal } as Record<string, AttributeValue>).signal)
}

/** The stream is repeated from the first record that did not get through, so nothing is lost and order is kept. */
export const relayRecords =
  (queues: Queues) =>
  async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const told = Records.map((record) => ({ record, signal: signalOf(record) }))
    const refused = await relay(
      queues,
      told.flatMap(({ signal }) => signal ?? []),
    )
    const first = told.find(({ signal }) => signal !== undefined && refused.has(signal.id))
    if (!first) return { batchItemFailures: [] }
    log.error('signals were not taken', { signals: [...refused] })
    return { batchItemFailures: [{ itemIdentifier: first.record.dynamodb?.SequenceNumber ?? '' }] }
  }
