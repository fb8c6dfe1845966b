import * as z from 'zod'
import { DeclineReason } from '../domain/bid.ts'
import { Instant, OrgId } from '../domain/ids.ts'
import { Organisation } from '../domain/party.ts'
import { Rfq } from '../domain/rfq.ts'
import { listingOf, type Standing } from '../domain/tender.ts'
import { indexes, keys } from './keys.ts'
import type { Table } from './table.ts'

const Participation = z.object({
  supplierId: OrgId,
  supplierName: z.string(),
  /** The buyer's country. */
  country: z.string(),
  since: Instant,
  by: z.object({ email: z.string(), name: z.string() }),
})
type Participation = z.infer<typeof Participation>

const Declined = z.object({ at: Instant, reason: DeclineReason, words: z.string() })

/** An RFQ, its buyer, and what one supplier's person is to it: one consistent read. */
export const loadTender = async (
  table: Table,
  { buyerId, rfqId }: { buyerId: string; rfqId: string },
  { email, orgId }: { email: string; orgId: string },
) => {
  const [rfq, buyer, invitation, participation, decline] = await table.getAll([
    keys.rfq(buyerId, rfqId),
    keys.organisation(buyerId),
    keys.invitation(buyerId, rfqId, email),
    keys.participation(buyerId, rfqId, orgId),
    keys.decline(buyerId, rfqId, email),
  ])
  if (!rfq || !buyer) return undefined
  const standing: Standing = {
    invited: invitation !== undefined,
    takesPartSince: participation ? Participation.parse(participation).since : null,
    declined: decline ? Declined.parse(decline) : null,
  }
  return { rfq: Rfq.parse(rfq), buyer: Organisation.parse(buyer), standing }
}

/** Taking part is a fact; doing it again after a decline moves its time. */
export const keepParticipation = async (table: Table, rfq: Rfq, one: Participation, before: Standing) => {
  const { supplierId, since } = one
  const key = keys.participation(rfq.buyerId, rfq.rfqId, supplierId)
  const index = indexes.participations(supplierId, since)
  const otherwise = { code: 'never' } as const
  const kept =
    before.takesPartSince === null
      ? await table.putOnce(
          { ...key, ...index, ...listingOf(rfq, one.country), ...one, kind: 'Participation' },
          { sameAs: ['supplierId'], otherwise },
        )
      : await table.update({ update: key, set: { since, ...index }, when: 'present', otherwise })
  if (!kept.ok) throw new Error(`The participation of ${supplierId} in ${rfq.rfqId} vanished`)
}
