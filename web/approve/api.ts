import type * as contract from '../../shared/contracts/approvals.ts'
import type { Decision, DecisionAsked } from '../../shared/domain/decisions.ts'

/** What the server said instead of an answer. `offline`: it said nothing. `fault`: it failed. */
export type Refusal = {
  code: string
  correlationId?: string
  triesLeft?: number
  againAt?: string
  /** The field that is refused, where one is. */
  pointer?: string
  because?: string
  most?: number
}
export type Answer<T> = { ok: true; value: T } | { ok: false; refusal: Refusal }

export const call = async <T>(
  authorization: string,
  method: string,
  path: string,
  body?: object,
): Promise<Answer<T>> => {
  let response: Response
  try {
    response = await fetch(`/api/v1/approvals/${path}`, {
      method,
      headers: { authorization, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    })
  } catch {
    return { ok: false, refusal: { code: 'offline' } }
  }
  try {
    const json = await response.json()
    return response.ok ? { ok: true, value: json } : { ok: false, refusal: json }
  } catch {
    return { ok: false, refusal: { code: 'fault', correlationId: String(response.status) } }
  }
}

export const byLink = (token: string) => `Link ${token}`
export const inSession = (session: string) => `Session ${session}`

/** For what is loaded only when it is wanted. */
export const post =
  (authorization: string) =>
  <T>(path: string, body?: object) =>
    call<T>(authorization, 'POST', path, body)

export type Opened = { session: string; expiresAt: string }
export type Content = contract.Undeclared | contract.ApprovalContent
export type InboxPage = { items: contract.InboxItem[]; next?: string }

export const getCase = (token: string) => call<contract.ApprovalCase>(byLink(token), 'GET', 'case')
export const askCode = (token: string, browser: string) =>
  call<{ sentTo: string; expiresAt: string; turn: number }>(byLink(token), 'POST', 'codes', { browser })
export const askLink = (token: string, browser: string) => call<object>(byLink(token), 'POST', 'links', { browser })
export const openSession = (token: string, browser: string, code: string) =>
  call<Opened>(byLink(token), 'POST', 'sessions', { browser, code })

/** As many as the server looks up at once. */
export const getInbox = (session: string, cursor?: string) =>
  call<InboxPage>(inSession(session), 'GET', `inbox?limit=50${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`)

export const pathTo = ({ buyerId, rfqId, subject, number, stakeholderId }: contract.StepPlace) =>
  `cases/${buyerId}/${rfqId}/${subject}/${number}/${stakeholderId}`
export const getContent = (session: string, place: contract.StepPlace) =>
  call<Content>(inSession(session), 'GET', pathTo(place))
export const decide = (session: string, { case: { place }, own }: Content, asked: DecisionAsked) =>
  call<Decision>(inSession(session), 'PUT', `${pathTo(place)}/decisions/${own.turn}`, asked)
