import { connect, type Table } from '../../shared/store/table.ts'
import { type Bucket, connectBucket } from '../aws/s3.ts'
import { serve } from '../http/serve.ts'
import { declineTenderRoute } from './decline-tender.ts'
import { getResultRoute } from './get-result.ts'
import { listInvitedTendersRoute, listOpenTendersRoute } from './list-tenders.ts'
import { askQuestionRoute, listTenderQuestionsRoute } from './questions.ts'
import { getTenderLinesRoute, getTenderRoute, listTenderAttachmentsRoute } from './read-tender.ts'
import { takePartRoute } from './take-part.ts'

export type Deps = { table: Table; documents: Bucket }

export const routes = (deps: Deps) => [
  listOpenTendersRoute(deps),
  listInvitedTendersRoute(deps),
  getTenderRoute(deps),
  getTenderLinesRoute(deps),
  listTenderAttachmentsRoute(deps),
  takePartRoute(deps),
  declineTenderRoute(deps),
  listTenderQuestionsRoute(deps),
  askQuestionRoute(deps),
  getResultRoute(deps),
]

export const handler = serve(
  routes({
    table: connect(process.env.TABLE_NAME ?? ''),
    documents: connectBucket(process.env.DOCUMENTS_BUCKET ?? ''),
  }),
)
