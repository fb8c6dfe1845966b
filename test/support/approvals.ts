import { routes as approvalRoutes } from '../../functions/approvals/index.ts'
import { routes as awardRoutes } from '../../functions/awards/index.ts'
import { codeFor, tokenFor } from '../../functions/aws/link-secrets.ts'
import type { Letter } from '../../functions/aws/mail.ts'
import { commitContracts } from '../../functions/commit-contracts/commit-contracts.ts'
import { notify } from '../../functions/notify/notify.ts'
import { sha256Hex } from '../../shared/domain/canonical.ts'
import { queuesFor } from '../../shared/domain/effects.ts'
import { Signal } from '../../shared/domain/events.ts'
import { keys } from '../../shared/store/keys.ts'
import type { Table } from '../../shared/store/table.ts'
import { type ApiRequest, callRoute } from './api.ts'
import { HEAD, noPayloads, testMac } from './awards.ts'
import { BUYER, DAY, later, NOON } from './builders.ts'

export const SITE = 'https://sealbid.example'
const BROWSER = 'browser-browser-browser-1'

/** The functions around an award, over one table, with mail captured and a clock to move. */
export const anOffice = (table: Table) => {
  const letters: Letter[] = []
  let clock = later(NOON, 8 * DAY)
  const deps = {
    table,
    payloads: noPayloads,
    mac: testMac,
    site: SITE,
    now: () => clock,
    send: async (letter: Letter) => {
      letters.push(letter)
    },
  }
  const routes = [...approvalRoutes(deps), ...awardRoutes(deps)]
  const call = (method: string, path: string, request: ApiRequest = {}) => {
    const route = routes.find((one) => one.method === method && one.path === `/api/v1${path}`)
    if (!route) throw new Error(`No route ${method} ${path}`)
    return callRoute(route, { at: clock, ...request })
  }
  const buyer = { email: HEAD.email, name: HEAD.name, org: BUYER, buys: true }

  /** Hands every signal an RFQ's items carry to its workers, as often as it is called. */
  const deliver = async (place: { buyerId: string; rfqId: string }) => {
    const items = await table.all({ pk: keys.rfq(place.buyerId, place.rfqId).pk })
    const signals = items.flatMap(({ signal }) => (signal === undefined ? [] : [Signal.parse(signal)]))
    for (const signal of signals.sort((a, b) => (a.at < b.at ? -1 : 1))) {
      const queues = queuesFor(signal)
      if (queues.includes('commitContracts')) await commitContracts(deps)(signal)
      if (queues.includes('notify')) await notify(deps)(signal)
    }
    return signals
  }
  const propose = (rfqId: string, supplierId: string, own: Record<string, unknown> = {}) =>
    call('POST', '/rfqs/{rfqId}/awards', {
      params: { rfqId },
      as: buyer,
      body: {
        awardId: 'awd_01JQ0000000000000000000001',
        supplierId,
        reason: 'The lowest total',
        justification: '',
        after: 0,
        ...own,
      },
    })
  const tokenOf = (place: { buyerId: string; rfqId: string }, stakeholderId: string, number = 1) =>
    tokenFor(testMac, { ...place, subject: 'award', number, stakeholderId })
  const byLink = (token: string) => ({ authorization: `Link ${token}` })
  const askCode = (token: string, browser = BROWSER, from?: string) =>
    call('POST', '/approvals/codes', { ...byLink(token), body: { browser }, ...(from && { from }) })
  const askLink = (token: string, browser = BROWSER, from?: string) =>
    call('POST', '/approvals/links', { ...byLink(token), body: { browser }, ...(from && { from }) })
  const codeOf = (token: string, turn: number, browser = BROWSER) =>
    codeFor(testMac, { tokenSha256: sha256Hex(token), browserSha256: sha256Hex(browser), turn })
  const openSession = (token: string, code: string, browser = BROWSER, from?: string) =>
    call('POST', '/approvals/sessions', { ...byLink(token), body: { browser, code }, ...(from && { from }) })
  /** From a link to a session, as a stakeholder with the mailbox does. */
  const enter = async (token: string): Promise<string> => {
    const asked = await askCode(token)
    const opened = await openSession(token, await codeOf(token, Number(asked.json.turn)))
    if (opened.status !== 201) throw new Error(`No session: ${opened.text}`)
    return String(opened.json.session)
  }
  const content = (session: string) => call('GET', '/approvals/content', { authorization: `Session ${session}` })
  const decide = (session: string, body: object, at: { awardNumber?: number; turn?: number } = {}) =>
    call('PUT', '/approvals/awards/{awardNumber}/decisions/{turn}', {
      authorization: `Session ${session}`,
      params: { awardNumber: String(at.awardNumber ?? 1), turn: String(at.turn ?? 1) },
      body,
    })
  return {
    call,
    buyer,
    deps,
    letters,
    deliver,
    propose,
    tokenOf,
    byLink,
    askCode,
    askLink,
    codeOf,
    openSession,
    enter,
    content,
    decide,
    now: () => clock,
    pass: (milliseconds: number) => {
      clock = later(clock, milliseconds)
    },
  }
}
export type Office = ReturnType<typeof anOffice>
