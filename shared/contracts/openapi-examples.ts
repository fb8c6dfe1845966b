type Schema = {
  type?: string | string[]
  const?: unknown
  enum?: unknown[]
  default?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  prefixItems?: Schema[]
  minItems?: number
  minimum?: number
  exclusiveMinimum?: number
  maximum?: number
  pattern?: string
  format?: string
  minLength?: number
  maxLength?: number
  propertyNames?: Schema
  additionalProperties?: Schema | boolean
}

const ULID = '01JDRQ3V8ZK4W6T9YB2M5N7PXC'
const SHA256 = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'
const INSTANT = '2026-12-03T11:00:00.000Z'

/** Strings that show what a member is for, by its name; used where they satisfy its schema. */
const byName: Record<string, string> = {
  title: 'Office chairs for the town hall',
  name: 'Kontor & Co. A/S',
  description: 'Delivered, unpacked and mounted',
  email: 'anna@example.com',
  quantity: '12',
  unitPrice: '1250.00',
  unit: 'C62',
  currency: 'DKK',
  country: 'DK',
  timeZone: 'Europe/Copenhagen',
  language: 'da',
  contentType: 'application/pdf',
  code: '482913',
  cursor: 'eyJwayI6Ii4uLiJ9',
  fileName: 'request-for-quotation.xml',
  xml: '<RequestForQuotation xmlns="urn:oasis:names:specification:ubl:schema:xsd:RequestForQuotation-2"/>',
  browser: 'aB3dE6gH9jK2mN5pQ8rS1tU4',
  reason: 'Lowest total of all required lines',
  text: 'May the chairs come in two deliveries?',
  invited: 'sales@supplier.example',
  number: '1',
  envelope: 'A'.repeat(160),
  url: 'https://files.example.com/upload',
}
const likely = [
  SHA256,
  '2026-12-03',
  '12',
  '1250.00',
  'DKK',
  'DK',
  'C62',
  'aB3dE6gH9jK2mN5pQ8rS1tU4',
  'text/plain',
  'CPT',
]

const prefixed = (pattern: string): string | undefined => {
  const prefix = /^\^([a-z]+)_\[0-7\]/.exec(pattern)?.[1]
  return prefix && `${prefix}_${ULID}`
}

const fits = ({ pattern, minLength = 0, maxLength = Number.POSITIVE_INFINITY }: Schema, text: string): boolean =>
  text.length >= minLength && text.length <= maxLength && (!pattern || new RegExp(pattern, 'u').test(text))

const text = (schema: Schema, name: string): string => {
  if (schema.format === 'date-time') return INSTANT
  if (schema.format === 'date') return '2026-12-03'
  if (schema.format === 'email') return 'anna@example.com'
  if (schema.format === 'uri') return 'https://example.com'
  const candidates = [byName[name], schema.pattern && prefixed(schema.pattern), ...likely]
  const found = candidates.find((candidate) => candidate && fits(schema, candidate))
  if (schema.pattern) return found ?? ''
  return (byName[name] && fits(schema, byName[name]) ? byName[name] : undefined) ?? 'text'.slice(0, schema.maxLength)
}

const number = ({ minimum, exclusiveMinimum, maximum }: Schema): number => {
  const least = minimum ?? (exclusiveMinimum === undefined ? 1 : exclusiveMinimum + 1)
  return Math.min(Math.max(least, 1), maximum ?? Number.MAX_SAFE_INTEGER)
}

/** A value that a schema describes, so that a reader sees what to send. */
export const exampleFor = (schema: Schema, name = ''): unknown => {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.default !== undefined) return schema.default
  const [option] = schema.anyOf ?? schema.oneOf ?? []
  if (option) return exampleFor(option, name)
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => exampleFor(part, name)))
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (type === 'object') {
    const others = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : {}
    const named = schema.properties ?? Object.fromEntries((schema.required ?? []).map((member) => [member, others]))
    return Object.fromEntries(Object.entries(named).map(([member, value]) => [member, exampleFor(value, member)]))
  }
  if (type === 'array') return (schema.prefixItems ?? [schema.items ?? {}]).map((item) => exampleFor(item, name))
  if (type === 'string') return text(schema, name)
  if (type === 'integer' || type === 'number') return number(schema)
  if (type === 'boolean') return true
  return null
}
