import * as contract from '../../shared/contracts/bids.ts'
import { ok } from '../../shared/domain/outcome.ts'
import { pageOfMyBids } from '../../shared/store/participations.ts'
import { route } from '../http/api.ts'
import type { Deps } from './index.ts'

/** What may change of an RFQ (closing time, status) is read from the RFQ; the rest is as it was when taking part. */
export const listMyBidsRoute = ({ table }: Pick<Deps, 'table'>) =>
  route(contract.listMyBids, async ({ query, person }) => {
    const page = await pageOfMyBids(table, person.orgId, query)
    if (!page.ok) return page
    const items = page.value.items.map(({ listing, rfq, latest }) => ({
      ...listing,
      closesAt: rfq.terms.closesAt ?? listing.closesAt,
      status: rfq.status,
      latest: latest ?? null,
    }))
    return ok({ ...page.value, items })
  })
