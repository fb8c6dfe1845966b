import { connect } from '../../shared/store/table.ts'
import { connectBucket } from '../aws/s3.ts'
import { serve } from '../http/serve.ts'
import { exportRfqRoute } from './export-rfq.ts'

const { TABLE_NAME, DOCUMENTS_BUCKET } = process.env

export const handler = serve([
  exportRfqRoute({
    table: connect(TABLE_NAME ?? ''),
    payloads: connectBucket(DOCUMENTS_BUCKET ?? ''),
    now: () => new Date().toISOString(),
  }),
])
