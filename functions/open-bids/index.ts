import { connect } from '../../shared/store/table.ts'
import { connectSealingKey } from '../aws/kms.ts'
import { connectBucket } from '../aws/s3.ts'
import { worker } from '../queue/worker.ts'
import { openRfq } from './open-rfq.ts'

const { TABLE_NAME, DOCUMENTS_BUCKET, SEALING_KEY_ID } = process.env

const deps = {
  table: connect(TABLE_NAME ?? ''),
  payloads: connectBucket(DOCUMENTS_BUCKET ?? ''),
  sealingKey: connectSealingKey(SEALING_KEY_ID ?? ''),
  now: () => new Date().toISOString(),
}

/** The only function that may unseal. */
export const handler = worker((signal) => openRfq(deps, signal))
