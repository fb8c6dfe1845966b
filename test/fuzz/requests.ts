import * as z from 'zod'
import { capabilities } from '../../shared/contracts/all.ts'
import { type Access, API_BASE, type Endpoint } from '../../shared/contracts/endpoint.ts'
import type { Random } from './random.ts'
import { nasty, sampleOf } from './values.ts'

const schemaOf = (type: z.ZodType): unknown => z.toJSONSchema(type, { io: 'input', unrepresentable: 'any' })

const targets = Object.values(capabilities).flatMap((endpoints) =>
  Object.entries(endpoints).map(([name, endpoint]) => ({
    name,
    endpoint,
    params: schemaOf(endpoint.params),
    query: schemaOf(endpoint.query),
    body: endpoint.body instanceof z.ZodUndefined ? undefined : schemaOf(endpoint.body),
  })),
)

/** What a fuzzer may know of a running system: real ids and real credentials make it reach further than noise would. */
export type Knowledge = {
  ids: Readonly<Record<string, readonly string[]>>
  /** Credentials a route of this kind accepts; `odd` are those of nobody. */
  authorizations: Readonly<Record<Access | 'odd', readonly string[]>>
}

export type FuzzRequest = { name: string; method: string; path: string; headers: Record<string, string>; body?: string }

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {}

/** Made-up values need not be texts, or even know how to become one. */
const segmentOf = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))

const pathOf = (endpoint: Endpoint, params: Record<string, unknown>, known: Knowledge, random: Random) =>
  endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const real = known.ids[name] ?? []
    const value = real.length > 0 && random.chance(0.6) ? random.pick(real) : segmentOf(params[name])
    return encodeURIComponent(value.isWellFormed() ? value.slice(0, 600) : 'x') || '%20'
  })

const brokenBody = (random: Random) =>
  random.pick([
    '{',
    '{"a":',
    '[]',
    '"text"',
    'null',
    '\u0000',
    '<xml/>',
    '{"a":1}}',
    `{"a":${'['.repeat(5_000)}`,
    'a=1&b=2',
  ])

const queryOf = (schema: unknown, random: Random, spoil: number) => {
  const entries = Object.entries(asRecord(sampleOf(schema, random, spoil))).map(
    ([name, value]) => [name, segmentOf(value)] as const,
  )
  const sane = entries.filter(([name, value]) => name.isWellFormed() && value.isWellFormed() && value.length < 2_000)
  return sane.length === 0 ? '' : `?${new URLSearchParams(sane.map(([name, value]) => [name, value]))}`
}

/** Mostly what the route asks for, so that requests get past the door; sometimes what any other caller holds. */
const authorizationFor = ({ access }: Endpoint, { authorizations }: Knowledge, random: Random): string => {
  const fitting = authorizations[access]
  if (fitting.length > 0 && random.chance(0.85)) return random.pick(fitting)
  return random.pick(Object.values(authorizations).flat())
}

/** One request against a route picked by chance, its parts made from the route's own contract and then spoilt. */
export const requestOf = (random: Random, known: Knowledge): FuzzRequest => {
  const { name, endpoint, params, query, body } = random.pick(targets)
  const spoil = random.pick([0, 0.03, 0.1, 0.3])
  const sent = body === undefined ? (random.chance(0.1) ? nasty(random) : undefined) : sampleOf(body, random, spoil)
  const text = random.chance(0.05) ? brokenBody(random) : sent === undefined ? undefined : JSON.stringify(sent)
  const withBody = endpoint.method !== 'GET' && text !== undefined
  return {
    name,
    method: endpoint.method,
    path: `${API_BASE}${pathOf(endpoint, asRecord(sampleOf(params, random, spoil)), known, random)}${queryOf(query, random, spoil)}`,
    headers: {
      ...(withBody && {
        'content-type': random.chance(0.9) ? 'application/json' : random.pick(['text/plain', 'application/xml', 'x']),
      }),
      ...(random.chance(0.95) && { authorization: authorizationFor(endpoint, known, random) }),
      ...(random.chance(0.7) && {
        'if-match': random.pick(['"1"', '"2"', '1', '*', '"abc"', '"999999999999"', 'W/"1"']),
      }),
    },
    ...(withBody && { body: text }),
  }
}
