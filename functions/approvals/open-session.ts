import { randomBytes, timingSafeEqual } from 'node:crypto'
import * as contract from '../../shared/contracts/approvals.ts'
import { sha256Hex } from '../../shared/domain/canonical.ts'
import { CODE_TRIES, codeToTry, inMinutes, SESSION_MINUTES } from '../../shared/domain/mailbox-codes.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { countTry, findLink, keepSession, type Link, newestCodeAsks } from '../../shared/store/links.ts'
import { codeFor } from '../aws/link-secrets.ts'
import { route } from '../http/api.ts'
import type { Deps } from './index.ts'

export const openSessionRoute = (deps: Deps) =>
  route(contract.openSession, async ({ token, body }) => {
    const { table, mac, now } = deps
    const link = await findLink(table, token, now())
    if (!link) return refuse({ code: 'link_unknown' })
    const tried = await countedTry(deps, link, sha256Hex(body.browser))
    if (!tried.ok) return tried
    const { tokenSha256 } = link
    const { email, ...asked } = tried.value
    const code = await codeFor(mac, { tokenSha256, ...asked })
    if (!timingSafeEqual(Buffer.from(code), Buffer.from(body.code))) {
      return refuse({ code: 'code_wrong', triesLeft: CODE_TRIES - tried.value.tries })
    }
    const session = randomBytes(32).toString('base64url')
    const expiresAt = inMinutes(now(), SESSION_MINUTES)
    const { tokenSha256: _, ...about } = link
    const kept = await keepSession(table, session, { ...about, email, expiresAt })
    if (!kept.ok) throw new Error('A new session was taken already')
    return ok({ session, expiresAt })
  })

/** The ask a code is tried against, this try counted: however many try at once, no more than five are looked at. */
const countedTry = async ({ table, now }: Deps, { tokenSha256 }: Link, browserSha256: string) => {
  for (;;) {
    const asked = codeToTry(await newestCodeAsks(table, tokenSha256), browserSha256, now())
    if (!asked.ok) return asked
    const counted = await countTry(table, tokenSha256, asked.value)
    const { email, turn, tries } = asked.value
    if (counted.ok) return ok({ browserSha256, email, turn, tries: tries + 1 })
  }
}
