import * as contract from '../../shared/contracts/veto-documents.ts'
import { standing } from '../../shared/domain/approval-end.ts'
import { mayBringDocument } from '../../shared/domain/approval-rules.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { documentOf } from '../../shared/domain/veto-documents.ts'
import { loadFacts } from '../../shared/store/approval-facts.ts'
import { loadApproval } from '../../shared/store/approvals.ts'
import { loadRfq } from '../../shared/store/rfqs.ts'
import { findSession } from '../../shared/store/sessions.ts'
import { documentAmong, fileOf, keepBrought } from '../../shared/store/veto-documents.ts'
import { route } from '../http/api.ts'
import { findCase } from './approval-case.ts'
import { mayReadOf } from './get-approval-content.ts'
import type { Deps } from './index.ts'

/** The file travels through here and not straight to the bucket: the approver’s page asks nothing of any other site. */
export const bringVetoDocumentRoute = ({ table, payloads, now }: Deps) =>
  route(contract.bringVetoDocument, async ({ token, params, body }) => {
    const session = await findSession(table, token, now())
    if (!session) return refuse({ code: 'session_unknown' })
    const { email } = session
    const { stakeholderId, subject, number } = params
    const [rfq, approval] = await Promise.all([
      loadRfq(table, params.buyerId, params.rfqId),
      loadApproval(table, params, params),
    ])
    const step = approval?.steps.find((one) => one.stakeholderId === stakeholderId)
    // A mailbox that is not asked learns nothing of what there is.
    if (!rfq || !approval || step?.email !== email) return refuse({ code: 'approval_not_found' })
    const at = now()
    const may = mayBringDocument(standing(rfq, approval), step, at)
    if (!may.ok) return may
    const content = Buffer.from(body.content, 'base64')
    const document = documentOf({ name: body.name, sha256: params.sha256 }, content)
    if (!document.ok) return document
    const bringer = { subject, number, stakeholderId, email }
    return keepBrought(table, payloads, rfq, bringer, { document: document.value, content, at })
  })

export const openVetoDocumentRoute = ({ table, payloads, now }: Deps) =>
  route(contract.openVetoDocument, async ({ token, params }) => {
    const session = await findSession(table, token, now())
    if (!session) return refuse({ code: 'session_unknown' })
    const found = await findCase(table, params)
    if (found?.step.email !== session.email) return refuse({ code: 'approval_not_found' })
    const { rfq, approval, step } = found
    const { vetoerId, sha256 } = params
    const none = refuse({ code: 'document_not_found' } as const)
    if (step.declaredAt === null || !mayReadOf(approval, step, vetoerId)) return none
    const { decisions } = await loadFacts(table, rfq, approval)
    const document = documentAmong(decisions, { stakeholderId: vetoerId, sha256 })
    return document ? ok(await fileOf(payloads, rfq, document)) : none
  })
