import { connect } from '../../shared/store/table.ts'
import { connectBucket } from '../aws/s3.ts'
import { serve } from '../http/serve.ts'
import { listMyBidsRoute } from './list-my-bids.ts'
import { listOwnVersionsRoute } from './list-own-versions.ts'
import { submitBidRoute } from './submit-bid.ts'
import { withdrawBidRoute } from './withdraw-bid.ts'

const { TABLE_NAME, DOCUMENTS_BUCKET } = process.env
const deps = { table: connect(TABLE_NAME ?? ''), payloads: connectBucket(DOCUMENTS_BUCKET ?? '') }

export const handler = serve([
  submitBidRoute(deps),
  withdrawBidRoute(deps),
  listOwnVersionsRoute(deps),
  listMyBidsRoute(deps),
])
