import { isVisible } from '../../shared/domain/tender.ts'
import { loadTender } from '../../shared/store/participations.ts'
import type { Table } from '../../shared/store/table.ts'

/** What a supplier's person may see of an RFQ: nothing tells an unknown RFQ from one it was not sent. */
export const visibleTender = async (
  table: Table,
  place: { buyerId: string; rfqId: string },
  person: { email: string; orgId: string },
) => {
  const tender = await loadTender(table, place, person)
  return tender && isVisible(tender.rfq, tender.standing) ? tender : undefined
}
