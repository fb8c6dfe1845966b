import { Rfq } from '../domain/rfq.ts'
import { keys } from './keys.ts'
import type { Table } from './table.ts'

export const loadRfq = async (table: Table, buyerId: string, rfqId: string): Promise<Rfq | undefined> => {
  const item = await table.get(keys.rfq(buyerId, rfqId))
  return item && Rfq.parse(item)
}
