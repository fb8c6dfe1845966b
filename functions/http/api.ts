import type { APIGatewayProxyEventV2WithJWTAuthorizer, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import type * as z from 'zod'
import { API_BASE, type Endpoint } from '../../shared/contracts/endpoint.ts'
import { type ProblemCode, problems } from '../../shared/contracts/problems.ts'
import type { Outcome } from '../../shared/domain/outcome.ts'
import type { Person } from '../../shared/domain/party.ts'
import type { Viewer } from '../../shared/domain/viewer.ts'
import { actorOf } from './actor.ts'
import { pointerTo, readBody } from './body.ts'
import { squeezed } from './squeezed.ts'
import { viewerOf } from './viewer.ts'

export type ApiEvent = APIGatewayProxyEventV2WithJWTAuthorizer

export type Call<E extends Endpoint> = {
  params: z.output<E['params']>
  query: z.output<E['query']>
  body: z.output<E['body']>
  person: Person
  /** Secret of the approval link or session, where the endpoint asks for one. */
  token: string
  /** Version the caller read, from If-Match. */
  ifMatch: number
  /** When the gateway got the request: the only clock that decides whether something was in time. */
  receivedAt: string
  /** The viewer as the site saw them, or as whoever calls the API past the site claims: good for quotas and the record. */
  receivedFrom: Viewer
}
/** `etag` is sent as ETag: the version to give back in If-Match. */
export type Answer<E extends Endpoint> =
  | { ok: true; value: z.input<E['answers']['body']>; etag?: number }
  | { ok: false; refusal: { code: E['refusals'][number] } & Record<string, unknown> }

const NO_STORE = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }

const refused = (code: ProblemCode, facts: Record<string, unknown> = {}): APIGatewayProxyStructuredResultV2 => ({
  statusCode: problems[code],
  headers: { ...NO_STORE, 'content-type': 'application/problem+json' },
  body: JSON.stringify({
    type: `about:blank#${code}`,
    title: code.replaceAll('_', ' '),
    status: problems[code],
    ...facts,
    code,
  }),
})

/** Why a value is refused, for programs: a page says it in its reader's language. */
const causeOf = (issue: z.core.$ZodIssue): { because: string; most?: number } => {
  if (issue.code === 'too_big') return { because: issue.code, most: Number(issue.maximum) }
  return { because: issue.code, ...(issue.code === 'custom' && issue.params) }
}

const invalid = (error: z.ZodError, part: 'params' | 'query' | 'body') => {
  const errors = error.issues.slice(0, 50).map((issue) => ({
    part,
    pointer: pointerTo(issue),
    detail: issue.message,
    ...causeOf(issue),
  }))
  const { pointer = '', detail = '', ...cause } = errors[0] ?? {}
  return refused('invalid_request', { ...cause, part, pointer, detail, errors })
}

/** Parses, calls, answers. Nothing inside `handle` knows about HTTP; nothing outside decides anything. */
export const route = <E extends Endpoint>(endpoint: E, handle: (call: Call<E>) => Promise<Answer<E>>) => ({
  method: endpoint.method,
  path: `${API_BASE}${endpoint.path}` as const,
  handler: async (event: ApiEvent): Promise<APIGatewayProxyStructuredResultV2> => {
    const actor = actorOf(endpoint.access, event)
    if (!actor.ok) return refused(actor.refusal.code)
    const params = endpoint.params.safeParse(event.pathParameters ?? {})
    if (!params.success) return invalid(params.error, 'params')
    const query = endpoint.query.safeParse(event.queryStringParameters ?? {})
    if (!query.success) return invalid(query.error, 'query')
    const read = readBody(event)
    if (!read.ok) return refused('invalid_request', { part: 'body', pointer: '', detail: read.refusal.detail })
    const body = endpoint.body.safeParse(read.value)
    if (!body.success) return invalid(body.error, 'body')
    const ifMatch = Number(/^"?(\d{1,9})"?$/.exec(event.headers['if-match'] ?? '')?.[1] ?? Number.NaN)
    if (endpoint.ifMatch && Number.isNaN(ifMatch)) {
      return refused('invalid_request', {
        part: 'headers',
        pointer: '/if-match',
        detail: 'If-Match must carry the version you read',
      })
    }
    const receivedAt = new Date(event.requestContext.timeEpoch).toISOString()
    const received = { receivedAt, receivedFrom: viewerOf(event) }
    const call = { params: params.data, query: query.data, body: body.data, ...actor.value, ifMatch, ...received }
    const outcome = await handle(call as Call<E>)
    return outcome.ok
      ? answered(endpoint, outcome, event.headers['accept-encoding'])
      : refused(outcome.refusal.code, outcome.refusal)
  },
})

const answered = (
  endpoint: Endpoint,
  outcome: { value: unknown; etag?: number },
  acceptEncoding: string | undefined,
): APIGatewayProxyStructuredResultV2 => {
  const { status, type, body } = endpoint.answers
  const value = body.parse(outcome.value)
  const { headers, ...travelling } = squeezed(type ? String(value) : JSON.stringify(value), acceptEncoding)
  return {
    statusCode: status,
    ...travelling,
    headers: {
      ...NO_STORE,
      'content-type': type ? `${type}; charset=utf-8` : 'application/json',
      ...(outcome.etag !== undefined && { etag: `"${outcome.etag}"` }),
      ...headers,
    },
  }
}

/** For handlers that pass a store's or a rule's outcome on as their answer. */
export const withEtag = <O extends Outcome<{ version: number }, { code: string }>>(
  outcome: O,
): O & { etag?: number } => (outcome.ok ? { ...outcome, etag: outcome.value.version } : outcome)
