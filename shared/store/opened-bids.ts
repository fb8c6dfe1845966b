import * as z from 'zod'
import { BidContent, OpenedBid } from '../domain/bid.ts'
import { sha256Hex } from '../domain/canonical.ts'
import { Instant, OrgId } from '../domain/ids.ts'
import type { RfqPlace } from '../domain/rfq.ts'
import { type BidPlace, INLINE_BYTES, type Payloads } from './bids.ts'
import { keys, ranges } from './keys.ts'
import { pack, unpack } from './packed.ts'
import type { Item, Table } from './table.ts'

export const WithdrawnBid = z.object({ supplierId: OrgId, supplierName: z.string(), withdrawnAt: Instant })
export type WithdrawnBid = z.infer<typeof WithdrawnBid>

/**
 * Keeps what a bid turned out to say. Two openers write the same but for the instant; the first one's stands.
 * A later disqualification only adds to it.
 */
export const keepOpenedBid = async (table: Table, payloads: Payloads, place: RfqPlace, opened: OpenedBid) => {
  const { content, ...rest } = opened
  const packed = content && pack(content)
  const inline = packed !== null && packed.length <= INLINE_BYTES
  const sha256 = packed && sha256Hex(packed)
  const object = `opened/${place.buyerId}/${place.rfqId}/${opened.supplierId}/${opened.version}-${sha256}`
  if (packed && sha256 && !inline) await payloads.put(object, packed, sha256)
  const item = {
    ...keys.openedBid(place.buyerId, place.rfqId, opened.supplierId),
    kind: 'OpenedBid',
    ...rest,
    ...(inline ? { content: packed } : packed ? { object } : {}),
  }
  return kept(await table.putOnce(item, { sameAs: ['kind', 'version', 'sha256'], otherwise: differs }))
}

export const keepWithdrawnBid = async (table: Table, { buyerId, rfqId }: RfqPlace, bid: WithdrawnBid) => {
  const item = { ...keys.openedBid(buyerId, rfqId, bid.supplierId), kind: 'WithdrawnBid', ...bid }
  return kept(await table.putOnce(item, { sameAs: ['kind', 'withdrawnAt'], otherwise: differs }))
}

const differs = { code: 'opened_otherwise' } as const
const kept = (put: { ok: boolean }): void => {
  // The fence makes this impossible; were it ever not, nothing may be concluded from either.
  if (!put.ok) throw new Error('Two openings of one bid differ')
}

const Kept = OpenedBid.omit({ content: true }).extend({
  content: z.instanceof(Uint8Array).optional(),
  object: z.string().optional(),
})

const openedFrom = async (payloads: Payloads, item: Item): Promise<OpenedBid> => {
  const { content, object, ...rest } = Kept.parse(item)
  const packed = content ?? (object === undefined ? undefined : await payloads.get(object))
  return { ...rest, content: packed ? BidContent.parse(unpack(packed)) : null }
}

const Finding = Kept.pick({ supplierId: true, version: true, sha256: true, finding: true })
export type Finding = z.infer<typeof Finding>

/** What became of the bids that were opened so far, by supplier, without what they say. */
export const loadFindings = async (table: Table, { buyerId, rfqId }: RfqPlace): Promise<Map<string, Finding>> => {
  const items = await table.all(ranges.openedBids(buyerId, rfqId))
  const opened = z.array(Finding).parse(items.filter(({ kind }) => kind === 'OpenedBid'))
  return new Map(opened.map((finding) => [finding.supplierId, finding]))
}

/** Every bid as it was opened, and who had withdrawn. */
export const loadOpenedBids = async (table: Table, payloads: Payloads, { buyerId, rfqId }: RfqPlace) => {
  const items = await table.all(ranges.openedBids(buyerId, rfqId))
  const isWithdrawn = ({ kind }: Item) => kind === 'WithdrawnBid'
  return {
    bids: await Promise.all(items.filter((item) => !isWithdrawn(item)).map((item) => openedFrom(payloads, item))),
    withdrawn: z.array(WithdrawnBid).parse(items.filter(isWithdrawn)),
  }
}

export const loadOpenedBid = async (
  table: Table,
  payloads: Payloads,
  { buyerId, rfqId, supplierId }: BidPlace,
): Promise<OpenedBid | undefined> => {
  const item = await table.get(keys.openedBid(buyerId, rfqId, supplierId))
  return item?.kind === 'OpenedBid' ? openedFrom(payloads, item) : undefined
}
