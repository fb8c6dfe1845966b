import * as contract from '../../shared/contracts/rfqs.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { extendRfq } from '../../shared/domain/rfq-rules.ts'
import { keepExtended } from '../../shared/store/publishing.ts'
import { loadRfq, untilUnchanged } from '../../shared/store/rfqs.ts'
import { route, withEtag } from '../http/api.ts'
import type { Deps } from './index.ts'

export const extendRfqRoute = ({ table }: Pick<Deps, 'table'>) =>
  route(contract.extendRfq, async ({ params, body, person, receivedAt: at }) => {
    const extended = await untilUnchanged(async () => {
      const rfq = await loadRfq(table, person.orgId, params.rfqId)
      if (!rfq) return refuse({ code: 'rfq_not_found' })
      // Asked for again: it has been moved there already.
      if (rfq.status === 'open' && rfq.terms.closesAt === body.to && body.from < body.to) return ok(rfq)
      const decided = extendRfq(rfq, body, at)
      if (!decided.ok) return decided.refusal.code === 'changed_meanwhile' ? movedMeanwhile(decided.refusal) : decided
      return keepExtended(table, rfq, { ...body, terms: decided.value, at, by: person })
    })
    if (extended.ok) return withEtag(extended)
    return extended.refusal.code === 'moved_meanwhile'
      ? refuse({ ...extended.refusal, code: 'changed_meanwhile' })
      : refuse(extended.refusal)
  })

/** Another closing time than the buyer saw: trying again would not help. */
const movedMeanwhile = ({ yours, current }: { yours: string; current: string | null }) =>
  refuse({ code: 'moved_meanwhile', yours, current })
