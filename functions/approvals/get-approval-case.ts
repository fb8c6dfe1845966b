import * as contract from '../../shared/contracts/approvals.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { findLink } from '../../shared/store/links.ts'
import { route } from '../http/api.ts'
import { caseOf, findCase } from './approval-case.ts'
import type { Deps } from './index.ts'

export const getApprovalCaseRoute = ({ table, now }: Deps) =>
  route(contract.getApprovalCase, async ({ token }) => {
    const link = await findLink(table, token, now())
    const found = link && (await findCase(table, link))
    return found ? ok(caseOf(found, link)) : refuse({ code: 'link_unknown' })
  })
