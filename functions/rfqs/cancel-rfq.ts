import * as contract from '../../shared/contracts/rfqs.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { rfqCan } from '../../shared/domain/rfq.ts'
import { keepCancelled } from '../../shared/store/publishing.ts'
import { loadRfq, untilUnchanged } from '../../shared/store/rfqs.ts'
import { route, withEtag } from '../http/api.ts'
import type { Deps } from './index.ts'

export const cancelRfqRoute = ({ table }: Pick<Deps, 'table'>) =>
  route(contract.cancelRfq, async ({ params, body, person, receivedAt: at }) => {
    const cancelled = await untilUnchanged(async () => {
      const rfq = await loadRfq(table, person.orgId, params.rfqId)
      if (!rfq) return refuse({ code: 'rfq_not_found' })
      if (rfq.cancelled?.reason === body.reason) return ok(rfq)
      if (!rfqCan('cancel', rfq)) return refuse({ code: 'rfq_not_in_status', status: rfq.status })
      return keepCancelled(table, rfq, { reason: body.reason, at, by: person })
    })
    return cancelled.ok ? withEtag(cancelled) : cancelled
  })
