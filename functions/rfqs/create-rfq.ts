import * as contract from '../../shared/contracts/rfqs.ts'
import { hashOf } from '../../shared/domain/canonical.ts'
import { ok } from '../../shared/domain/outcome.ts'
import { notPlanned } from '../../shared/domain/planning.ts'
import { loadOrganisation } from '../../shared/store/organisations.ts'
import { keepNewRfq, loadDraft } from '../../shared/store/rfqs.ts'
import { route, withEtag } from '../http/api.ts'
import type { Deps } from './index.ts'

export const createRfqRoute = ({ table }: Pick<Deps, 'table'>) =>
  route(contract.createRfq, async ({ body, person, receivedAt: at }) => {
    const { rfqId, terms, lines, planning = notPlanned } = body
    const asked = hashOf(body)
    const buyer = await loadOrganisation(table, person.orgId)
    if (!buyer) throw new Error(`No organisation ${person.orgId}, though a token names it`)
    const draft = {
      rfqId,
      buyerId: person.orgId,
      buyerName: buyer.legalName,
      status: 'draft' as const,
      terms,
      planning,
      lineCount: lines.length,
      version: 1,
      createdAt: at,
      createdBy: person.email,
      updatedAt: at,
      publicationCount: 0,
      awardCount: 0,
      changeCount: 0,
    }
    const by = { kind: 'person' as const, ...person }
    const { kept, rfq } = await keepNewRfq(table, draft, lines, asked, { name: 'rfq.drafted', at, by, data: {} })
    if (kept.ok) return withEtag(ok(rfq))

    const existing = await loadDraft(table, person.orgId, rfqId)
    return existing?.createdSha256 === asked ? withEtag(ok(existing.rfq)) : kept
  })
