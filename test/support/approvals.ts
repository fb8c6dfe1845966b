import { routes as approvalRoutes } from '../../functions/approvals/index.ts'
import { routes as awardRoutes } from '../../functions/awards/index.ts'
import { codeFor, tokenFor } from '../../functions/aws/link-secrets.ts'
import type { Letter } from '../../functions/aws/mail.ts'
import { carryOut } from '../../functions/commit-contracts/index.ts'
import { routes as contractRoutes } from '../../functions/contracts/index.ts'
import { notify } from '../../functions/notify/notify.ts'
import { StepPlace } from '../../shared/contracts/approvals.ts'
import { listAwards } from '../../shared/contracts/awards.ts'
import { sha256Hex } from '../../shared/domain/canonical.ts'
import { queuesFor } from '../../shared/domain/effects.ts'
import { Signal } from '../../shared/domain/events.ts'
import type { ApprovalSubject } from '../../shared/domain/subjects.ts'
import type { Payloads } from '../../shared/store/bids.ts'
import { keys } from '../../shared/store/keys.ts'
import type { Table } from '../../shared/store/table.ts'
import { type ApiRequest, callRoute } from './api.ts'
import { HEAD, noPayloads, testMac } from './awards.ts'
import { BUYER, DAY, later, NOON } from './builders.ts'
import { recordKey } from './record-key.ts'

export const SITE = 'https://sealbid.example'
const BROWSER = 'browser-browser-browser-1'

/** The functions around an award, over one table, with mail captured and a clock to move. */
export const anOffice = (table: Table, payloads: Payloads = noPayloads) => {
  const letters: Letter[] = []
  let clock = later(NOON, 8 * DAY)
  const deps = {
    table,
    payloads,
    mac: testMac,
    signer: recordKey.signer,
    site: SITE,
    from: 'Sealbid <no-reply@sealbid.example>',
    now: () => clock,
    send: async (letter: Letter) => {
      letters.push(letter)
    },
  }
  const routes = [...approvalRoutes(deps), ...awardRoutes(deps), ...contractRoutes(deps)]
  const call = (method: string, path: string, request: ApiRequest = {}) => {
    const route = routes.find((one) => one.method === method && one.path === `/api/v1${path}`)
    if (!route) throw new Error(`No route ${method} ${path}`)
    return callRoute(route, { at: clock, ...request })
  }
  const buyer = { email: HEAD.email, name: HEAD.name, org: BUYER, buys: true }

  const delivered = new Set<string>()
  const signalsOf = async ({ buyerId, rfqId }: { buyerId: string; rfqId: string }) => {
    const items = await table.all({ pk: keys.rfq(buyerId, rfqId).pk })
    const signals = items.flatMap(({ signal }) => (signal === undefined ? [] : [Signal.parse(signal)]))
    return signals.sort((a, b) => (a.at < b.at ? -1 : 1))
  }
  const handOver = async (signal: Signal) => {
    const queues = queuesFor(signal)
    if (queues.includes('commitContracts')) await carryOut(deps)(signal)
    if (queues.includes('notify')) await notify(deps)(signal)
    delivered.add(signal.id)
  }
  /** Hands every signal an RFQ's items carry to its workers, as often as it is called. */
  const deliver = async (place: { buyerId: string; rfqId: string }) => {
    const signals = await signalsOf(place)
    for (const signal of signals) await handOver(signal)
    return signals
  }
  /** The same of what was not handed over before, each as often as asked. */
  const deliverNew = async (place: { buyerId: string; rfqId: string }, times = 1) => {
    for (const signal of (await signalsOf(place)).filter(({ id }) => !delivered.has(id)))
      for (let time = 0; time < times; time++) await handOver(signal)
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
  const tokenOf = (
    place: { buyerId: string; rfqId: string },
    stakeholderId: string,
    number = 1,
    subject: ApprovalSubject = 'award',
  ) => tokenFor(testMac, { ...place, subject, number, stakeholderId })
  const byLink = (token: string) => ({ authorization: `Link ${token}` })
  const askCode = (token: string, browser = BROWSER, from?: string) =>
    call('POST', '/approvals/codes', { ...byLink(token), body: { browser }, ...(from && { from }) })
  const askLink = (token: string, browser = BROWSER, from?: string) =>
    call('POST', '/approvals/links', { ...byLink(token), body: { browser }, ...(from && { from }) })
  const codeOf = (token: string, turn: number, browser = BROWSER) =>
    codeFor(testMac, { tokenSha256: sha256Hex(token), browserSha256: sha256Hex(browser), turn })
  const openSession = (token: string, code: string, browser = BROWSER, from?: string) =>
    call('POST', '/approvals/sessions', { ...byLink(token), body: { browser, code }, ...(from && { from }) })
  const places = new Map<string, StepPlace>()
  const inSession = (session: string) => ({ authorization: `Session ${session}` })
  const paramsOf = (session: string, over: object = {}) => {
    const { number, ...place } = { ...places.get(session), ...over } as StepPlace
    return { ...place, number: String(number) }
  }
  /** From a link to a session, as a stakeholder with the mailbox does. */
  const proveMailbox = async (token: string): Promise<string> => {
    const asked = await askCode(token)
    const opened = await openSession(token, await codeOf(token, Number(asked.json.turn)))
    if (opened.status !== 201) throw new Error(`No session: ${opened.text}`)
    const about = await call('GET', '/approvals/case', byLink(token))
    const session = String(opened.json.session)
    places.set(session, StepPlace.parse(about.json.place))
    return session
  }
  const CASE = '/approvals/cases/{buyerId}/{rfqId}/{subject}/{number}/{stakeholderId}'
  const content = (session: string, at: Partial<StepPlace> = {}) =>
    call('GET', CASE, { ...inSession(session), params: paramsOf(session, at) })
  const nextTurn = async (session: string, at: Partial<StepPlace>) => {
    const { own } = (await content(session, at)).json as { own?: { turn: number } }
    return own?.turn ?? 1
  }
  const decide = async (session: string, body: object, at: Partial<StepPlace> & { turn?: number } = {}) => {
    const { turn = await nextTurn(session, at), ...place } = at
    return call('PUT', `${CASE}/decisions/{turn}`, {
      ...inSession(session),
      params: { ...paramsOf(session, place), turn: String(turn) },
      body,
    })
  }
  /** A session of somebody who has said that they have no interest of their own. */
  const enter = async (token: string): Promise<string> => {
    const session = await proveMailbox(token)
    await decide(session, { decision: 'declare' })
    return session
  }
  /** The newest request of an RFQ, as its buyer sees it. */
  const current = async ({ rfqId }: { rfqId: string }) => {
    const { json } = await call('GET', '/rfqs/{rfqId}/awards', { params: { rfqId }, as: buyer })
    const [newest] = listAwards.answers.body.parse(json).items
    if (!newest) throw new Error('Nothing was proposed')
    return newest
  }
  const inbox = (session: string, query: Record<string, string> = {}) =>
    call('GET', '/approvals/inbox', { ...inSession(session), query })
  return {
    call,
    buyer,
    deps,
    letters,
    deliver,
    deliverNew,
    propose,
    tokenOf,
    byLink,
    askCode,
    askLink,
    codeOf,
    openSession,
    proveMailbox,
    enter,
    inbox,
    current,
    content,
    decide,
    now: () => clock,
    pass: (milliseconds: number) => {
      clock = later(clock, milliseconds)
    },
  }
}
export type Office = ReturnType<typeof anOffice>
