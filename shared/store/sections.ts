import { hashOf } from '../domain/canonical.ts'
import type { RfqPlace } from '../domain/rfq.ts'
import { keys } from './keys.ts'
import { pack, unpack } from './packed.ts'
import type { Item, Key, Table } from './table.ts'

/** Well under the 400 kB an item may have. */
const PART_BYTES = 350_000

/** Keeps what is about to be shown, under its hash: the same section is kept once, and can be shown again for ever. */
export const keepSection = async (table: Table, { buyerId, rfqId }: RfqPlace, section: unknown): Promise<string> => {
  const sha256 = hashOf(section)
  const packed = pack(section)
  const parts = Math.max(1, Math.ceil(packed.length / PART_BYTES))
  // The first part last: whoever finds it finds them all.
  for (let part = parts - 1; part >= 0; part--) {
    const bytes = packed.slice(part * PART_BYTES, (part + 1) * PART_BYTES)
    const item = { ...keys.section(buyerId, rfqId, sha256, part), kind: 'Section', sha256, parts, bytes }
    const kept = await table.putOnce(item, { sameAs: ['sha256'], otherwise: { code: 'taken' } as const })
    if (!kept.ok) throw new Error(`Section ${sha256} is kept as something else`)
  }
  return sha256
}

const bytesOf = (item: Record<string, unknown> | undefined): Uint8Array => {
  if (!(item?.bytes instanceof Uint8Array)) throw new TypeError('A part of a section is missing')
  return item.bytes
}

/** What is kept under a hash never changes, so that any copy will do; one that was only just kept may need the newest. */
const anyCopyOf = async (table: Table, wanted: readonly Key[]): Promise<(Item | undefined)[]> => {
  const found = await table.getAll(wanted, { stale: true })
  return found.includes(undefined) ? table.getAll(wanted) : found
}

/** Sections by their hashes, in the order asked; undefined for one that was never shown here. */
export const loadSections = async (
  table: Table,
  { buyerId, rfqId }: RfqPlace,
  hashes: readonly string[],
): Promise<unknown[]> => {
  const first = await anyCopyOf(
    table,
    hashes.map((sha256) => keys.section(buyerId, rfqId, sha256, 0)),
  )
  return Promise.all(
    hashes.map(async (sha256, i) => {
      const item = first[i]
      if (!item) return undefined
      const more = Array.from({ length: Number(item.parts) - 1 }, (_, part) => part + 1)
      const parts = more.map((part) => keys.section(buyerId, rfqId, sha256, part))
      const rest = await anyCopyOf(table, parts)
      return unpack(Buffer.concat([item, ...rest].map(bytesOf)))
    }),
  )
}
