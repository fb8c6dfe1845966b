import * as contract from '../../shared/contracts/publishing.ts'
import { approversOf, plannedCase } from '../../shared/domain/approvers.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { rfqCan } from '../../shared/domain/rfq.ts'
import { loadBuyingPeople } from '../../shared/store/buying-side.ts'
import { loadDecisionHistory } from '../../shared/store/decision-times.ts'
import { loadRfq } from '../../shared/store/rfqs.ts'
import { route } from '../http/api.ts'
import type { Deps } from './index.ts'

export const getApproversRoute = ({ table }: Pick<Deps, 'table'>) =>
  route(contract.getApprovers, async ({ params, person, receivedAt: at }) => {
    const rfq = await loadRfq(table, person.orgId, params.rfqId)
    if (!rfq) return refuse({ code: 'rfq_not_found' })
    const [{ buyer, policy, ...people }, history] = await Promise.all([
      loadBuyingPeople(table, rfq, { email: person.email, at }),
      loadDecisionHistory(table, person.orgId),
    ])
    const known = { policy, ...people, history, timeZone: buyer.timeZone }
    const isAhead = rfqCan('publish', rfq) || rfqCan('openBids', rfq) || rfqCan('proposeAward', rfq)
    return ok({
      policyVersion: policy.version,
      publication: rfqCan('publish', rfq) ? approversOf(plannedCase('publication', rfq), known) : null,
      award: isAhead ? approversOf(plannedCase('award', rfq), known) : null,
    })
  })
