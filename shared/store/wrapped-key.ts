import * as z from 'zod'
import type { Rfq } from '../domain/rfq.ts'
import { keys } from './keys.ts'
import type { Item, Table } from './table.ts'

type Place = Pick<Rfq, 'buyerId' | 'rfqId'>

/** The private half of an RFQ's pair, wrapped under the sealing key: put when it is published, used once at opening. */
export const wrappedKeyItem = ({ buyerId, rfqId }: Place, wrapped: Uint8Array): Item => ({
  ...keys.wrappedKey(buyerId, rfqId),
  kind: 'WrappedKey',
  wrapped,
})

export const loadWrappedKey = async (table: Table, { buyerId, rfqId }: Place): Promise<Uint8Array | undefined> => {
  const item = await table.get(keys.wrappedKey(buyerId, rfqId))
  return item && z.instanceof(Uint8Array).parse(item.wrapped)
}
