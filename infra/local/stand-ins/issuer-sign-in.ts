import { randomInt, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { errors, type Interaction, type Provider } from 'oidc-provider'
import { cannotPage, codePage, namePage, type Problem, whoPage } from './issuer-pages.ts'
import type { People } from './issuer-people.ts'
import { type Locale, localeFor } from './issuer-texts.ts'
import { addressIn } from './mail-addresses.ts'
import type { Clock, Person } from './types.ts'

/** How far somebody got in proving an address. Lost with the process: a new code is one click. */
type Attempt = {
  readonly startedAt: number
  readonly email: string
  readonly code: string
  readonly expiresAt: number
  readonly tries: number
  readonly sent: number
  readonly isProven: boolean
  readonly problem?: Problem
}

export type SignInOptions = {
  readonly provider: Provider
  readonly people: People
  readonly clock: Clock
  readonly site: string | undefined
  readonly headers: Record<string, string>
  sendCode(email: string, code: string, locale: Locale): void | Promise<void>
}

const codeLivesMs = 10 * 60_000
const maxTries = 5
const maxCodes = 5
const nothing: Attempt = { startedAt: 0, email: '', code: '', expiresAt: 0, tries: 0, sent: 0, isProven: false }

const isName = (name: string) => name.length > 0 && name.length <= 100 && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(name)

const formOf = async (request: IncomingMessage): Promise<URLSearchParams> => {
  let body = ''
  for await (const chunk of request) {
    body += chunk
    if (body.length > 10_000) throw new errors.InvalidRequest('the form is too large')
  }
  return new URLSearchParams(body)
}

/** The issuer's own pages: who are you, the code from the mailbox, and a name the first time. */
export const createSignIn = ({ provider, people, clock, site, headers, sendCode }: SignInOptions) => {
  const attempts = new Map<string, Attempt>()
  const keep = (uid: string, attempt: Attempt) => {
    for (const [old, { startedAt }] of attempts) if (startedAt < Date.now() - 3_600_000) attempts.delete(old)
    attempts.set(uid, { ...attempt, startedAt: attempt.startedAt || Date.now() })
  }

  const send = async (attempt: Attempt, email: string, locale: Locale): Promise<Attempt> => {
    if (attempt.sent >= maxCodes) return { ...attempt, problem: { text: 'tooManyCodes' } }
    const code = String(randomInt(1_000_000)).padStart(6, '0')
    await sendCode(email, code, locale)
    const { startedAt, sent } = attempt
    return { startedAt, email, code, expiresAt: clock.now() + codeLivesMs, tries: 0, sent: sent + 1, isProven: false }
  }

  const tried = (attempt: Attempt, given: string): Attempt => {
    if (clock.now() >= attempt.expiresAt) return { ...attempt, problem: { text: 'codeExpired' } }
    if (attempt.tries >= maxTries) return { ...attempt, problem: { text: 'codeBurnt' } }
    const [code, digits] = [Buffer.from(attempt.code), Buffer.from(given.replace(/\s/g, ''))]
    if (code.length === digits.length && timingSafeEqual(code, digits)) return { ...attempt, isProven: true }
    const left = maxTries - attempt.tries - 1
    const problem: Problem = left > 0 ? { text: 'wrongCode', detail: String(left) } : { text: 'codeBurnt' }
    return { ...attempt, tries: attempt.tries + 1, problem }
  }

  /** What a pressed button comes to: somebody who is signed in, or the next page. */
  const pressed = async (form: URLSearchParams, before: Attempt, locale: Locale): Promise<Person | Attempt> => {
    const { problem: _, ...attempt } = before
    const given = (name: string) => (form.get(name) ?? '').normalize('NFC').trim()
    const act = given('act')
    const demo = act === 'person' && people.isDemo(given('person')) ? people.withAddress(given('person')) : undefined
    if (demo) return demo
    if (act === 'email') {
      const email = addressIn(given('email'))
      return email === undefined ? { ...attempt, problem: { text: 'badEmail' } } : send(attempt, email, locale)
    }
    if (act === 'again' && attempt.email !== '') return send(attempt, attempt.email, locale)
    if (act === 'other') return { ...nothing, startedAt: attempt.startedAt, sent: attempt.sent }
    if (act === 'code' && attempt.email !== '') {
      const after = tried(attempt, given('code'))
      return (after.isProven && people.withAddress(after.email)) || after
    }
    if (act === 'name' && attempt.isProven) {
      const name = given('name')
      return isName(name) ? people.register(attempt.email, name) : { ...attempt, problem: { text: 'badName' } }
    }
    return attempt
  }

  const pageOf = ({ email, isProven, problem }: Attempt, locale: Locale): string => {
    if (isProven) return namePage(locale, problem)
    return email === '' ? whoPage(locale, people.demo, email, problem) : codePage(locale, email, problem)
  }

  const answer = async (request: IncomingMessage, response: ServerResponse, { uid, params }: Interaction) => {
    const locale = localeFor(params.ui_locales, request.headers['accept-language'])
    const attempt = attempts.get(uid) ?? nothing
    if (request.method !== 'POST') {
      response.writeHead(200, headers).end(pageOf(attempt, locale))
      return
    }
    const result = await pressed(await formOf(request), attempt, locale)
    if ('sub' in result) {
      attempts.delete(uid)
      const login = { accountId: result.sub }
      return provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false })
    }
    // Going on by a redirect keeps a reload from sending the form, and with it a code, once more.
    keep(uid, result)
    response.writeHead(303, { location: request.url ?? '/', 'cache-control': 'no-store' }).end()
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      await answer(request, response, await provider.interactionDetails(request, response))
    } catch (error) {
      if (!(error instanceof errors.OIDCProviderError)) throw error
      const locale = localeFor(undefined, request.headers['accept-language'])
      response.writeHead(400, headers).end(cannotPage(locale, 'expired', undefined, site))
    }
  }
}
