import { connect, type Table } from '../../shared/store/table.ts'
import { type Bucket, connectBucket } from '../aws/s3.ts'
import { connectQueue, type SendSignals } from '../aws/sqs.ts'
import { serve } from '../http/serve.ts'
import {
  addAttachmentRoute,
  completeAttachmentRoute,
  listAttachmentsRoute,
  removeAttachmentRoute,
} from './attachments.ts'
import { cancelRfqRoute } from './cancel-rfq.ts'
import { createRfqRoute } from './create-rfq.ts'
import { extendRfqRoute } from './extend-rfq.ts'
import { listRfqsRoute } from './list-rfqs.ts'
import { listWorkRoute } from './list-work.ts'
import { answerQuestionRoute, listQuestionsRoute } from './questions.ts'
import { getRfqLinesRoute, getRfqRoute, listInvitationsRoute, listTimelineRoute } from './read-rfq.ts'
import { savePlanningRoute } from './save-planning.ts'
import { saveRfqRoute } from './save-rfq.ts'

export type Deps = { table: Table; documents: Bucket; opening: SendSignals }

export const routes = (deps: Deps) => [
  createRfqRoute(deps),
  listRfqsRoute(deps),
  listWorkRoute(deps),
  getRfqRoute(deps),
  getRfqLinesRoute(deps),
  saveRfqRoute(deps),
  savePlanningRoute(deps),
  extendRfqRoute(deps),
  cancelRfqRoute(deps),
  listInvitationsRoute(deps),
  listQuestionsRoute(deps),
  answerQuestionRoute(deps),
  addAttachmentRoute(deps),
  completeAttachmentRoute(deps),
  removeAttachmentRoute(deps),
  listAttachmentsRoute(deps),
  listTimelineRoute(deps),
]

export const handler = serve(
  routes({
    table: connect(process.env.TABLE_NAME ?? ''),
    documents: connectBucket(process.env.DOCUMENTS_BUCKET ?? ''),
    opening: connectQueue(process.env.OPENING_QUEUE_URL ?? ''),
  }),
)
