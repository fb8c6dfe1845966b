import type { Payloads } from '../../shared/store/bids.ts'
import { connect, type Table } from '../../shared/store/table.ts'
import { connectBucket } from '../aws/s3.ts'
import { worker } from '../queue/worker.ts'
import { commitContracts } from './commit-contracts.ts'

export type Deps = { table: Table; payloads: Payloads; now: () => string }

export const handler = worker(
  commitContracts({
    table: connect(process.env.TABLE_NAME ?? ''),
    payloads: connectBucket(process.env.DOCUMENTS_BUCKET ?? ''),
    now: () => new Date().toISOString(),
  }),
)
