import type { Rfq } from '../domain/rfq.ts'
import { approvalOf, openedOf } from './approvals.ts'
import { ranges } from './keys.ts'
import { loadParticipations } from './participations.ts'
import type { Item, Table } from './table.ts'

/** Families of items that tell who takes part, and what with: told to nobody where the bids were never opened. */
const ofBidders = [ranges.participations, ranges.openedBids]

/** What is packed in the table lies open in the file, where whoever checks it makes it again from its facts. */
const unpacked = (item: Item): Item => {
  if (item.kind === 'ApprovalOpened') return { ...item, request: openedOf(item) }
  if (item.kind !== 'Approval') return item
  const { tally: _, ...open } = item
  return { ...open, ...approvalOf(item) }
}

/** What a stakeholder brought and may never veto with is nobody else's; a veto says what its document is. */
const NOT_SAID = 'VetoDocument'

/** Everything kept of an RFQ in its own partition and, once its bids were opened, in its bidders' partitions. */
export const loadFile = async (table: Table, rfq: Rfq): Promise<Item[]> => {
  const { buyerId, rfqId } = rfq
  const all = await table.all(ranges.rfqFile(buyerId, rfqId))
  const own = all.filter(({ kind }) => kind !== NOT_SAID).map(unpacked)
  const hidden = ofBidders.map((range) => range(buyerId, rfqId).beginsWith)
  if (!rfq.opening) return own.filter(({ sk }) => !hidden.some((begins) => sk.startsWith(begins)))
  const participations = await loadParticipations(table, rfq)
  const versions = await Promise.all(
    participations.map(({ supplierId }) => table.all(ranges.bidVersions(buyerId, rfqId, supplierId))),
  )
  return [...own, ...versions.flat()]
}

/** Names of the payloads kept beside the table; opened contents first, they matter most to a reader. */
export const payloadsOf = (items: readonly Item[]): string[] =>
  items
    .flatMap(({ kind, object }) =>
      typeof object === 'string' && ['sealed', 'OpenedBid', 'ApprovalRecord'].includes(String(kind)) ? object : [],
    )
    .sort()
    .reverse()
