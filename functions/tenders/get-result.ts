import * as contract from '../../shared/contracts/tenders.ts'
import { refuse } from '../../shared/domain/outcome.ts'
import { rankBids } from '../../shared/domain/ranking.ts'
import { resultOf } from '../../shared/domain/result.ts'
import { loadLatest } from '../../shared/store/bids.ts'
import { loadContract } from '../../shared/store/contracts.ts'
import { loadLines } from '../../shared/store/lines.ts'
import { loadOpenedBid, loadOpenedBids } from '../../shared/store/opened-bids.ts'
import { route } from '../http/api.ts'
import type { Deps } from './index.ts'
import { visibleTender } from './visible-tender.ts'

export const getResultRoute = ({ table, documents }: Deps) =>
  route(contract.getResult, async ({ params, person }) => {
    const tender = await visibleTender(table, params, person)
    if (!tender) return refuse({ code: 'tender_not_found' })
    const { rfq } = tender
    const place = { ...params, supplierId: person.orgId }
    const latest = await loadLatest(table, place)
    if (latest?.kind !== 'sealed') return refuse({ code: 'bid_not_found' })
    const bid = await loadOpenedBid(table, documents, place)
    if (!bid) return refuse({ code: 'result_not_ready' })

    const agreed = await loadContract(table, params)
    const [{ bids }, lines] = agreed
      ? await Promise.all([loadOpenedBids(table, documents, params), loadLines(table, rfq)])
      : [{ bids: [] }, []]
    return resultOf(rfq, bid, rankBids(bids, lines), agreed)
  })
