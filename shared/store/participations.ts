import * as z from 'zod'
import { Instant, OrgId } from '../domain/ids.ts'
import { ok } from '../domain/outcome.ts'
import { Organisation } from '../domain/party.ts'
import { Rfq, type RfqPlace } from '../domain/rfq.ts'
import { Declined, Listing, listingOf, type Standing } from '../domain/tender.ts'
import { loadLatest } from './bids.ts'
import { indexes, keys, ranges } from './keys.ts'
import type { PageAsked, Table } from './table.ts'

export const Participation = z.object({
  supplierId: OrgId,
  supplierName: z.string(),
  /** The buyer's country. */
  country: z.string(),
  since: Instant,
  by: z.object({ email: z.string(), name: z.string() }),
})
export type Participation = z.infer<typeof Participation>

/** An RFQ, its buyer, and what one supplier's person is to it: one consistent read. */
export const loadTender = async (
  table: Table,
  { buyerId, rfqId }: RfqPlace,
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

export const loadParticipations = async (table: Table, { buyerId, rfqId }: RfqPlace): Promise<Participation[]> =>
  z.array(Participation).parse(await table.all(ranges.participations(buyerId, rfqId)))

/** As it was listed when its supplier began to take part; how it stands is read from the RFQ itself. */
const ListedThen = Listing.omit({ status: true })

/** The RFQs a supplier takes part in, newest first: as listed then, as they are now, and its newest version. */
export const pageOfMyBids = async (table: Table, supplierId: string, asked: PageAsked) => {
  const page = await table.page(ranges.participationsOf(supplierId), { ...asked, newestFirst: true })
  if (!page.ok) return page
  const listings = z.array(ListedThen).parse(page.value.items)
  const rfqs = await table.getAll(listings.map(({ buyerId, rfqId }) => keys.rfq(buyerId, rfqId)))
  const items = await Promise.all(
    listings.map(async (listing, i) => ({
      listing,
      rfq: Rfq.parse(rfqs[i]),
      latest: await loadLatest(table, { ...listing, supplierId }),
    })),
  )
  return ok({ ...page.value, items })
}
