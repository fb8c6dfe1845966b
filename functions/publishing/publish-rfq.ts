import * as contract from '../../shared/contracts/publishing.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { publishRfq } from '../../shared/domain/rfq-rules.ts'
import { listedAttachments } from '../../shared/store/attachments.ts'
import { loadLines } from '../../shared/store/lines.ts'
import { loadOrganisation } from '../../shared/store/organisations.ts'
import { keepPublished } from '../../shared/store/publishing.ts'
import { loadDraft, untilUnchanged } from '../../shared/store/rfqs.ts'
import { route, withEtag } from '../http/api.ts'
import { approvalToPublish } from './approval-to-publish.ts'
import type { Deps } from './index.ts'

export const publishRfqRoute = ({ table, sealingKey }: Pick<Deps, 'table' | 'sealingKey'>) =>
  route(contract.publishRfq, async ({ params, person, ifMatch, receivedAt: at }) => {
    const published = await untilUnchanged(async () => {
      const draft = await loadDraft(table, person.orgId, params.rfqId)
      if (!draft) return refuse({ code: 'rfq_not_found' })
      const { rfq, documentsMark } = draft
      // The answer to this very request may have been lost on its way.
      if (rfq.status === 'open' && rfq.version === ifMatch + 1) return ok(rfq)
      if (rfq.status === 'draft' && rfq.version !== ifMatch) {
        return refuse({ code: 'edited_meanwhile', current: { version: rfq.version, at: rfq.updatedAt } })
      }
      const [lines, documents, buyer] = await Promise.all([
        loadLines(table, rfq),
        listedAttachments(table, rfq),
        loadOrganisation(table, person.orgId),
      ])
      const decided = publishRfq(rfq, lines, at)
      if (!decided.ok) return decided
      if (!buyer) throw new Error(`No organisation ${person.orgId}, though it has an RFQ`)
      const approved = await approvalToPublish(table, buyer, { rfq, lines, documents })
      if (!approved.ok) return approved

      const pair = await sealingKey.makePair({ tenant: rfq.buyerId, rfq: rfq.rfqId })
      const sent = { ...decided.value, lines, documents, documentsMark, buyer, pair, at, by: person }
      const publication = { ...sent, approval: approved.value }
      return keepPublished(table, rfq, publication)
    })
    if (published.ok) return withEtag(published)
    // Another version than the buyer saw: trying again would not help.
    return published.refusal.code === 'edited_meanwhile'
      ? refuse({ ...published.refusal, code: 'changed_meanwhile', yours: ifMatch })
      : refuse(published.refusal)
  })
