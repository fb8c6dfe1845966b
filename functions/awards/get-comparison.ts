import * as contract from '../../shared/contracts/awards.ts'
import { compareBids } from '../../shared/domain/comparison.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { loadLines } from '../../shared/store/lines.ts'
import { loadOpenedBids } from '../../shared/store/opened-bids.ts'
import { loadRfq } from '../../shared/store/rfqs.ts'
import { route } from '../http/api.ts'
import type { Deps } from './index.ts'

/** Lines × bids. Until the opening is on record there is nothing to compare, whatever the opener has written so far. */
export const getComparisonRoute = ({ table, payloads }: Pick<Deps, 'table' | 'payloads'>) =>
  route(contract.getComparison, async ({ params, person }) => {
    const rfq = await loadRfq(table, person.orgId, params.rfqId)
    if (!rfq) return refuse({ code: 'rfq_not_found' })
    if (!rfq.opening) return refuse({ code: 'bids_not_opened', status: rfq.status })
    const [lines, opened] = await Promise.all([loadLines(table, rfq), loadOpenedBids(table, payloads, rfq)])
    const { openedAt } = rfq.opening
    return ok({ lines, bids: compareBids(opened.bids, lines), withdrawn: opened.withdrawn, openedAt })
  })
