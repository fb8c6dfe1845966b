import { connect } from '../../shared/store/table.ts'
import { connectBucket } from '../aws/s3.ts'
import { serve } from '../http/serve.ts'
import { disqualifyBidRoute } from './disqualify-bid.ts'
import { endWithoutAwardRoute } from './end-without-award.ts'
import { getComparisonRoute } from './get-comparison.ts'

const { TABLE_NAME, DOCUMENTS_BUCKET } = process.env
const deps = { table: connect(TABLE_NAME ?? ''), payloads: connectBucket(DOCUMENTS_BUCKET ?? '') }

export const handler = serve([getComparisonRoute(deps), disqualifyBidRoute(deps), endWithoutAwardRoute(deps)])
