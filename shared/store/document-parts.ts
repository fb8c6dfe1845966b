import { MAX_DOCUMENT_BYTES } from '../domain/document-types.ts'
import type { RfqPlace } from '../domain/rfq.ts'
import { everListed, objectKey } from './attachments.ts'
import type { Payloads } from './bids.ts'
import type { Table } from './table.ts'

/** So much of a document travels through a function at once. */
export const PART_BYTES = MAX_DOCUMENT_BYTES

/** What a document of an RFQ holds from a byte on, as much as travels at once; nothing where it holds no such byte. */
export const partFrom = async (
  table: Table,
  payloads: Payloads,
  place: RfqPlace,
  { sha256, from }: { sha256: string; from: number },
): Promise<Uint8Array | undefined> => {
  const kept = await everListed(table, place, sha256)
  if (!kept || from >= kept.bytes) return undefined
  return payloads.get(objectKey(place, kept.attachmentId), { from, to: Math.min(from + PART_BYTES, kept.bytes) })
}
