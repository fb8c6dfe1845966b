import * as z from 'zod'
import type { RfqPlace } from '../domain/rfq.ts'
import { keys } from './keys.ts'
import type { Item, Table } from './table.ts'

/** The private half of an RFQ's pair, wrapped under the sealing key: put when it is published, used once at opening. */
export const wrappedKeyItem = ({ buyerId, rfqId }: RfqPlace, wrapped: Uint8Array): Item => ({
  ...keys.wrappedKey(buyerId, rfqId),
  kind: 'WrappedKey',
  wrapped,
})

export const loadWrappedKey = async (table: Table, { buyerId, rfqId }: RfqPlace): Promise<Uint8Array | undefined> => {
  const item = await table.get(keys.wrappedKey(buyerId, rfqId))
  return item && z.instanceof(Uint8Array).parse(item.wrapped)
}
