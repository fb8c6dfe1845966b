import { describe, expect, it } from 'vitest'
import { capabilities } from '../../shared/contracts/all.ts'
import { API_BASE, type Endpoint } from '../../shared/contracts/endpoint.ts'
import { openApi } from '../../shared/contracts/openapi.ts'
import { problems } from '../../shared/contracts/problems.ts'

type Node = Record<string, unknown>
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null
const document: Node = openApi()
const endpoints = Object.values(capabilities).flatMap((of) => Object.entries<Endpoint>(of))

const at = (pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (node, part) => (isNode(node) ? node[part.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined),
      document,
    )
const operation = ({ method, path }: Endpoint): Node => {
  const found = at(`/paths/${`${API_BASE}${path}`.replaceAll('/', '~1')}/${method.toLowerCase()}`)
  if (!isNode(found)) throw new Error(`${method} ${path} is not described`)
  return found
}
const refsIn = (node: unknown): string[] => {
  if (!isNode(node)) return []
  const own = typeof node.$ref === 'string' ? [node.$ref] : []
  return [...own, ...Object.values(node).flatMap(refsIn)]
}

describe('the description of the API', () => {
  it('describes every endpoint and nothing else', () => {
    const described = Object.entries(document.paths as Record<string, Node>).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    )
    expect(described.sort()).toEqual(endpoints.map(([, { method, path }]) => `${method} ${API_BASE}${path}`).sort())
  })

  it('names every operation once', () => {
    const ids = endpoints.map(([, endpoint]) => operation(endpoint).operationId)
    expect(new Set(ids).size).toBe(endpoints.length)
  })

  it('refers to nothing that is not in it', () => {
    const refs = [...new Set(refsIn(document))]
    expect(refs.length).toBeGreaterThan(0)
    for (const ref of refs) expect(at(ref.slice(1)), ref).toBeDefined()
  })

  it.each(endpoints)('says for %s who may call it, what it answers and each refusal', (_, endpoint) => {
    const { security, responses } = operation(endpoint) as { security: Node[]; responses: Record<string, Node> }
    const schemes = security.flatMap((alternative) => Object.keys(alternative))
    const expected = { link: ['approvalLink'], session: ['approvalSession'], public: [] as string[] }
    expect(schemes).toEqual(endpoint.access in expected ? expected[endpoint.access as 'link'] : ['signIn'])
    expect(responses).toHaveProperty(String(endpoint.answers.status))
    for (const code of endpoint.refusals) {
      expect(responses[problems[code]]).toHaveProperty(['content', 'application/problem+json', 'examples', code])
    }
  })

  it.each(endpoints)('names every parameter in the path of %s', (_, endpoint) => {
    const { parameters = [] } = operation(endpoint) as { parameters?: { in?: string; name: string }[] }
    const inPath = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    expect(parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)).toEqual(inPath)
  })

  it.each(endpoints.filter(([, endpoint]) => !endpoint.body.safeParse(undefined).success))(
    'shows for %s a body that its contract accepts',
    (_, endpoint) => {
      const { requestBody } = operation(endpoint) as { requestBody: { content: Record<string, { example: unknown }> } }
      const { error } = endpoint.body.safeParse(requestBody.content['application/json']?.example)
      expect(error?.issues).toBeUndefined()
    },
  )

  it.each(endpoints)('shows for %s parameters that its contract accepts', (_, endpoint) => {
    const { parameters = [] } = operation(endpoint) as {
      parameters?: { in?: string; name: string; example: unknown }[]
    }
    const inPath = parameters.filter((parameter) => parameter.in === 'path')
    const { error } = endpoint.params.safeParse(Object.fromEntries(inPath.map(({ name, example }) => [name, example])))
    expect(error?.issues).toBeUndefined()
  })
})
