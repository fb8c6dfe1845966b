import * as contract from '../../shared/contracts/approvals.ts'
import { standing } from '../../shared/domain/approval-end.ts'
import { actsOf } from '../../shared/domain/approval-rules.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { loadCases } from '../../shared/store/cases.ts'
import { pageOfInbox } from '../../shared/store/links.ts'
import { findSession } from '../../shared/store/sessions.ts'
import { route } from '../http/api.ts'
import { caseOf } from './approval-case.ts'
import type { Deps } from './index.ts'

export const listInboxRoute = ({ table, now }: Deps) =>
  route(contract.listInbox, async ({ token, query }) => {
    const session = await findSession(table, token, now())
    if (!session) return refuse({ code: 'session_unknown' })
    const { email } = session
    const page = await pageOfInbox(table, email, query)
    if (!page.ok) return page
    const cases = await loadCases(table, page.value.links)
    const items = cases.flatMap(({ link, rfq, approval }) => {
      const step = approval.steps.find(({ stakeholderId }) => stakeholderId === link.stakeholderId)
      if (step?.email !== email) return []
      const acts = actsOf(standing(rfq, approval), step)
      // That a condition is met is asked of its role once the buyer says so.
      const toConfirm = acts.includes('confirm') && step.condition?.evidence != null
      const waits = acts.some((act) => act === 'declare' || act === 'approve' || act === 'override') || toConfirm
      return [{ case: caseOf({ rfq, approval, step }, link), step: step.status, waits }]
    })
    return ok({ items, ...(page.value.next && { next: page.value.next }) })
  })
