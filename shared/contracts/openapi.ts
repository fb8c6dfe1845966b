import * as z from 'zod'
import { capabilities } from './all.ts'
import { type Access, API_BASE, type Endpoint } from './endpoint.ts'
import { exampleFor } from './openapi-examples.ts'
import { type ProblemCode, problems } from './problems.ts'

type Json = Record<string, unknown>

const JSON_TYPE = 'application/json'
const PROBLEM_TYPE = 'application/problem+json'

const securityOf: Record<Access, Json[]> = {
  public: [],
  person: [{ signIn: [] }],
  member: [{ signIn: [] }],
  buyer: [{ signIn: [] }],
  supplier: [{ signIn: [] }],
  link: [{ approvalLink: [] }],
  session: [{ approvalSession: [] }],
}
const authorization = (description: string) => ({ type: 'apiKey', in: 'header', name: 'Authorization', description })
const securitySchemes = {
  signIn: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'An access token of the issuer.' },
  approvalLink: authorization('`Link` and the secret of the link in the approver’s mail.'),
  approvalSession: authorization('`Session` and the secret that proving the mailbox gave.'),
}

/** What any route may refuse beside what its contract names, by who may call it. */
const alsoRefused: Record<Access, readonly ProblemCode[]> = {
  public: [],
  person: ['not_signed_in'],
  member: ['not_signed_in', 'no_organisation'],
  buyer: ['not_signed_in', 'no_organisation', 'not_a_buyer'],
  supplier: ['not_signed_in', 'no_organisation', 'not_a_supplier'],
  link: ['link_unknown'],
  session: ['session_unknown'],
}

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' })
  return json
}

/** A schema with its own definitions would point out of the document; ours inline everything. */
const membersOf = (schema: z.ZodType, io: 'input' | 'output'): [string, Json, boolean][] => {
  const { properties = {}, required = [] } = schemaOf(schema, io) as { properties?: Json; required?: string[] }
  return Object.entries(properties).map(([name, member]) => [name, member as Json, required.includes(name)])
}

const hasBody = ({ body }: Endpoint): boolean => !(body instanceof z.ZodUndefined)

const parametersOf = (endpoint: Endpoint): Json[] => [
  ...membersOf(endpoint.params, 'input').map(([name, schema]) => ({
    name,
    in: 'path',
    required: true,
    schema,
    example: exampleFor(schema, name),
  })),
  ...membersOf(endpoint.query, 'input').map(([name, schema, required]) => ({ name, in: 'query', required, schema })),
  ...(endpoint.ifMatch ? [{ $ref: '#/components/parameters/IfMatch' }] : []),
]

const refusalsOf = (endpoint: Endpoint): Record<string, Json> => {
  const codes = new Set<ProblemCode>([...endpoint.refusals, ...alsoRefused[endpoint.access], 'invalid_request'])
  const byStatus = Map.groupBy(codes, (code) => problems[code])
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      {
        description: `Refused: ${codes.join(', ')}`,
        content: {
          [PROBLEM_TYPE]: {
            schema: {
              allOf: [
                { $ref: '#/components/schemas/Problem' },
                { type: 'object', properties: { code: { enum: codes } } },
              ],
            },
            examples: Object.fromEntries(codes.map((code) => [code, { value: problemExample(code) }])),
          },
        },
      },
    ]),
  )
}

const problemExample = (code: ProblemCode) => ({
  type: `about:blank#${code}`,
  title: code.replaceAll('_', ' '),
  status: problems[code],
  code,
})

const contentOf = (type: string, schema: Json): Json => ({ [type]: { schema, example: exampleFor(schema) } })

const operationOf = (operationId: string, tag: string, endpoint: Endpoint): Json => {
  const { answers, summary, access } = endpoint
  const body = hasBody(endpoint) ? contentOf(JSON_TYPE, schemaOf(endpoint.body, 'input')) : undefined
  const parameters = parametersOf(endpoint)
  return {
    operationId,
    tags: [tag],
    summary,
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true, content: body } }),
    security: securityOf[access],
    responses: {
      [answers.status]: {
        description: summary,
        content: contentOf(answers.type ?? JSON_TYPE, schemaOf(answers.body, 'output')),
      },
      ...refusalsOf(endpoint),
    },
  }
}

const components = {
  securitySchemes,
  parameters: {
    IfMatch: {
      name: 'If-Match',
      in: 'header',
      required: true,
      description: 'The version you read, as its ETag said. Another version is refused, so that no change is lost.',
      schema: { type: 'string', pattern: '^"?\\d{1,9}"?$' },
      example: '"3"',
    },
  },
  schemas: {
    Problem: {
      type: 'object',
      description: 'RFC 9457. `code` is stable; further members are the facts of the refusal.',
      required: ['type', 'title', 'status', 'code'],
      properties: {
        type: { type: 'string' },
        title: { type: 'string' },
        status: { type: 'integer' },
        code: { type: 'string' },
        pointer: { type: 'string', description: 'JSON pointer to the field that is wrong' },
        detail: { type: 'string' },
      },
    },
  },
} as const

/** The whole API as OpenAPI 3.1, from nothing but the contracts. */
export const openApi = () => {
  const paths: Record<string, Json> = {}
  for (const [capability, endpoints] of Object.entries(capabilities)) {
    for (const [name, endpoint] of Object.entries(endpoints)) {
      const path = `${API_BASE}${endpoint.path}`
      paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operationOf(name, capability, endpoint) }
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Sealbid',
      version: '1',
      summary: 'Requests for quotation, sealed bids, approvals with real vetoes, contracts and orders',
      description:
        'Everything the site can do. Refusals are problem+json with a stable code. Amounts are integer minor units with a currency; quantities and unit prices are decimal strings; instants are UTC with milliseconds.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: Object.keys(capabilities).map((name) => ({ name })),
    paths,
    components,
  }
}
