import type { Random } from './random.ts'

/** What people, scripts and attackers send where something else was expected. */
const NASTY: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -0,
  -1,
  1e308,
  1.5,
  Number.MAX_SAFE_INTEGER + 2,
  '',
  ' ',
  '\u0000',
  '\u202Etxet',
  'æøå ñ 漢字 🙂',
  '\uD800',
  '<script>alert(1)</script>',
  "'; DROP TABLE rfqs; --",
  '{{7*7}}',
  `\${jndi:ldap://x}`,
  '../../etc/passwd',
  '%00',
  '__proto__',
  'x'.repeat(20_000),
  '1e999',
  '-0.0000001',
  '0.0000000001',
  '999999999999999999999.99',
  'NaN',
  'Infinity',
  '١٢٣',
  '2026-02-30T00:00:00.000Z',
  '9999-12-31T23:59:59.999Z',
  '1970-01-01T00:00:00.000Z',
  [],
  {},
  [[[[[[]]]]]],
  { __proto__: null, constructor: { prototype: {} } },
  [null],
  Array(300).fill('a'),
]
export const nasty = (random: Random): unknown => random.pick(NASTY)

type Schema = Record<string, unknown>
const asSchema = (value: unknown): Schema => (typeof value === 'object' && value !== null ? (value as Schema) : {})

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHJKMNPQRSTVWXYZ0123456789.-_@ æø漢'
const text = (random: Random, max: number) =>
  Array.from({ length: random.below(Math.min(max, 40)) }, () => random.pick([...LETTERS])).join('')
const ULID = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

const stringOf = (schema: Schema, random: Random): string => {
  const pattern = typeof schema.pattern === 'string' ? schema.pattern : ''
  const prefix = /^\^([a-z]{3})_\[0-7\]/.exec(pattern)?.[1]
  if (prefix) return `${prefix}_0${Array.from({ length: 25 }, () => random.pick([...ULID])).join('')}`
  if (pattern.includes('{64}')) return Array.from({ length: 64 }, () => random.pick([...'0123456789abcdef'])).join('')
  if (pattern.includes('\\d{1,')) return `${1 + random.below(9_999)}.${random.below(100)}`
  if (pattern === '^[A-Z]{2}$') return 'DK'
  if (pattern.includes('[A-Z0-9]{2,3}')) return 'H87'
  if (pattern === '^\\d{6}$') return String(100_000 + random.below(900_000))
  if (schema.format === 'email') return `someone${random.below(50)}@fuzz.example`
  if (schema.format === 'date-time') return new Date(Date.UTC(2026, 11, 1 + random.below(500), 12)).toISOString()
  if (schema.format === 'date') return '2027-03-01'
  if (schema.contentEncoding === 'base64' || schema.format === 'base64')
    return Buffer.from(text(random, 40)).toString('base64')
  return text(random, typeof schema.maxLength === 'number' ? schema.maxLength : 60)
}

/** A value that is meant to fit the schema; `spoil` is how often a part of it is replaced by something nasty. */
export const sampleOf = (schema: unknown, random: Random, spoil: number, depth = 0): unknown => {
  const node = asSchema(schema)
  if (random.chance(spoil)) return nasty(random)
  if ('const' in node) return node.const
  if (Array.isArray(node.enum)) return random.pick(node.enum)
  const alternatives = [node.anyOf, node.oneOf].find(Array.isArray)
  if (alternatives) return sampleOf(random.pick(alternatives), random, spoil, depth + 1)
  if (Array.isArray(node.allOf))
    return Object.assign({}, ...node.allOf.map((part) => sampleOf(part, random, spoil, depth + 1)))
  switch (node.type) {
    case 'object': {
      const entries = Object.entries(asSchema(node.properties)).filter(() => !random.chance(spoil / 2))
      const known = entries.map(([name, part]) => [name, sampleOf(part, random, spoil, depth + 1)])
      return Object.fromEntries(random.chance(spoil / 2) ? [...known, ['surprise', nasty(random)]] : known)
    }
    case 'array':
      return Array.from({ length: depth > 4 ? 0 : random.below(4) }, () =>
        sampleOf(node.items, random, spoil, depth + 1),
      )
    case 'string':
      return stringOf(node, random)
    case 'integer':
      return random.below(1_000)
    case 'number':
      return random.below(1_000_000) / 100
    case 'boolean':
      return random.chance(0.5)
    case 'null':
      return null
    default:
      return nasty(random)
  }
}
