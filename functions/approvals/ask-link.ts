import * as contract from '../../shared/contracts/approvals.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { askForNewestLink, findLink } from '../../shared/store/links.ts'
import { route } from '../http/api.ts'
import { findCase } from './approval-case.ts'
import type { Deps } from './index.ts'

export const askLinkRoute = ({ table, now }: Deps) =>
  route(contract.askLink, async ({ token }) => {
    const link = await findLink(table, token, now())
    const found = link && (await findCase(table, link))
    if (!found) return refuse({ code: 'link_unknown' })
    const { buyerId, rfqId } = found.rfq
    const { number } = found.approval
    const { stakeholderId } = found.step
    const asker = { buyerId, rfqId, subject: link.subject, number, stakeholderId }
    const asked = await askForNewestLink(table, asker, now())
    return asked.ok ? ok({}) : asked
  })
