import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { getOrganisation, saveOrganisation } from '../../../shared/contracts/organisations.ts'
import { getRfq, listRfqs } from '../../../shared/contracts/rfqs.ts'
import { listOpenTenders } from '../../../shared/contracts/tenders.ts'
import { createClient } from '../../../web/src/api/client.ts'
import { ServerFault, SignedOut, Unreachable } from '../../../web/src/api/faults.ts'

interface Heard {
  readonly method: string | undefined
  readonly url: string | undefined
  readonly headers: IncomingMessage['headers']
  readonly body: string
}
type Reply = { readonly status: number; readonly body: unknown; readonly headers?: Record<string, string> }

const RFQ_ID = `rfq_${'0'.repeat(26)}`
const organisation = {
  orgId: `org_${'0'.repeat(26)}`,
  version: 3,
  createdAt: '2026-12-03T11:00:00.000Z',
  legalName: 'Strandby Kommune',
  registrationId: '19438414',
  vatId: '',
  address: { street: 'Bernstorffsvej 161', postalCode: '2920', city: 'Strandby', country: 'DK' },
  currency: 'DKK',
  timeZone: 'Europe/Copenhagen',
  language: 'da',
  buys: true,
  supplies: false,
} as const
const { orgId: _orgId, version: _version, createdAt: _createdAt, ...profile } = organisation

let server: Server
let heard: Heard[]
let replies: Reply[]
const realFetch = globalThis.fetch

beforeEach(async () => {
  heard = []
  replies = []
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    heard.push({
      method: request.method,
      url: request.url,
      headers: request.headers,
      body: Buffer.concat(chunks).toString(),
    })
    const { status, body, headers } = replies.shift() ?? { status: 500, body: {} }
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  // A browser knows its own origin; Node has to be told.
  globalThis.fetch = (input, init) => realFetch(new URL(String(input), `http://127.0.0.1:${port}`), init)
})
afterEach(async () => {
  globalThis.fetch = realFetch
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

/** A session whose tokens are "first", then "second", and so on each time one was refused. */
const session = (...tokens: string[]) => {
  let current = 0
  return {
    token: async (unlike?: string) => {
      if (unlike !== undefined && unlike === tokens[current]) current += 1
      if (current >= tokens.length && tokens.length > 0) throw new SignedOut()
      return tokens[current]
    },
  }
}
const signedIn = () => createClient(session('first', 'second'))

describe('the client of the API', () => {
  it('sends what the contract says, with the version it changes', async () => {
    replies.push({ status: 200, body: organisation, headers: { etag: '"4"' } })
    const answer = await signedIn()(saveOrganisation, { body: profile, ifMatch: 3 })
    expect(heard[0]).toMatchObject({
      method: 'PUT',
      url: '/api/v1/organisation',
      headers: { 'if-match': '"3"', authorization: 'Bearer first', 'content-type': 'application/json' },
    })
    expect(JSON.parse(heard[0]?.body ?? '')).toEqual(profile)
    expect(answer).toMatchObject({ ok: true, etag: '4', value: { legalName: 'Strandby Kommune' } })
  })

  it('writes params and query into the address', async () => {
    replies.push({ status: 404, body: { code: 'rfq_not_found' } }, { status: 200, body: { items: [] } })
    await signedIn()(getRfq, { params: { rfqId: RFQ_ID } })
    await signedIn()(listRfqs, { query: { status: 'open', cursor: 'a/b&c' } })
    expect(heard.map(({ url }) => url)).toEqual([`/api/v1/rfqs/${RFQ_ID}`, '/api/v1/rfqs?status=open&cursor=a%2Fb%26c'])
  })

  it('gives a refusal back as a value, with its facts', async () => {
    const refusal = { code: 'invalid_request', errors: [{ pointer: '/legalName', detail: 'is empty' }] }
    replies.push({ status: 400, body: refusal, headers: { 'content-type': 'application/problem+json' } })
    expect(await signedIn()(saveOrganisation, { body: profile, ifMatch: 3 })).toEqual({ ok: false, refusal })
  })

  it('throws what an engineer must be told, with the reference to quote', async () => {
    replies.push({ status: 500, body: { correlationId: 'Kx8aPq1' } })
    const failed = signedIn()(getOrganisation, {})
    await expect(failed).rejects.toThrow(ServerFault)
    await expect(failed).rejects.toMatchObject({ reference: 'Kx8aPq1' })
  })

  it('takes the gateway’s own reference where the answer has none', async () => {
    replies.push({ status: 503, body: { message: 'Service Unavailable' }, headers: { 'apigw-requestid': 'Gw1' } })
    await expect(signedIn()(getOrganisation, {})).rejects.toMatchObject({ reference: 'Gw1' })
  })

  it('throws when an answer is not what the contract promised', async () => {
    replies.push({ status: 200, body: { ...organisation, currency: 'XXX' } })
    await expect(signedIn()(getOrganisation, {})).rejects.toThrow()
  })

  it('says that nobody answered', async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await expect(signedIn()(getOrganisation, {})).rejects.toThrow(Unreachable)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })

  it('tries once more with another token when one is refused', async () => {
    replies.push({ status: 401, body: { message: 'Unauthorized' } }, { status: 200, body: organisation })
    expect(await signedIn()(getOrganisation, {})).toMatchObject({ ok: true })
    expect(heard.map(({ headers }) => headers.authorization)).toEqual(['Bearer first', 'Bearer second'])
  })

  it('tries once more where a token is older than what its holder belongs to, and no further', async () => {
    const refused = { status: 403, body: { code: 'no_organisation' } }
    replies.push(refused, { status: 200, body: organisation })
    const call = createClient(session('first', 'second'))
    expect(await call(getOrganisation, {})).toMatchObject({ ok: true })
    expect(heard.map(({ headers }) => headers.authorization)).toEqual(['Bearer first', 'Bearer second'])
    replies.push(refused, refused)
    expect(await createClient(session('first', 'second'))(getOrganisation, {})).toMatchObject({
      refusal: { code: 'no_organisation' },
    })
    replies.push(refused)
    expect(await createClient(session('only'))(getOrganisation, {})).toMatchObject({ ok: false })
    expect(heard).toHaveLength(5)
  })

  it('ends the session when no token is taken', async () => {
    replies.push({ status: 401, body: {} }, { status: 401, body: {} })
    await expect(signedIn()(getOrganisation, {})).rejects.toThrow(SignedOut)
  })

  it('asks nothing for a visitor but what is public', async () => {
    const visitor = createClient(session())
    await expect(visitor(getOrganisation, {})).rejects.toThrow(SignedOut)
    expect(heard).toEqual([])
    replies.push({ status: 200, body: { items: [] } })
    expect(await visitor(listOpenTenders, {})).toEqual({ ok: true, value: { items: [] } })
    expect(heard[0]?.headers.authorization).toBeUndefined()
  })
})
