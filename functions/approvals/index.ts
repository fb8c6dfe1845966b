import type { Payloads } from '../../shared/store/bids.ts'
import { connect, type Table } from '../../shared/store/table.ts'
import { kmsMac, type Mac } from '../aws/mac.ts'
import { connectBucket } from '../aws/s3.ts'
import { serve } from '../http/serve.ts'
import { getAbsenceRoute, saveAbsenceRoute } from './absence.ts'
import { askCodeRoute } from './ask-code.ts'
import { askLinkRoute } from './ask-link.ts'
import { decideRoute } from './decide.ts'
import { getApprovalCaseRoute } from './get-approval-case.ts'
import { getApprovalContentRoute } from './get-approval-content.ts'
import { listInboxRoute } from './list-inbox.ts'
import { openSessionRoute } from './open-session.ts'
import { readShownDocumentRoute } from './read-shown-document.ts'
import { bringVetoDocumentRoute, openVetoDocumentRoute } from './veto-documents.ts'

export type Deps = { table: Table; payloads: Payloads; mac: Mac; now: () => string }

export const routes = (deps: Deps) => [
  getApprovalCaseRoute(deps),
  askCodeRoute(deps),
  askLinkRoute(deps),
  openSessionRoute(deps),
  listInboxRoute(deps),
  getApprovalContentRoute(deps),
  decideRoute(deps),
  bringVetoDocumentRoute(deps),
  openVetoDocumentRoute(deps),
  readShownDocumentRoute(deps),
  getAbsenceRoute(deps),
  saveAbsenceRoute(deps),
]

export const handler = serve(
  routes({
    table: connect(process.env.TABLE_NAME ?? ''),
    payloads: connectBucket(process.env.DOCUMENTS_BUCKET ?? ''),
    mac: kmsMac(process.env.LINK_KEY_ID ?? ''),
    now: () => new Date().toISOString(),
  }),
)
