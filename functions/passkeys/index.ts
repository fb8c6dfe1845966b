import { connect, type Table } from '../../shared/store/table.ts'
import { kmsMac, type Mac } from '../aws/mac.ts'
import { serve } from '../http/serve.ts'
import { askEnrolmentRoute, enrolPasskeyRoute } from './enrol.ts'
import { listPasskeysRoute, removePasskeyRoute } from './own-passkeys.ts'
import { askSignInRoute, signInWithPasskeyRoute } from './sign-in.ts'

/** `site` is where people open their links: passkeys are made for its name. */
export type Deps = { table: Table; mac: Mac; site: string; now: () => string }

export const routes = (deps: Deps) => [
  askEnrolmentRoute(deps),
  enrolPasskeyRoute(deps),
  askSignInRoute(deps),
  signInWithPasskeyRoute(deps),
  listPasskeysRoute(deps),
  removePasskeyRoute(deps),
]

export const handler = serve(
  routes({
    table: connect(process.env.TABLE_NAME ?? ''),
    mac: kmsMac(process.env.LINK_KEY_ID ?? ''),
    site: process.env.SITE_URL ?? '',
    now: () => new Date().toISOString(),
  }),
)
