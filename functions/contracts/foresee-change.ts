import * as contract from '../../shared/contracts/contract-changes.ts'
import { approversOf } from '../../shared/domain/approvers.ts'
import { ok } from '../../shared/domain/outcome.ts'
import { loadDecisionHistory } from '../../shared/store/decision-times.ts'
import { route } from '../http/api.ts'
import type { Deps } from './index.ts'
import { loadChangeable, plannedChange } from './planned-change.ts'

export const foreseeChangeRoute = ({ table }: Deps) =>
  route(contract.foreseeChange, async ({ params, body, person, receivedAt: at }) => {
    const found = await loadChangeable(table, person.orgId, params.rfqId)
    if (!found.ok) return found
    const [planned, history] = await Promise.all([
      plannedChange(table, found.value, body, { person, at }),
      loadDecisionHistory(table, person.orgId),
    ])
    if (!planned.ok) return planned
    const { buying, facts, totals } = planned.value
    const approvers = approversOf(facts, { ...buying, history, timeZone: buying.buyer.timeZone })
    return ok({ ...totals, approvers })
  })
