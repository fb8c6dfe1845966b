import * as contract from '../../shared/contracts/approval-handling.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { loadFactsByRequest } from '../../shared/store/approval-facts.ts'
import { loadRfq } from '../../shared/store/rfqs.ts'
import { documentAmong, fileOf } from '../../shared/store/veto-documents.ts'
import { route } from '../http/api.ts'
import type { Deps } from './index.ts'

export const getVetoDocumentRoute = ({ table, payloads }: Deps) =>
  route(contract.getVetoDocument, async ({ params, person }) => {
    const rfq = await loadRfq(table, person.orgId, params.rfqId)
    if (!rfq) return refuse({ code: 'rfq_not_found' })
    const facts = await loadFactsByRequest(table, rfq)
    const decisions = facts.flatMap((one) => (one.of.subject === params.subject ? one.decisions : []))
    const document = documentAmong(decisions, params)
    return document ? ok(await fileOf(payloads, rfq, document)) : refuse({ code: 'document_not_found' })
  })
