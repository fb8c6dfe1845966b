import * as contract from '../../shared/contracts/awards.ts'
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
    const approval = rfq.awardCount > 0 ? await loadApproval(table, rfq, rfq.awardCount) : undefined
    const step = approval?.steps.find(({ stakeholderId }) => stakeholderId === params.stakeholderId)
    if (!approval || !step) return refuse({ code: 'award_not_found' })
    const { buyerId, rfqId } = rfq
    const { number } = approval
    const { stakeholderId } = step
    const about = { buyerId, rfqId, subject: 'award', number, stakeholderId } as const
    const asked = await askForNewestLink(table, about, { by: 'buyer' }, now())
    return asked.ok ? ok({}) : asked
  })
