import * as contract from '../../shared/contracts/passkeys.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { dropPasskey, loadPasskeys } from '../../shared/store/passkeys.ts'
import { findSession } from '../../shared/store/sessions.ts'
import { route } from '../http/api.ts'
import type { Deps } from './index.ts'

export const listPasskeysRoute = ({ table, now }: Deps) =>
  route(contract.listPasskeys, async ({ token }) => {
    const session = await findSession(table, token, now())
    if (!session) return refuse({ code: 'session_unknown' })
    return ok({ items: await loadPasskeys(table, session.email, now()) })
  })

export const removePasskeyRoute = ({ table, now }: Deps) =>
  route(contract.removePasskey, async ({ token, params }) => {
    const session = await findSession(table, token, now())
    if (!session) return refuse({ code: 'session_unknown' })
    const dropped = await dropPasskey(table, session.email, params.passkeyId, now())
    return dropped.ok ? ok({}) : dropped
  })
