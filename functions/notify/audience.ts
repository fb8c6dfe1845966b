import * as z from 'zod'
import { BidVersion, type OpenedBid } from '../../shared/domain/bid.ts'
import type { Audience } from '../../shared/domain/mails.ts'
import type { Rfq } from '../../shared/domain/rfq.ts'
import { loadInvitations } from '../../shared/store/invitations.ts'
import { keys, ranges } from '../../shared/store/keys.ts'
import type { Table } from '../../shared/store/table.ts'

const Participant = z.object({ supplierId: z.string(), by: z.object({ email: z.string() }) })

/** Who sent the version of each supplier's bid that was opened. */
const submittersOf = async (table: Table, { buyerId, rfqId }: Rfq, bids: readonly OpenedBid[]) => {
  const items = await table.getAll(
    bids.map(({ supplierId, version }) => keys.bidVersion(buyerId, rfqId, supplierId, version)),
  )
  return new Map(
    bids.flatMap(({ supplierId }, i) => {
      const version = BidVersion.safeParse(items[i])
      return version.success && version.data.kind === 'sealed' ? [[supplierId, version.data.by.email] as const] : []
    }),
  )
}

/** Everyone on the supplying side: who was invited, who declined, who took part and, once opened, who sent the bid. */
export const audienceOf = async (table: Table, rfq: Rfq, bids: readonly OpenedBid[] = []): Promise<Audience> => {
  const [invitations, participations, submitters] = await Promise.all([
    loadInvitations(table, rfq),
    table.all(ranges.participations(rfq.buyerId, rfq.rfqId)),
    submittersOf(table, rfq, bids),
  ])
  return {
    invited: invitations.map(({ email }) => email),
    declined: invitations.flatMap(({ email, declined }) => (declined ? [email] : [])),
    participants: z
      .array(Participant)
      .parse(participations)
      .map(({ supplierId, by }) => ({
        supplierId,
        mailboxes: [...new Set([by.email, submitters.get(supplierId) ?? by.email])],
      })),
  }
}
