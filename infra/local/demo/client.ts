import type * as z from 'zod'
import { API_BASE, type Endpoint } from '../../../shared/contracts/endpoint.ts'

export type Called<E extends Endpoint> =
  | { ok: true; status: number; value: z.output<E['answers']['body']>; etag: number }
  | { ok: false; status: number; refusal: { code: string } & Record<string, unknown> }

export type Input<E extends Endpoint> = {
  params?: z.input<E['params']>
  query?: z.input<E['query']>
  body?: z.input<E['body']>
  /** Value of the Authorization header. */
  authorization?: string
  ifMatch?: number
}

const filled = (path: string, params: Record<string, unknown>) =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])))

/** Calls a route of a running stack by its contract, over HTTP, as any client would. */
export const callApi = async <E extends Endpoint>(origin: string, endpoint: E, input: Input<E>): Promise<Called<E>> => {
  const url = new URL(`${API_BASE}${filled(endpoint.path, (input.params ?? {}) as Record<string, unknown>)}`, origin)
  for (const [name, value] of Object.entries((input.query ?? {}) as Record<string, unknown>)) {
    if (value !== undefined) url.searchParams.set(name, String(value))
  }
  const response = await fetch(url, {
    method: endpoint.method,
    headers: {
      ...(input.body !== undefined && { 'content-type': 'application/json' }),
      ...(input.authorization && { authorization: input.authorization }),
      ...(input.ifMatch !== undefined && { 'if-match': `"${input.ifMatch}"` }),
    },
    ...(input.body !== undefined && { body: JSON.stringify(input.body) }),
  })
  const text = await response.text()
  if (!response.ok) return { ok: false, status: response.status, refusal: readProblem(text, response.status) }
  const payload: unknown = endpoint.answers.type ? text : JSON.parse(text)
  const etag = Number(response.headers.get('etag')?.replaceAll('"', '') ?? Number.NaN)
  return {
    ok: true,
    status: response.status,
    value: endpoint.answers.body.parse(payload) as z.output<E['answers']['body']>,
    etag,
  }
}

const readProblem = (text: string, status: number): { code: string } & Record<string, unknown> => {
  try {
    const problem: unknown = JSON.parse(text)
    if (typeof problem === 'object' && problem !== null && 'code' in problem) return problem as { code: string }
  } catch {
    // API Gateway itself answers some errors (401, 404, 413) without our problem format.
  }
  return { code: `http_${status}` }
}

/** As `callApi`, where anything but success is a fault of the caller. */
export const must = async <E extends Endpoint>(origin: string, endpoint: E, input: Input<E>) => {
  const called = await callApi(origin, endpoint, input)
  if (!called.ok)
    throw new Error(`${endpoint.method} ${endpoint.path}: ${called.status} ${JSON.stringify(called.refusal)}`)
  return called
}

/** Asks again, every 25 ms, until there is an answer; throws after `seconds`. */
export const until = async <T>(what: string, ask: () => Promise<T | undefined | false>, seconds = 60): Promise<T> => {
  const end = performance.now() + seconds * 1000
  for (;;) {
    const answer = await ask()
    if (answer !== undefined && answer !== false) return answer
    if (performance.now() > end) throw new Error(`Waited ${seconds} s in vain until ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}
