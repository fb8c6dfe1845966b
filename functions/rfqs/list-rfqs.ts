import * as contract from '../../shared/contracts/rfqs.ts'
import { ok } from '../../shared/domain/outcome.ts'
import type { Rfq } from '../../shared/domain/rfq.ts'
import { pageOfRfqs } from '../../shared/store/rfqs.ts'
import { route } from '../http/api.ts'
import type { Deps } from './index.ts'

const summaryOf = ({ terms, ...rfq }: Rfq): contract.RfqSummary => ({
  ...rfq,
  title: terms.title,
  closesAt: terms.closesAt,
  currency: terms.currency,
  method: terms.method,
  invited: terms.method === 'selective' ? terms.invited.length : 0,
})

export const listRfqsRoute = ({ table }: Pick<Deps, 'table'>) =>
  route(contract.listRfqs, async ({ query, person }) => {
    const page = await pageOfRfqs(table, person.orgId, query)
    return page.ok ? ok({ ...page.value, items: page.value.items.map(summaryOf) }) : page
  })
