import * as contract from '../../shared/contracts/rfqs.ts'
import { approvalInBrief } from '../../shared/domain/approval-in-brief.ts'
import { ok } from '../../shared/domain/outcome.ts'
import type { Rfq } from '../../shared/domain/rfq.ts'
import { awaitedOf } from '../../shared/domain/work.ts'
import { approvalOf } from '../../shared/store/approvals.ts'
import { keys } from '../../shared/store/keys.ts'
import { pageOfRfqs } from '../../shared/store/rfqs.ts'
import { route } from '../http/api.ts'
import type { Deps } from './index.ts'

/** How the approvals stand that these RFQs wait for, by RFQ: one call for all, a moment old as the list is. */
const inBrief = async (table: Deps['table'], rfqs: readonly Rfq[], now: string) => {
  const asked = rfqs.flatMap((rfq) => {
    const of = awaitedOf(rfq)
    return of ? [{ rfq, key: keys.approval(rfq.buyerId, rfq.rfqId, of.subject, of.number) }] : []
  })
  const found = await table.getAll(
    asked.map(({ key }) => key),
    { stale: true },
  )
  return new Map(
    asked.map(({ rfq }, i) => [rfq.rfqId, found[i] ? approvalInBrief(rfq, approvalOf(found[i]), now) : null]),
  )
}

const summaryOf = ({ terms, ...rfq }: Rfq): Omit<contract.RfqSummary, 'approval'> => ({
  ...rfq,
  title: terms.title,
  closesAt: terms.closesAt,
  currency: terms.currency,
  method: terms.method,
  invited: terms.method === 'selective' ? terms.invited.length : 0,
})

export const listRfqsRoute = ({ table }: Pick<Deps, 'table'>) =>
  route(contract.listRfqs, async ({ query, person, receivedAt }) => {
    const page = await pageOfRfqs(table, person.orgId, query)
    if (!page.ok) return page
    const approvals = await inBrief(table, page.value.items, receivedAt)
    const items = page.value.items.map((rfq) => ({ ...summaryOf(rfq), approval: approvals.get(rfq.rfqId) ?? null }))
    return ok({ ...page.value, items })
  })
