import * as contract from '../../shared/contracts/approvals.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { askForNewestLink } from '../../shared/store/link-asks.ts'
import { findLink } from '../../shared/store/links.ts'
import { route } from '../http/api.ts'
import { findCase } from './approval-case.ts'
import { askerOf } from './asker.ts'
import type { Deps } from './index.ts'

export const askLinkRoute = ({ table, now }: Deps) =>
  route(contract.askLink, async ({ token, ...call }) => {
    const link = await findLink(table, token, now())
    const found = link && (await findCase(table, link))
    if (!found) return refuse({ code: 'link_unknown' })
    const asker = { by: 'holder', ...(await askerOf(table, found.step.email, call)) } as const
    const asked = await askForNewestLink(table, { ...link, number: found.approval.number }, asker, now())
    return asked.ok ? ok({}) : asked
  })
