import * as contract from '../../shared/contracts/tenders.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { whileBiddable } from '../../shared/domain/tender.ts'
import { loadLatest } from '../../shared/store/bids.ts'
import { keepDecline } from '../../shared/store/invitations.ts'
import { untilUnchanged } from '../../shared/store/rfqs.ts'
import { route } from '../http/api.ts'
import type { Deps } from './index.ts'
import { visibleTender } from './visible-tender.ts'

/** A decline stands once given; it is revised by taking part after all. */
export const declineTenderRoute = ({ table }: Pick<Deps, 'table'>) =>
  route(contract.declineTender, async ({ params, body, person, receivedAt }) => {
    const declined = await untilUnchanged(async () => {
      const tender = await visibleTender(table, params, person)
      if (!tender) return refuse({ code: 'tender_not_found' })
      const { rfq, standing } = tender
      if (!standing.invited) return refuse({ code: 'not_invited' })
      if (standing.declined) return ok(undefined)
      const biddable = whileBiddable(rfq, receivedAt)
      if (!biddable.ok) return biddable
      const latest = await loadLatest(table, { ...params, supplierId: person.orgId })
      if (latest?.kind === 'sealed') return refuse({ code: 'already_bid', version: latest.version })
      return keepDecline(table, rfq, { email: person.email, at: receivedAt, ...body }, person)
    })
    if (declined.ok) return ok({})
    if (declined.refusal.code === 'changed_meanwhile') throw new Error(`${params.rfqId} kept changing`)
    return refuse(declined.refusal)
  })
