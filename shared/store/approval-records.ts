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

const Kept = z.object({
  contractNumber: z.string(),
  sha256: Sha256,
  signature: z.string(),
  record: z.instanceof(Uint8Array).optional(),
  object: z.string().optional(),
})

/** The link of the audit chain that says a contract was made. */
export const loadCommitment = async (table: Table, { buyerId, rfqId }: RfqPlace): Promise<RfqEvent | undefined> => {
  const event = (await table.all(ranges.events(buyerId, rfqId))).find(({ name }) => name === 'contract.committed')
  return event && RfqEvent.parse(event)
}

export const hasApprovalRecord = async (table: Table, { buyerId, rfqId }: RfqPlace): Promise<boolean> =>
  (await table.get(keys.annex(buyerId, rfqId))) !== undefined

/**
 * Keeps a contract's record for good. Two that make it at once make the same record and sign it differently, both
 * rightly: the first one's signature stands.
 */
export const keepApprovalRecord = async (
  table: Table,
  payloads: Payloads,
  { buyerId, rfqId }: RfqPlace,
  { contractNumber, text, signature }: SignedRecord,
): Promise<void> => {
  const packed = pack(text)
  const inline = packed.length <= INLINE_BYTES
  const packedSha256 = sha256Hex(packed)
  const object = `annexes/${buyerId}/${rfqId}/${packedSha256}`
  if (!inline) await payloads.put(object, packed, packedSha256)
  const item = {
    ...keys.annex(buyerId, rfqId),
    kind: 'ApprovalRecord',
    contractNumber,
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
  { buyerId, rfqId }: RfqPlace,
): Promise<SignedRecord | undefined> => {
  const item = await table.get(keys.annex(buyerId, rfqId))
  if (!item) return undefined
  const { contractNumber, sha256, signature, record, object } = Kept.parse(item)
  const packed = record ?? (object === undefined ? undefined : await payloads.get(object))
  const text = z.string().parse(unpack(packed))
  if (sha256Hex(text) !== sha256) throw new Error(`The approval record of ${contractNumber} is not what was kept`)
  return { contractNumber, text, signature }
}
