import * as contract from '../../shared/contracts/rfqs.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { rfqCan } from '../../shared/domain/rfq.ts'
import { isSameSave, keepDraft, loadDraft } from '../../shared/store/rfqs.ts'
import { route, withEtag } from '../http/api.ts'
import type { Deps } from './index.ts'

export const saveRfqRoute = ({ table }: Pick<Deps, 'table'>) =>
  route(contract.saveRfq, async ({ params, body, person, ifMatch, receivedAt }) => {
    const before = await loadDraft(table, person.orgId, params.rfqId)
    if (!before) return refuse({ code: 'rfq_not_found' })
    const { rfq } = before
    if (!rfqCan('edit', rfq)) return refuse({ code: 'rfq_not_in_status', status: rfq.status })

    const lost = {
      code: 'changed_meanwhile',
      yours: ifMatch,
      current: { version: rfq.version, at: rfq.updatedAt },
    } as const
    if (rfq.version === ifMatch + 1 && isSameSave(before, body)) return withEtag(ok(rfq))
    if (rfq.version !== ifMatch) return refuse(lost)

    const { kept, rfq: saved } = await keepDraft(table, rfq, body, { at: receivedAt, by: person })
    return kept.ok ? withEtag(ok(saved)) : refuse({ ...lost, current: undefined })
  })
