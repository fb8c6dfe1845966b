import type { ApprovalCase, ApprovalContent } from '../../shared/contracts/approvals.ts'
import type { Decision, DecisionAsked } from '../../shared/domain/approval.ts'

/** What the server said instead of an answer. `offline`: it said nothing. `fault`: it failed. */
export type Refusal = { code: string; correlationId?: string; triesLeft?: number; againAt?: string }
export type Answer<T> = { ok: true; value: T } | { ok: false; refusal: Refusal }

const call = async <T>(authorization: string, method: string, path: string, body?: object): Promise<Answer<T>> => {
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

const byLink = (token: string) => `Link ${token}`
const inSession = (session: string) => `Session ${session}`

export const getCase = (token: string) => call<ApprovalCase>(byLink(token), 'GET', 'case')
export const askCode = (token: string, browser: string) =>
  call<{ sentTo: string; expiresAt: string }>(byLink(token), 'POST', 'codes', { browser })
export const askLink = (token: string, browser: string) => call<object>(byLink(token), 'POST', 'links', { browser })
export const openSession = (token: string, browser: string, code: string) =>
  call<{ session: string; expiresAt: string }>(byLink(token), 'POST', 'sessions', { browser, code })
export const getContent = (session: string) => call<ApprovalContent>(inSession(session), 'GET', 'content')
export const decide = (session: string, { awardNumber, own }: ApprovalContent, decision: DecisionAsked) =>
  call<Decision>(inSession(session), 'PUT', `awards/${awardNumber}/decisions/${own.turn}`, decision)
