import type { Rfq } from '../domain/rfq.ts'
import { loadParticipations } from './bids.ts'
import { keys } from './keys.ts'
import type { Item, Table } from './table.ts'

/** Families of items that tell who takes part, and what with: told to nobody where the bids were never opened. */
const ofBidders = ['PARTICIPATION#', 'OPENED#']

/** Everything kept of an RFQ in its own partition and, once its bids were opened, in its bidders' partitions. */
export const loadFile = async (table: Table, rfq: Rfq): Promise<Item[]> => {
  const { buyerId, rfqId } = rfq
  const own = await table.all({ pk: keys.rfq(buyerId, rfqId).pk })
  if (!rfq.opening) return own.filter(({ sk }) => !ofBidders.some((family) => sk.startsWith(family)))
  const participations = await loadParticipations(table, rfq)
  const versions = await Promise.all(
    participations.map(({ supplierId }) => table.all({ pk: keys.bidVersion(buyerId, rfqId, supplierId, 1).pk })),
  )
  return [...own, ...versions.flat()]
}

/** Names of the payloads that bids keep beside the table; opened contents first, they matter most to a reader. */
export const payloadsOf = (items: readonly Item[]): string[] =>
  items
    .flatMap(({ kind, object }) =>
      typeof object === 'string' && (kind === 'sealed' || kind === 'OpenedBid') ? object : [],
    )
    .sort()
    .reverse()
