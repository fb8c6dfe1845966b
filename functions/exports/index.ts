import type { PublicKey } from '../../shared/domain/signature.ts'
import type { Payloads } from '../../shared/store/bids.ts'
import { connect, type Table } from '../../shared/store/table.ts'
import { connectBucket } from '../aws/s3.ts'
import { connectPublicKeys } from '../aws/signing.ts'
import { serve } from '../http/serve.ts'
import { exportRfqRoute } from './export-rfq.ts'
import { getApprovalRecordRoute, getChangeApprovalRecordRoute } from './get-approval-record.ts'

export type Deps = {
  table: Table
  payloads: Payloads
  publicKeyOf: (keyId: string) => Promise<PublicKey>
  now: () => string
}

export const routes = (deps: Deps) => [
  exportRfqRoute(deps),
  getApprovalRecordRoute(deps),
  getChangeApprovalRecordRoute(deps),
]

export const handler = serve(
  routes({
    table: connect(process.env.TABLE_NAME ?? ''),
    payloads: connectBucket(process.env.DOCUMENTS_BUCKET ?? ''),
    publicKeyOf: connectPublicKeys(),
    now: () => new Date().toISOString(),
  }),
)
