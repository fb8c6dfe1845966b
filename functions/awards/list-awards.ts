import * as contract from '../../shared/contracts/awards.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { factsAmong, loadAllFacts } from '../../shared/store/approval-facts.ts'
import { loadApprovals } from '../../shared/store/approvals.ts'
import { loadAwards } from '../../shared/store/awards.ts'
import { loadRfq } from '../../shared/store/rfqs.ts'
import { route } from '../http/api.ts'
import type { Deps } from './index.ts'

export const listAwardsRoute = ({ table }: Pick<Deps, 'table'>) =>
  route(contract.listAwards, async ({ params, person }) => {
    const rfq = await loadRfq(table, person.orgId, params.rfqId)
    if (!rfq) return refuse({ code: 'rfq_not_found' })
    if (rfq.awardCount === 0) return ok({ items: [] })
    const [awards, approvals, factsOf] = await Promise.all([
      loadAwards(table, rfq),
      loadApprovals(table, rfq, 'award'),
      loadAllFacts(table, rfq),
    ])
    const items = awards.flatMap((award) => {
      const approval = approvals.find(({ number }) => number === award.number)
      return approval ? [{ award, approval, ...factsAmong(factsOf, approval) }] : []
    })
    return ok({ items: items.reverse() })
  })
