import type * as z from 'zod'
import { API_BASE, type Endpoint } from '../../../shared/contracts/endpoint.ts'
import { type ProblemCode, problems } from '../../../shared/contracts/problems.ts'
import type { Auth } from '../auth/auth.ts'
import { ServerFault, SignedOut, Unreachable } from './faults.ts'
import { noteServerDate } from './server-clock.ts'

/** Refusals any route may answer with, beside those its contract names. */
type OfAnyRoute = 'invalid_request' | 'no_organisation' | 'not_a_buyer' | 'not_a_supplier'

export interface FieldError {
  readonly pointer: string
  readonly detail: string
}
export type RefusalOf<E extends Endpoint> = Refusal<E['refusals'][number] | OfAnyRoute>
export type Refusal<C extends ProblemCode = ProblemCode> = {
  readonly code: C
  readonly errors?: readonly FieldError[]
} & Readonly<Record<string, unknown>>

export type Answer<E extends Endpoint> =
  | { readonly ok: true; readonly value: z.output<E['answers']['body']>; readonly etag?: string }
  | { readonly ok: false; readonly refusal: RefusalOf<E> }

type Part<N extends string, T> = undefined extends T ? { readonly [K in N]?: T } : { readonly [K in N]: T }
type OptionalIfEmpty<N extends string, T> = Record<string, never> extends T ? { readonly [K in N]?: T } : Part<N, T>

/** What a call takes: only the parts its contract names, and the version it changes where it changes one. */
export type Input<E extends Endpoint> = OptionalIfEmpty<'params', z.input<E['params']>> &
  OptionalIfEmpty<'query', z.input<E['query']>> &
  Part<'body', z.input<E['body']>> &
  (E extends { readonly ifMatch: true } ? { readonly ifMatch: string | number } : unknown)

const fill = (path: string, params: object) => {
  const values = new Map(Object.entries(params))
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values.get(name))))
}

const search = (query: object) => {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  return given.length === 0 ? '' : `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`
}

const isProblem = (payload: unknown): payload is Refusal =>
  typeof payload === 'object' && payload !== null && 'code' in payload && String(payload.code) in problems

const referenceOf = (payload: unknown, response: Response): string | undefined => {
  if (typeof payload === 'object' && payload !== null && 'correlationId' in payload)
    return String(payload.correlationId)
  return response.headers.get('apigw-requestid') ?? undefined
}

const read = async (response: Response): Promise<unknown> => {
  const type = response.headers.get('content-type') ?? ''
  return type.includes('json') ? response.json() : response.text()
}

interface Sent {
  readonly method: string
  readonly url: string
  readonly headers: Record<string, string>
  readonly body?: string
}

const send = async ({ url, ...init }: Sent, token: string | undefined): Promise<Response> => {
  const sentAt = Date.now()
  const headers = token === undefined ? init.headers : { ...init.headers, authorization: `Bearer ${token}` }
  const response = await fetch(url, { ...init, headers }).catch((cause: unknown) => {
    throw new Unreachable('No answer from the server', { cause })
  })
  noteServerDate(response.headers.get('date'), sentAt, Date.now())
  return response
}

/** What only a token says, which may be older than what it says: somebody founded or joined elsewhere meanwhile. */
const byClaims: readonly string[] = ['no_organisation', 'not_a_buyer', 'not_a_supplier'] satisfies OfAnyRoute[]

/** The one way to the API. Refusals come back as values; what an engineer must be told is thrown. */
export const createClient = (auth: Pick<Auth, 'token'>) => {
  const ask = async (request: Sent, token: string | undefined) => {
    const response = await send(request, token)
    return { response, payload: await read(response) }
  }
  const askSigned = async (request: Sent, mustBeSignedIn: boolean) => {
    const token = await auth.token()
    if (token === undefined && mustBeSignedIn) throw new SignedOut()
    const first = await ask(request, token)
    if (token === undefined) return first
    if (first.response.status === 401) return ask(request, await auth.token(token))
    if (!isProblem(first.payload) || !byClaims.includes(first.payload.code)) return first
    // Where there is no other token, what was answered stands.
    const other = await auth.token(token).catch(() => token)
    return other === token ? first : ask(request, other)
  }

  return async <E extends Endpoint>(endpoint: E, input: Input<E>): Promise<Answer<E>> => {
    const {
      params = {},
      query = {},
      body,
      ifMatch,
    } = input as {
      params?: object
      query?: object
      body?: unknown
      ifMatch?: string | number
    }
    const request: Sent = {
      method: endpoint.method,
      url: `${API_BASE}${fill(endpoint.path, params)}${search(query)}`,
      headers: {
        accept: endpoint.answers.type ?? 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }
    const { response, payload } = await askSigned(request, endpoint.access !== 'public')
    if (response.ok) {
      const etag = response.headers.get('etag')?.replaceAll('"', '')
      const value = endpoint.answers.body.parse(payload) as z.output<E['answers']['body']>
      return etag === undefined ? { ok: true, value } : { ok: true, value, etag }
    }
    if (response.status === 401) throw new SignedOut()
    if (response.status < 500 && isProblem(payload)) return { ok: false, refusal: payload as RefusalOf<E> }
    throw new ServerFault(
      `${endpoint.method} ${endpoint.path} answered ${response.status}`,
      referenceOf(payload, response),
    )
  }
}

export type Client = ReturnType<typeof createClient>
