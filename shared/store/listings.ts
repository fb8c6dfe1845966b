import * as z from 'zod'
import { OrgId, RfqId } from '../domain/ids.ts'
import { Rfq, type RfqPlace } from '../domain/rfq.ts'
import { listingOf } from '../domain/tender.ts'
import { indexes, keys, ranges } from './keys.ts'
import { type Changed, changedMeanwhile } from './rfq-events.ts'
import type { Item, PageAsked, Table, Write } from './table.ts'

const ListingItem = z.object({ buyerId: OrgId, rfqId: RfqId, country: z.string() })
type Place = z.infer<typeof ListingItem>

/** Where an RFQ open to all is found until it closes. */
export const listingItem = ({ buyerId, rfqId, country }: Place, closesAt: string): Item => ({
  ...keys.listing(buyerId, rfqId),
  ...indexes.openTenders(closesAt, rfqId),
  kind: 'Listing',
  buyerId,
  rfqId,
  country,
})

export const listedUntil = ({ buyerId, rfqId }: RfqPlace, closesAt: string): Write<Changed> => ({
  update: keys.listing(buyerId, rfqId),
  set: indexes.openTenders(closesAt, rfqId),
  when: 'present',
  otherwise: changedMeanwhile,
})

export const listedNoMore = ({ buyerId, rfqId }: RfqPlace): Write<Changed> => ({
  update: keys.listing(buyerId, rfqId),
  set: {},
  remove: ['gsi1pk', 'gsi1sk'],
  when: 'present',
  otherwise: changedMeanwhile,
})

/** What is known of each RFQ now, read in one call: closing times move, names do too. */
export const listingsOf = async (table: Table, places: readonly Place[]) => {
  const items = await table.getAll(places.map(({ buyerId, rfqId }) => keys.rfq(buyerId, rfqId)))
  return places.flatMap(({ country }, i) => (items[i] ? [listingOf(Rfq.parse(items[i]), country)] : []))
}

/** RFQs anyone may bid on that are not closed yet, soonest closing first. */
export const pageOfOpenTenders = async (table: Table, now: string, asked: PageAsked) => {
  const page = await table.page(ranges.openTenders(now), asked)
  return page.ok
    ? ({ ok: true, value: { items: z.array(ListingItem).parse(page.value.items), next: page.value.next } } as const)
    : page
}
