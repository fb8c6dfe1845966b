import * as contract from '../../shared/contracts/approval-handling.ts'
import { isUnderWay } from '../../shared/domain/approval.ts'
import { standing } from '../../shared/domain/approval-end.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { loadApproval } from '../../shared/store/approvals.ts'
import { askForNewestLink } from '../../shared/store/link-asks.ts'
import { loadRfq } from '../../shared/store/rfqs.ts'
import { route } from '../http/api.ts'
import type { Deps } from './index.ts'

export const remindStakeholderRoute = ({ table, now }: Pick<Deps, 'table' | 'now'>) =>
  route(contract.remindStakeholder, async ({ params, person }) => {
    const rfq = await loadRfq(table, person.orgId, params.rfqId)
    if (!rfq) return refuse({ code: 'rfq_not_found' })
    const approval = await loadApproval(table, rfq, params)
    if (!approval?.steps.some(({ stakeholderId }) => stakeholderId === params.stakeholderId))
      return refuse({ code: 'award_not_found' })
    const { status } = standing(rfq, approval)
    if (!isUnderWay({ status })) return refuse({ code: 'award_superseded', status })
    const asked = await askForNewestLink(table, { ...params, buyerId: rfq.buyerId }, { by: 'buyer' }, now())
    return asked.ok ? ok({}) : asked
  })
