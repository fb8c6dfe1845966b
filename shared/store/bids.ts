import * as z from 'zod'
import { BidVersion } from '../domain/bid.ts'
import { type Found, submittedBefore, withdrawnBefore } from '../domain/bid-rules.ts'
import { Rfq, type RfqPlace } from '../domain/rfq.ts'
import type { Bytes } from '../domain/sealing/bytes.ts'
import { keys, ranges } from './keys.ts'
import type { Item, Table } from './table.ts'

/** A supplier's own partition of an RFQ: nobody else's bids are near it. */
export type BidPlace = { buyerId: string; rfqId: string; supplierId: string }
type Sealed = Extract<BidVersion, { kind: 'sealed' }>
type Withdrawn = Extract<BidVersion, { kind: 'withdrawn' }>

/** Where larger payloads go; the item keeps their hash. */
export interface Payloads {
  put(key: string, body: Uint8Array, sha256: string): Promise<void>
  /** All of it, or the bytes from one up to but not including another. */
  get(key: string, stretch?: { from: number; to: number }): Promise<Uint8Array>
}
/** A write unit is 1 kB and a read unit 4: beyond this an object store is cheaper. */
export const INLINE_BYTES = 8 * 1024

const versionKey = ({ buyerId, rfqId, supplierId }: BidPlace, version: number) =>
  keys.bidVersion(buyerId, rfqId, supplierId, version)
const envelopeKey = ({ buyerId, rfqId, supplierId }: BidPlace, version: number, sha256: string) =>
  `envelopes/${buyerId}/${rfqId}/${supplierId}/${version}-${sha256}`

/** All a submission is judged by, in one consistent read. */
export const loadForBid = async (table: Table, place: BidPlace, version: number): Promise<Found> => {
  const { buyerId, rfqId, supplierId } = place
  const [rfq, participation, kept, before] = await table.getAll([
    keys.rfq(buyerId, rfqId),
    keys.participation(buyerId, rfqId, supplierId),
    versionKey(place, version),
    ...(version > 1 ? [versionKey(place, version - 1)] : []),
  ])
  return {
    rfq: rfq && Rfq.parse(rfq),
    takesPart: participation !== undefined,
    kept: kept && BidVersion.parse(kept),
    before: before && BidVersion.parse(before),
  }
}

/**
 * Keeps one version of a bid, for good: the item is the fact. A large envelope is stored before the item that names it,
 * so that an accepted bid always has its envelope. What came first under this version decides the answer.
 */
export const keepBidVersion = async (
  table: Table,
  payloads: Payloads,
  place: BidPlace,
  { rfq, bid, envelope }: { rfq: Rfq; bid: Sealed; envelope: Bytes },
) => {
  const inline = envelope.length <= INLINE_BYTES
  const object = envelopeKey(place, bid.version, bid.sha256)
  if (!inline) await payloads.put(object, envelope, bid.sha256)
  const item = { ...versionKey(place, bid.version), ...place, ...bid, ...(inline ? { envelope } : { object }) }
  const put = await table.putOnce(item, {
    sameAs: ['kind', 'sha256', 'receivedAt'],
    otherwise: (kept) => ({ code: 'kept', kept: BidVersion.parse(kept) }) as const,
  })
  return put.ok ? { ok: true as const, value: bid } : submittedBefore(rfq, put.refusal.kept, bid.sha256, bid.receivedAt)
}

export const keepWithdrawal = async (table: Table, place: BidPlace, rfq: Rfq, withdrawal: Withdrawn) => {
  const item = { ...versionKey(place, withdrawal.version), ...place, ...withdrawal }
  const put = await table.putOnce(item, {
    sameAs: ['kind', 'receivedAt'],
    otherwise: (kept) => ({ code: 'kept', kept: BidVersion.parse(kept) }) as const,
  })
  return put.ok
    ? { ok: true as const, value: withdrawal }
    : withdrawnBefore(rfq, put.refusal.kept, withdrawal.receivedAt)
}

const partition = ({ buyerId, rfqId, supplierId }: BidPlace) => ranges.bidVersions(buyerId, rfqId, supplierId)

/** Every version, oldest first, the opener's fence included. */
export const loadVersions = async (table: Table, place: BidPlace): Promise<BidVersion[]> =>
  z.array(BidVersion).parse(await table.all(partition(place)))

/** The newest version that is the supplier's own. */
export const loadLatest = async (table: Table, place: BidPlace): Promise<Sealed | Withdrawn | undefined> => {
  // Two, because the newest may be the fence.
  const newest = await table.page(partition(place), { limit: 2, newestFirst: true })
  if (!newest.ok) return undefined
  return z.array(BidVersion).parse(newest.value.items).find(isOwn)
}

export const isOwn = (version: BidVersion): version is Sealed | Withdrawn => version.kind !== 'fence'

const SealedItem = z.object({ envelope: z.instanceof(Uint8Array).optional(), object: z.string().optional() })

export const loadEnvelope = async (table: Table, payloads: Payloads, place: BidPlace, version: number) => {
  const { envelope, object } = SealedItem.parse(await table.get(versionKey(place, version)))
  if (envelope) return Uint8Array.from(envelope)
  if (object !== undefined) return Uint8Array.from(await payloads.get(object))
  throw new Error(`Version ${version} of ${place.supplierId} has no envelope`)
}

/**
 * Ends a supplier's versions: whatever arrives later finds the fence. Answers what stands before it. Two openers put the
 * same fence; a bid that got there first is counted and the fence goes behind it.
 */
export const fence = async (table: Table, place: BidPlace, at: string): Promise<BidVersion[]> => {
  for (;;) {
    const versions = await loadVersions(table, place)
    const newest = versions.at(-1)
    if (newest?.kind === 'fence') return versions.slice(0, -1)
    const version = (newest?.version ?? 0) + 1
    const item: Item = { ...versionKey(place, version), ...place, kind: 'fence', version, at }
    const put = await table.putOnce(item, { sameAs: ['kind'], otherwise: { code: 'version_taken' } })
    if (put.ok) return versions
  }
}

/** Who sent a version of each supplier's bid: the people behind it, by supplier. */
export const submittersOf = async (
  table: Table,
  { buyerId, rfqId }: RfqPlace,
  bids: readonly { supplierId: string; version: number }[],
): Promise<Map<string, string>> => {
  const items = await table.getAll(
    bids.map(({ supplierId, version }) => keys.bidVersion(buyerId, rfqId, supplierId, version)),
  )
  return new Map(
    bids.flatMap(({ supplierId }, i) => {
      const version = items[i] && BidVersion.parse(items[i])
      return version?.kind === 'sealed' ? [[supplierId, version.by.email] as const] : []
    }),
  )
}
