import * as contract from '../../shared/contracts/bids.ts'
import { maySeeTender } from '../../shared/domain/bid-rules.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { isOwn, loadForBid, loadVersions } from '../../shared/store/bids.ts'
import { route } from '../http/api.ts'
import type { Deps } from './index.ts'

export const listOwnVersionsRoute = ({ table }: Pick<Deps, 'table'>) =>
  route(contract.listOwnVersions, async ({ params, person }) => {
    const place = { ...params, supplierId: person.orgId }
    const { rfq, takesPart } = await loadForBid(table, place, 1)
    if (!maySeeTender(rfq, takesPart, person.email)) return refuse({ code: 'tender_not_found' })
    return ok({ items: (await loadVersions(table, place)).filter(isOwn) })
  })
