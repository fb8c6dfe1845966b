import type { Payloads } from '../../shared/store/bids.ts'
import { connect, type Table } from '../../shared/store/table.ts'
import { connectBucket } from '../aws/s3.ts'
import { serve } from '../http/serve.ts'
import { exportRfqRoute } from './export-rfq.ts'

export type Deps = { table: Table; payloads: Payloads; now: () => string }

export const routes = (deps: Deps) => [exportRfqRoute(deps)]

export const handler = serve(
  routes({
    table: connect(process.env.TABLE_NAME ?? ''),
    payloads: connectBucket(process.env.DOCUMENTS_BUCKET ?? ''),
    now: () => new Date().toISOString(),
  }),
)
