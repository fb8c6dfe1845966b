import { connectQueues } from '../aws/sqs.ts'
import { relayRecords } from './relay-records.ts'

const { NOTIFY_QUEUE_URL, COMMIT_CONTRACTS_QUEUE_URL, OPENING_QUEUE_URL } = process.env

/** The table's stream → queues. */
export const handler = relayRecords(connectQueues({ NOTIFY_QUEUE_URL, COMMIT_CONTRACTS_QUEUE_URL, OPENING_QUEUE_URL }))
