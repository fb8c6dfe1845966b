import * as z from 'zod'
import { hashOf, sha256Hex } from '../domain/canonical.ts'
import { type Rfq, RfqLine, type RfqPlace } from '../domain/rfq.ts'
import { keys } from './keys.ts'
import { pack, unpack } from './packed.ts'
import type { Item, Table } from './table.ts'

// An item holds at most 400 kB; a page stays well below with its key and hashes.
const PAGE_BYTES = 300_000
const TRIES = 5

export const linesSha256 = (lines: readonly RfqLine[]): string => hashOf(lines)

/** Lines are read and written as a whole: packed, cut into as few items as hold them. */
export const linesItems = ({ buyerId, rfqId }: RfqPlace, lines: readonly RfqLine[]): Item[] => {
  const packed = pack(lines)
  const sha256 = sha256Hex(packed)
  const pages = Math.ceil(packed.length / PAGE_BYTES)
  return Array.from({ length: pages }, (_, page) => ({
    ...keys.linesPage(buyerId, rfqId, page),
    kind: 'Lines',
    pages,
    sha256,
    data: packed.subarray(page * PAGE_BYTES, (page + 1) * PAGE_BYTES),
  }))
}

const Page = z.object({ pages: z.int().positive(), sha256: z.string(), data: z.instanceof(Uint8Array) })

/** The lines of an RFQ. Pages of two different saves are never put together: they are read again. */
export const loadLines = async (table: Table, { buyerId, rfqId, lineCount }: RfqPlace & Pick<Rfq, 'lineCount'>) => {
  if (lineCount === 0) return []
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const first = Page.parse(await table.get(keys.linesPage(buyerId, rfqId, 0)))
    const others = Array.from({ length: first.pages - 1 }, (_, i) => keys.linesPage(buyerId, rfqId, i + 1))
    const items = others.length > 0 ? await table.getAll(others) : []
    const rest = z.array(Page).safeParse(items)
    const pages = [first, ...(rest.data ?? [])]
    if (rest.success && pages.every(({ sha256 }) => sha256 === first.sha256)) {
      return z.array(RfqLine).parse(unpack(Buffer.concat(pages.map(({ data }) => data))))
    }
  }
  throw new Error(`The lines of ${rfqId} kept changing while they were read`)
}
