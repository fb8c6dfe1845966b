import { connect, type Table } from '../../shared/store/table.ts'
import { connectSealingKey, type SealingKey } from '../aws/kms.ts'
import { serve } from '../http/serve.ts'
import { askPublicationRoute, listPublicationRequestsRoute } from './ask-publication.ts'
import { getApproversRoute } from './get-approvers.ts'
import { publishRfqRoute } from './publish-rfq.ts'

export type Deps = { table: Table; sealingKey: SealingKey }

export const routes = (deps: Deps) => [
  getApproversRoute(deps),
  askPublicationRoute(deps),
  listPublicationRequestsRoute(deps),
  publishRfqRoute(deps),
]

export const handler = serve(
  routes({
    table: connect(process.env.TABLE_NAME ?? ''),
    sealingKey: connectSealingKey(process.env.SEALING_KEY_ID ?? ''),
  }),
)
