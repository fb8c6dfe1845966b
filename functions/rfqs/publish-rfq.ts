import * as contract from '../../shared/contracts/rfqs.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { publishRfq } from '../../shared/domain/rfq-rules.ts'
import { listedAttachments } from '../../shared/store/attachments.ts'
import { loadLines } from '../../shared/store/lines.ts'
import { loadOrganisation } from '../../shared/store/organisations.ts'
import { keepPublished } from '../../shared/store/publishing.ts'
import { loadRfq } from '../../shared/store/rfqs.ts'
import { route, withEtag } from '../http/api.ts'
import type { Deps } from './index.ts'

export const publishRfqRoute = ({ table, sealingKey }: Pick<Deps, 'table' | 'sealingKey'>) =>
  route(contract.publishRfq, async ({ params, person, ifMatch, receivedAt: at }) => {
    const rfq = await loadRfq(table, person.orgId, params.rfqId)
    if (!rfq) return refuse({ code: 'rfq_not_found' })
    // The answer to this very request may have been lost on its way.
    if (rfq.status === 'open' && rfq.version === ifMatch + 1) return withEtag(ok(rfq))
    if (rfq.status === 'draft' && rfq.version !== ifMatch) {
      return refuse({ code: 'changed_meanwhile', yours: ifMatch, current: { version: rfq.version, at: rfq.updatedAt } })
    }
    const [lines, documents, buyer] = await Promise.all([
      loadLines(table, rfq),
      listedAttachments(table, rfq),
      loadOrganisation(table, person.orgId),
    ])
    const decided = publishRfq(rfq, lines, at)
    if (!decided.ok) return decided
    if (!buyer) throw new Error(`No organisation ${person.orgId}, though it has an RFQ`)

    const pair = await sealingKey.makePair({ tenant: rfq.buyerId, rfq: rfq.rfqId })
    const published = await keepPublished(table, rfq, {
      ...decided.value,
      lines,
      documents,
      buyer,
      pair,
      at,
      by: person,
    })
    return withEtag(published)
  })
