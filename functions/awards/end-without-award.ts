import * as contract from '../../shared/contracts/awards.ts'
import { endWithoutAward } from '../../shared/domain/evaluation.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { loadApproval } from '../../shared/store/approvals.ts'
import { keepUnsuccessful } from '../../shared/store/evaluation.ts'
import { loadRfq, untilUnchanged } from '../../shared/store/rfqs.ts'
import { route } from '../http/api.ts'
import type { Deps } from './index.ts'

export const endWithoutAwardRoute = ({ table }: Pick<Deps, 'table'>) =>
  route(contract.endWithoutAward, ({ params, body: { reason }, person, receivedAt: at }) =>
    untilUnchanged(async () => {
      const rfq = await loadRfq(table, person.orgId, params.rfqId)
      if (!rfq) return refuse({ code: 'rfq_not_found' })
      const approval =
        rfq.awardCount > 0 ? await loadApproval(table, rfq, { subject: 'award', number: rfq.awardCount }) : undefined
      const decided = endWithoutAward(rfq, approval, { reason, at })
      if (!decided.ok) return decided
      if (!decided.value) return ok({})

      const happening = { name: 'rfq.unsuccessful', at, by: { kind: 'person', ...person }, data: { reason } } as const
      const kept = await keepUnsuccessful(table, { rfq, approval }, decided.value, happening)
      return kept.ok ? ok({}) : kept
    }),
  )
