import { routes } from '../../functions/passkeys/index.ts'
import { CreationOptions, RequestOptions } from '../../shared/contracts/passkeys.ts'
import { type ApiRequest, aTable, callRoute } from './api.ts'
import { type Office, SITE } from './approvals.ts'
import { type Authenticator, anAuthenticator, type Wrong } from './authenticator.ts'
import { aProposal } from './proposals.ts'

const BROWSER = 'browser-browser-browser-1'
const inSession = (session: string) => ({ authorization: `Session ${session}` })

/** The passkeys function beside an office: the same table, key and clock. */
export const aPasskeyDesk = (office: Office) => {
  const own = routes(office.deps)
  const call = (method: string, path: string, request: ApiRequest) => {
    const route = own.find((one) => one.method === method && one.path === `/api/v1/approvals/passkeys${path}`)
    if (!route) throw new Error(`No route ${method} ${path}`)
    return callRoute(route, { at: office.now(), ...request })
  }
  const askEnrolment = (session: string) => call('POST', '/enrolments', inSession(session))
  const keep = (session: string, credential: object) =>
    call('POST', '', { ...inSession(session), body: { credential } })
  /** An authenticator with a passkey kept for the session's mailbox. */
  const enrolled = async (session: string, authenticator = anAuthenticator(SITE)): Promise<Authenticator> => {
    const asked = await askEnrolment(session)
    const kept = await keep(session, authenticator.create(CreationOptions.parse(asked.json)))
    if (kept.status !== 201) throw new Error(`Not enrolled: ${kept.text}`)
    return authenticator
  }
  const askSignIn = async (token: string, browser = BROWSER) =>
    RequestOptions.parse((await call('POST', '/sign-ins', { ...office.byLink(token), body: { browser } })).json)
  const open = (token: string, credential: object, browser = BROWSER) =>
    call('POST', '/sessions', { ...office.byLink(token), body: { browser, credential } })
  const signIn = async (token: string, authenticator: Authenticator, wrong: Wrong = {}) =>
    open(token, authenticator.get(await askSignIn(token), wrong))
  const list = (session: string) => call('GET', '', inSession(session))
  const remove = (session: string, passkeyId: string) =>
    call('DELETE', '/{passkeyId}', { ...inSession(session), params: { passkeyId } })
  return { call, askEnrolment, keep, enrolled, askSignIn, open, signIn, list, remove }
}

/** A stakeholder with a link, in a session that a code opened. */
export const aSessionByCode = async () => {
  // A table of its own: all proposals are put to the same mailboxes, whose passkeys would mix.
  const table = await aTable()
  const { office, place, token } = await aProposal(table)
  const session = await office.enter(token)
  return { table, office, place, token, session, desk: aPasskeyDesk(office) }
}
