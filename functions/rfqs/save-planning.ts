import * as contract from '../../shared/contracts/rfqs.ts'
import { hashOf } from '../../shared/domain/canonical.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { mayPlan, rfqCan } from '../../shared/domain/rfq.ts'
import { keepPlanning } from '../../shared/store/planning.ts'
import { loadRfq } from '../../shared/store/rfqs.ts'
import { route, withEtag } from '../http/api.ts'
import type { Deps } from './index.ts'

export const savePlanningRoute = ({ table }: Pick<Deps, 'table'>) =>
  route(contract.savePlanning, async ({ params, body, person, ifMatch, receivedAt: at }) => {
    const rfq = await loadRfq(table, person.orgId, params.rfqId)
    if (!rfq) return refuse({ code: 'rfq_not_found' })
    const isSame = hashOf(rfq.planning) === hashOf(body)
    // The answer to this very request may have been lost on its way.
    if (isSame && [ifMatch, ifMatch + 1].includes(rfq.version)) return withEtag(ok(rfq))
    if (!mayPlan(rfq)) {
      const isDecided = rfqCan('replan', rfq)
      return refuse(isDecided ? { code: 'award_proposed' } : { code: 'rfq_not_in_status', status: rfq.status })
    }
    const current = { version: rfq.version, at: rfq.updatedAt }
    if (rfq.version !== ifMatch) return refuse({ code: 'changed_meanwhile', yours: ifMatch, current })

    const kept = await keepPlanning(table, rfq, body, { at, by: person })
    return kept.ok ? withEtag(kept) : refuse({ code: 'changed_meanwhile', yours: ifMatch })
  })
