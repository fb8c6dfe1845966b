import * as contract from '../../shared/contracts/approvals.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { askCodeFor } from '../../shared/store/code-asks.ts'
import { findLink } from '../../shared/store/links.ts'
import { route } from '../http/api.ts'
import { findCase } from './approval-case.ts'
import { askerOf } from './asker.ts'
import type { Deps } from './index.ts'

export const askCodeRoute = ({ table, now }: Deps) =>
  route(contract.askCode, async ({ token, ...call }) => {
    const link = await findLink(table, token, now())
    const found = link && (await findCase(table, link))
    if (!found) return refuse({ code: 'link_unknown' })
    const { email } = found.step
    const asker = { email, ...(await askerOf(table, email, call)) }
    const asked = await askCodeFor(table, link, asker, now())
    if (!asked.ok) return asked
    const { expiresAt, turn } = asked.value
    return ok({ sentTo: hinted(email), expiresAt, turn })
  })

/** Enough of an address to know which mailbox to open, too little to learn it: "f…@gentofte.example". */
const hinted = (email: string) => email.replace(/^(.)[^@]*/u, '$1…')
