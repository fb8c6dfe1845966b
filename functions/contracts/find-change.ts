import type { RfqPlace } from '../../shared/domain/rfq.ts'
import { loadContractFile } from '../../shared/store/contract-changes.ts'
import { loadRfq } from '../../shared/store/rfqs.ts'
import type { Table } from '../../shared/store/table.ts'
import { loadChangeRequest } from './list-changes.ts'

/** One change with its contract and its approval as they are now. */
export const findChange = async (table: Table, place: RfqPlace & { number: number }) => {
  const [rfq, file] = await Promise.all([loadRfq(table, place.buyerId, place.rfqId), loadContractFile(table, place)])
  const change = file?.changes.find(({ number }) => number === place.number)
  return rfq && file && change
    ? { rfq, file, change, request: await loadChangeRequest(table, place, change) }
    : undefined
}
