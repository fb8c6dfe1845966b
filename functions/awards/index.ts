import type { Payloads } from '../../shared/store/bids.ts'
import { connect, type Table } from '../../shared/store/table.ts'
import { connectBucket } from '../aws/s3.ts'
import { serve } from '../http/serve.ts'
import { disqualifyBidRoute } from './disqualify-bid.ts'
import { endWithoutAwardRoute } from './end-without-award.ts'
import { getComparisonRoute } from './get-comparison.ts'
import { getShownSectionRoute } from './get-shown-section.ts'
import { getVetoDocumentRoute } from './get-veto-document.ts'
import { answerStakeholderRoute, askOverrideRoute, meetConditionRoute } from './handle-approval.ts'
import { listAwardsRoute } from './list-awards.ts'
import { proposeAwardRoute } from './propose-award.ts'
import { remindStakeholderRoute } from './remind-stakeholder.ts'

export type Deps = { table: Table; payloads: Payloads; now: () => string }

export const routes = (deps: Deps) => [
  getComparisonRoute(deps),
  disqualifyBidRoute(deps),
  endWithoutAwardRoute(deps),
  proposeAwardRoute(deps),
  listAwardsRoute(deps),
  answerStakeholderRoute(deps),
  meetConditionRoute(deps),
  askOverrideRoute(deps),
  remindStakeholderRoute(deps),
  getShownSectionRoute(deps),
  getVetoDocumentRoute(deps),
]

const { TABLE_NAME = '', DOCUMENTS_BUCKET = '' } = process.env

export const handler = serve(
  routes({
    table: connect(TABLE_NAME),
    payloads: connectBucket(DOCUMENTS_BUCKET),
    now: () => new Date().toISOString(),
  }),
)
