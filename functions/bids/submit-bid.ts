import * as contract from '../../shared/contracts/bids.ts'
import { submitBid } from '../../shared/domain/bid-rules.ts'
import { ok } from '../../shared/domain/outcome.ts'
import { keepBidVersion, loadForBid } from '../../shared/store/bids.ts'
import { route } from '../http/api.ts'
import type { Deps } from './index.ts'

/** Accepted means kept: the receipt leaves only after the version is stored. */
export const submitBidRoute = ({ table, payloads }: Deps) =>
  route(contract.submitBid, async ({ params: { version, ...rfqPlace }, body: sealed, person, receivedAt }) => {
    const place = { ...rfqPlace, supplierId: person.orgId }
    const by = { email: person.email, name: person.name }
    const decided = submitBid(await loadForBid(table, place, version), { version, sealed, by }, receivedAt)
    if (!decided.ok) return decided

    const { rfq, bid, envelope } = decided.value
    const kept = envelope ? await keepBidVersion(table, payloads, place, { rfq, bid, envelope }) : ok(bid)
    return kept.ok ? ok({ ...kept.value, closesAt: rfq.terms.closesAt ?? '' }) : kept
  })
