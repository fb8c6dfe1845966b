import * as contract from '../../shared/contracts/awards.ts'
import { disqualifyBid } from '../../shared/domain/evaluation.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { loadApproval } from '../../shared/store/approvals.ts'
import { keepDisqualification } from '../../shared/store/evaluation.ts'
import { loadOpenedBid } from '../../shared/store/opened-bids.ts'
import { loadRfq, untilUnchanged } from '../../shared/store/rfqs.ts'
import { route } from '../http/api.ts'
import type { Deps } from './index.ts'

export const disqualifyBidRoute = ({ table, payloads }: Pick<Deps, 'table' | 'payloads'>) =>
  route(contract.disqualifyBid, ({ params: { rfqId, supplierId }, body: { reason }, person, receivedAt: at }) =>
    untilUnchanged(async () => {
      const rfq = await loadRfq(table, person.orgId, rfqId)
      if (!rfq) return refuse({ code: 'rfq_not_found' })
      const bid = await loadOpenedBid(table, payloads, { ...rfq, supplierId })
      const approval =
        rfq.awardCount > 0 ? await loadApproval(table, rfq, { subject: 'award', number: rfq.awardCount }) : undefined
      const decided = disqualifyBid(rfq, bid, approval, { reason, by: person.name, at })
      if (!decided.ok) return decided
      if (!decided.value || !bid) return ok({})

      const by = { kind: 'person', ...person } as const
      const happening = { name: 'bid.disqualified', at, by, data: { supplierId, reason } } as const
      const kept = await keepDisqualification(table, { rfq, bid, approval }, decided.value, happening)
      return kept.ok ? ok({}) : kept
    }),
  )
