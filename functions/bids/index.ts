import type { Payloads } from '../../shared/store/bids.ts'
import { connect, type Table } from '../../shared/store/table.ts'
import { connectBucket } from '../aws/s3.ts'
import { serve } from '../http/serve.ts'
import { listMyBidsRoute } from './list-my-bids.ts'
import { listOwnVersionsRoute } from './list-own-versions.ts'
import { submitBidRoute } from './submit-bid.ts'
import { withdrawBidRoute } from './withdraw-bid.ts'

export type Deps = { table: Table; payloads: Payloads }

export const routes = (deps: Deps) => [
  submitBidRoute(deps),
  withdrawBidRoute(deps),
  listOwnVersionsRoute(deps),
  listMyBidsRoute(deps),
]

export const handler = serve(
  routes({
    table: connect(process.env.TABLE_NAME ?? ''),
    payloads: connectBucket(process.env.DOCUMENTS_BUCKET ?? ''),
  }),
)
