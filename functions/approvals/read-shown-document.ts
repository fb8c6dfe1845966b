import * as contract from '../../shared/contracts/shown-documents.ts'
import { ApprovalSections } from '../../shared/domain/approval-sections.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { partFrom } from '../../shared/store/document-parts.ts'
import { loadSections } from '../../shared/store/sections.ts'
import { findSession } from '../../shared/store/sessions.ts'
import { route } from '../http/api.ts'
import { findCase } from './approval-case.ts'
import type { Deps } from './index.ts'

/** Through here and not straight from the bucket: the approver’s page asks nothing of any other site. */
export const readShownDocumentRoute = ({ table, payloads, now }: Deps) =>
  route(contract.readShownDocument, async ({ token, params, query }) => {
    const session = await findSession(table, token, now())
    if (!session) return refuse({ code: 'session_unknown' })
    const found = await findCase(table, params)
    if (found?.step.email !== session.email) return refuse({ code: 'approval_not_found' })
    const { rfq, approval, step } = found
    const [kept] = await loadSections(table, rfq, [approval.sections.what])
    const { documents = [] } = ApprovalSections.shape.what.parse(kept)
    const isShown = step.declaredAt !== null && documents.some(({ sha256 }) => sha256 === params.sha256)
    const part = isShown && (await partFrom(table, payloads, rfq, { ...params, ...query }))
    return part ? ok({ content: Buffer.from(part).toString('base64') }) : refuse({ code: 'document_not_found' })
  })
