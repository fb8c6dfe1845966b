import { connect } from '../../shared/store/table.ts'
import { connectQueues } from '../aws/sqs.ts'
import { sweep } from './sweep.ts'

const { TABLE_NAME, NOTIFY_QUEUE_URL, COMMIT_CONTRACTS_QUEUE_URL, OPENING_QUEUE_URL } = process.env

const deps = {
  table: connect(TABLE_NAME ?? ''),
  queues: connectQueues({ NOTIFY_QUEUE_URL, COMMIT_CONTRACTS_QUEUE_URL, OPENING_QUEUE_URL }),
  now: () => new Date().toISOString(),
}

export const handler = () => sweep(deps)
