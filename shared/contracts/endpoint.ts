import type * as z from 'zod'
import type { ProblemCode } from './problems.ts'

/**
 * Who may call: `public` anyone; `person` anyone signed in; `member` a person of an organisation; `buyer` and
 * `supplier` a person of an organisation that buys or supplies; `link` whoever holds an approval link;
 * `session` whoever proved the link's mailbox.
 */
export type Access = 'public' | 'person' | 'member' | 'buyer' | 'supplier' | 'link' | 'session'

/** One declaration per route: the handler, the CDK routes, the web client and openapi.json all read it. */
export type Endpoint = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: `/${string}`
  /** One sentence for people who call the API. */
  readonly summary: string
  readonly access: Access
  readonly params: z.ZodType
  readonly query: z.ZodType
  readonly body: z.ZodType
  /** True where the request must carry `If-Match` with the version it changes. */
  readonly ifMatch?: true
  readonly answers: {
    readonly status: 200 | 201
    readonly body: z.ZodType
    readonly type?: 'text/html' | 'application/xml'
  }
  readonly refusals: readonly ProblemCode[]
}

export const API_BASE = '/api/v1'
export const endpoint = <const E extends Endpoint>(declaration: E): E => declaration

export type Refused<E extends Endpoint> = { code: E['refusals'][number] } & Record<string, unknown>
