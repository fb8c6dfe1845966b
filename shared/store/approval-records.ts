import * as z from 'zod'
import { sha256Hex } from '../domain/canonical.ts'
import { RfqEvent } from '../domain/events.ts'
import { Sha256 } from '../domain/ids.ts'
import type { RfqPlace } from '../domain/rfq.ts'
import { INLINE_BYTES, type Payloads } from './bids.ts'
import { keys, ranges } from './keys.ts'
import { pack, unpack } from './packed.ts'
import type { Table } from './table.ts'

/** The bytes that were signed, as text, and the signature that says so. */
export type SignedRecord = { contractNumber: string; text: string; signature: string }

/** Of which contract, and of which change of it where it is not of the contract itself. */
export type RecordPlace = RfqPlace & { change?: number | undefined }

const Kept = z.object({
  contractNumber: z.string(),
  sha256: Sha256,
  signature: z.string(),
  record: z.instanceof(Uint8Array).optional(),
  object: z.string().optional(),
})

const keyOf = ({ buyerId, rfqId, change }: RecordPlace) =>
  change === undefined ? keys.annex(buyerId, rfqId) : keys.changeAnnex(buyerId, rfqId, change)

const isAgreement =
  (change: number | undefined) =>
  ({ name, data }: RfqEvent): boolean =>
    change === undefined
      ? name === 'contract.committed'
      : name === 'change.answered' && data.number === change && data.accepted === true

/** The link of the audit chain that says a contract was made, or a change of it agreed. */
export const loadAgreement = async (
  table: Table,
  { buyerId, rfqId, change }: RecordPlace,
): Promise<RfqEvent | undefined> =>
  (await table.all(ranges.events(buyerId, rfqId))).map((item) => RfqEvent.parse(item)).find(isAgreement(change))

export const hasApprovalRecord = async (table: Table, place: RecordPlace): Promise<boolean> =>
  (await table.get(keyOf(place))) !== undefined

/** Whether a change was agreed after somebody had to approve it; what nobody approved never has a record. */
export const hasApprovedChange = async (
  table: Table,
  { buyerId, rfqId }: RfqPlace,
  number: number,
): Promise<boolean> => {
  const item = await table.get(keys.change(buyerId, rfqId, number))
  return item?.status === 'active' && item.needsApproval === true
}

/**
 * Keeps a record for good. Two that make it at once make the same record and sign it differently, both rightly: the
 * first one's signature stands.
 */
export const keepApprovalRecord = async (
  table: Table,
  payloads: Payloads,
  place: RecordPlace,
  { contractNumber, text, signature }: SignedRecord,
): Promise<void> => {
  const packed = pack(text)
  const inline = packed.length <= INLINE_BYTES
  const packedSha256 = sha256Hex(packed)
  const object = `annexes/${place.buyerId}/${place.rfqId}/${packedSha256}`
  if (!inline) await payloads.put(object, packed, packedSha256)
  const item = {
    ...keyOf(place),
    kind: 'ApprovalRecord',
    contractNumber,
    ...(place.change !== undefined && { changeNumber: place.change }),
    sha256: sha256Hex(text),
    signature,
    ...(inline ? { record: packed } : { object }),
  }
  const put = await table.putOnce(item, { sameAs: ['sha256'], otherwise: { code: 'recorded_otherwise' } as const })
  if (!put.ok) throw new Error(`Contract ${contractNumber} has another approval record`)
}

export const loadApprovalRecord = async (
  table: Table,
  payloads: Payloads,
  place: RecordPlace,
): Promise<SignedRecord | undefined> => {
  const item = await table.get(keyOf(place))
  if (!item) return undefined
  const { contractNumber, sha256, signature, record, object } = Kept.parse(item)
  const packed = record ?? (object === undefined ? undefined : await payloads.get(object))
  const text = z.string().parse(unpack(packed))
  if (sha256Hex(text) !== sha256) throw new Error(`The approval record of ${contractNumber} is not what was kept`)
  return { contractNumber, text, signature }
}
