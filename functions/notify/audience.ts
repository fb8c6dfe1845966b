import type { OpenedBid } from '../../shared/domain/bid.ts'
import type { Audience } from '../../shared/domain/mail-facts.ts'
import type { Rfq } from '../../shared/domain/rfq.ts'
import { submittersOf } from '../../shared/store/bids.ts'
import { loadInvitations } from '../../shared/store/invitations.ts'
import { loadParticipations } from '../../shared/store/participations.ts'
import type { Table } from '../../shared/store/table.ts'

/** Everyone on the supplying side: who was invited, who declined, who took part and, once opened, who sent the bid. */
export const audienceOf = async (table: Table, rfq: Rfq, bids: readonly OpenedBid[] = []): Promise<Audience> => {
  const [invitations, participations, submitters] = await Promise.all([
    loadInvitations(table, rfq),
    loadParticipations(table, rfq),
    submittersOf(table, rfq, bids),
  ])
  return {
    invited: invitations.map(({ email }) => email),
    declined: invitations.flatMap(({ email, declined }) => (declined ? [email] : [])),
    participants: participations.map(({ supplierId, by }) => ({
      supplierId,
      mailboxes: [...new Set([by.email, submitters.get(supplierId) ?? by.email])],
    })),
  }
}
