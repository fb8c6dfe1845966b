import { hashOf, sha256Hex } from './canonical.ts'
import { base64Of } from './sealing/bytes.ts'

/** One item of an RFQ's file, as JSON says it: bytes are `{ base64 }`. `sha256` is of the record's RFC 8785 form. */
export type BundleRecord = { key: string; kind: string; sha256: string; record: Record<string, unknown> }
type Item = { pk: string; sk: string } & Record<string, unknown>

/** What the table needs and the file does not: keys, index entries, relaying, expiry. */
const housekeeping = new Set(['pk', 'sk', 'gsi1pk', 'gsi1sk', 'gsi2pk', 'gsi2sk', 'ttl', 'signal', 'relayedTo'])

/** What even the buyer is not told: who asked a question. */
const withheld: Record<string, readonly string[]> = { Question: ['supplierId', 'by'] }

const asJson = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return { base64: base64Of(value) }
  if (Array.isArray(value)) return value.map(asJson)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, asJson(part)]))
}

export const SEALED_SECRET = 'WrappedKey'

/** An item of the table as a record of the file. Of a secret only its hash goes out. */
export const recorded = (item: Item): BundleRecord => {
  const kind = String(item.kind)
  const hidden = withheld[kind] ?? []
  const kept = Object.entries(item).filter(([name]) => !housekeeping.has(name) && !hidden.includes(name))
  const record = asJson(Object.fromEntries(kept)) as Record<string, unknown>
  const key = `${item.pk}/${item.sk}`
  return { key, kind, sha256: hashOf(record), record: kind === SEALED_SECRET ? {} : record }
}

/** A payload that is kept beside the table, whole or, where the file would grow too large, by its hash alone. */
export const recordedPayload = (object: string, bytes: Uint8Array, whole: boolean): BundleRecord => {
  const record = {
    object,
    bytes: bytes.length,
    bytesSha256: sha256Hex(bytes),
    ...(whole && { base64: base64Of(bytes) }),
  }
  return { key: object, kind: 'Payload', sha256: hashOf(record), record }
}
