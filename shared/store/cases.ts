import { Rfq } from '../domain/rfq.ts'
import { approvalOf } from './approvals.ts'
import { keys } from './keys.ts'
import type { Link } from './links.ts'
import type { Table } from './table.ts'

/** What links lead to, each with its own request: one call for up to fifty of them. */
export const loadCases = async (table: Table, links: readonly Link[]) => {
  const wanted = links.flatMap(({ buyerId, rfqId, subject, number }) => [
    keys.rfq(buyerId, rfqId),
    keys.approval(buyerId, rfqId, subject, number),
  ])
  const items = await table.getAll(wanted)
  return links.flatMap((link, i) => {
    const [rfq, approval] = items.slice(2 * i, 2 * i + 2)
    return rfq && approval ? [{ link, rfq: Rfq.parse(rfq), approval: approvalOf(approval) }] : []
  })
}
