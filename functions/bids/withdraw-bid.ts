import * as contract from '../../shared/contracts/bids.ts'
import { withdrawBid } from '../../shared/domain/bid-rules.ts'
import { ok } from '../../shared/domain/outcome.ts'
import { keepWithdrawal, loadForBid } from '../../shared/store/bids.ts'
import { route } from '../http/api.ts'
import type { Deps } from './index.ts'

export const withdrawBidRoute = ({ table }: Pick<Deps, 'table'>) =>
  route(contract.withdrawBid, async ({ params: { version, ...rfqPlace }, person, receivedAt }) => {
    const place = { ...rfqPlace, supplierId: person.orgId }
    const by = { email: person.email, name: person.name }
    const decided = withdrawBid(await loadForBid(table, place, version), { version, by }, receivedAt)
    if (!decided.ok) return decided

    const { rfq, withdrawal, isNew } = decided.value
    return isNew ? keepWithdrawal(table, place, rfq, withdrawal) : ok(withdrawal)
  })
