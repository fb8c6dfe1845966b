import * as contract from '../../shared/contracts/tenders.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { ownView, whileBiddable } from '../../shared/domain/tender.ts'
import { loadOrganisation } from '../../shared/store/organisations.ts'
import { keepParticipation } from '../../shared/store/participations.ts'
import { route } from '../http/api.ts'
import type { Deps } from './index.ts'
import { visibleTender } from './visible-tender.ts'

export const takePartRoute = ({ table }: Pick<Deps, 'table'>) =>
  route(contract.takePart, async ({ params, person, receivedAt }) => {
    const tender = await visibleTender(table, params, person)
    if (!tender) return refuse({ code: 'tender_not_found' })
    const { rfq, buyer, standing } = tender
    if (rfq.buyerId === person.orgId) return refuse({ code: 'own_tender' })
    if (ownView(standing).takesPart) return ok({})
    const biddable = whileBiddable(rfq, receivedAt)
    if (!biddable.ok) return biddable

    const supplier = await loadOrganisation(table, person.orgId)
    if (!supplier) throw new Error(`No organisation ${person.orgId}, though a token names it`)
    const participation = {
      supplierId: person.orgId,
      supplierName: supplier.legalName,
      country: buyer.address.country,
      since: receivedAt,
      by: { email: person.email, name: person.name },
    }
    await keepParticipation(table, rfq, participation, standing)
    return ok({})
  })
