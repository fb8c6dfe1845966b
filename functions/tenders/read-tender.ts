import * as contract from '../../shared/contracts/tenders.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import type { Organisation } from '../../shared/domain/party.ts'
import type { Rfq } from '../../shared/domain/rfq.ts'
import { ownView, type Standing } from '../../shared/domain/tender.ts'
import { listedAttachments } from '../../shared/store/attachments.ts'
import { loadLines } from '../../shared/store/lines.ts'
import { withLinks } from '../aws/document-links.ts'
import { route } from '../http/api.ts'
import type { Deps } from './index.ts'
import { visibleTender } from './visible-tender.ts'

/** Named member by member: what is added to an RFQ later is not shown to suppliers by accident. */
const tenderOf = ({ rfq, buyer, standing }: { rfq: Rfq; buyer: Organisation; standing: Standing }) => {
  if (!rfq.sealing || rfq.publishedAt === undefined) throw new Error(`${rfq.rfqId} is open without a key`)
  return {
    buyerId: rfq.buyerId,
    rfqId: rfq.rfqId,
    buyer,
    status: rfq.status,
    terms: rfq.terms,
    lineCount: rfq.lineCount,
    publishedAt: rfq.publishedAt,
    sealing: rfq.sealing,
    opening: rfq.opening ?? null,
    cancelled: rfq.cancelled ?? null,
    own: ownView(standing),
  }
}

export const getTenderRoute = ({ table }: Pick<Deps, 'table'>) =>
  route(contract.getTender, async ({ params, person }) => {
    const tender = await visibleTender(table, params, person)
    return tender ? ok(tenderOf(tender)) : refuse({ code: 'tender_not_found' })
  })

export const getTenderLinesRoute = ({ table }: Pick<Deps, 'table'>) =>
  route(contract.getTenderLines, async ({ params, person }) => {
    const tender = await visibleTender(table, params, person)
    return tender ? ok({ lines: await loadLines(table, tender.rfq) }) : refuse({ code: 'tender_not_found' })
  })

export const listTenderAttachmentsRoute = ({ table, documents }: Deps) =>
  route(contract.listTenderAttachments, async ({ params, person }) => {
    const tender = await visibleTender(table, params, person)
    if (!tender) return refuse({ code: 'tender_not_found' })
    return ok({ items: await withLinks(documents, tender.rfq, await listedAttachments(table, tender.rfq)) })
  })
