import { timingSafeEqual } from 'node:crypto'
import * as contract from '../../shared/contracts/approvals.ts'
import { sha256Hex } from '../../shared/domain/canonical.ts'
import { CODE_TRIES } from '../../shared/domain/mailbox-codes.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { tryCode } from '../../shared/store/code-asks.ts'
import { findLink, LinkedCase } from '../../shared/store/links.ts'
import { openMailbox } from '../../shared/store/sessions.ts'
import { codeFor } from '../aws/link-secrets.ts'
import { route } from '../http/api.ts'
import type { Deps } from './index.ts'

export const openSessionRoute = ({ table, mac, now }: Deps) =>
  route(contract.openSession, async ({ token, body, receivedFrom }) => {
    const link = await findLink(table, token, now())
    if (!link) return refuse({ code: 'link_unknown' })
    const { tokenSha256 } = link
    const browserSha256 = sha256Hex(body.browser)
    const tried = await tryCode(table, tokenSha256, browserSha256, now())
    if (!tried.ok) return tried
    const { email, turn, tries } = tried.value
    const code = await codeFor(mac, { tokenSha256, browserSha256, turn })
    if (!timingSafeEqual(Buffer.from(code), Buffer.from(body.code))) {
      return refuse({ code: 'code_wrong', triesLeft: CODE_TRIES - tries })
    }
    const openedFor = LinkedCase.parse(link)
    const proved = { email, method: 'code', browserSha256, openedFrom: receivedFrom, openedFor } as const
    return ok(await openMailbox(table, proved, now()))
  })
