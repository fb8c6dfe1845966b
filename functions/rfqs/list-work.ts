import * as contract from '../../shared/contracts/rfqs.ts'
import { ContractChange } from '../../shared/domain/contract-change.ts'
import { ok } from '../../shared/domain/outcome.ts'
import { inOrder } from '../../shared/domain/time.ts'
import { awaitedOf, workOf } from '../../shared/domain/work.ts'
import { approvalOf } from '../../shared/store/approvals.ts'
import { keys } from '../../shared/store/keys.ts'
import { pageOfRfqs } from '../../shared/store/rfqs.ts'
import { route } from '../http/api.ts'
import type { Deps } from './index.ts'

const Answered = ContractChange.pick({ answer: true })

/** Of the hundred RFQs that changed last, those that wait for their buyer; the longest wait first. */
export const listWorkRoute = ({ table }: Pick<Deps, 'table'>) =>
  route(contract.listWork, async ({ person, receivedAt }) => {
    const page = await pageOfRfqs(table, person.orgId, { limit: 100 })
    const rfqs = page.ok ? page.value.items : []
    const inApproval = rfqs.flatMap((rfq) => {
      const of = awaitedOf(rfq)
      return of ? [{ rfqId: rfq.rfqId, key: keys.approval(rfq.buyerId, rfq.rfqId, of.subject, of.number) }] : []
    })
    const approvals = await table.getAll(inApproval.map(({ key }) => key))
    const approvalsOf = new Map(inApproval.map(({ rfqId }, i) => [rfqId, approvals[i] && approvalOf(approvals[i])]))
    // A change weighs as much as its lines: only one that may have been declined is read.
    const changing = rfqs.filter(
      ({ rfqId, changeCount }) => changeCount > 0 && (approvalsOf.get(rfqId)?.status ?? 'cancelled') === 'cancelled',
    )
    const changes = await table.getAll(
      changing.map(({ buyerId, rfqId, changeCount }) => keys.change(buyerId, rfqId, changeCount)),
    )
    const changesOf = new Map(changing.map(({ rfqId }, i) => [rfqId, changes[i] && Answered.parse(changes[i])]))
    const items = rfqs.flatMap((rfq) => {
      const { rfqId } = rfq
      return workOf(rfq, approvalsOf.get(rfqId), receivedAt, changesOf.get(rfqId)) ?? []
    })
    return ok({ items: items.sort((a, b) => inOrder(a.since, b.since) || inOrder(a.rfqId, b.rfqId)) })
  })
