import { beforeAll, describe, expect, it } from 'vitest'
import { routes } from '../../functions/organisations/index.ts'
import { tokenClaims } from '../../functions/token-claims/token-claims.ts'
import type { Table } from '../../shared/store/table.ts'
import { type ApiRequest, aTable, type Caller, callRoute } from '../support/api.ts'
import { anId, aProfile, NOON } from '../support/builders.ts'
import { aTokenEvent } from '../support/token-event.ts'

let table: Table
beforeAll(async () => {
  table = await aTable()
})
let clock = Date.parse(NOON)
const now = () => new Date(clock++).toISOString()

const call = (method: string, path: string, request: ApiRequest) => {
  const found = routes({ table, now }).find((route) => route.method === method && route.path === `/api/v1${path}`)
  if (!found) throw new Error(`No route ${method} ${path}`)
  return callRoute(found, request)
}
let people = 0
const aMailbox = () => `person-${people++}@buyer.example`
const anOrganisation = async (email = aMailbox()) => {
  const orgId = anId('org')
  await call('POST', '/organisations', { body: { ...aProfile(), orgId }, as: { email, name: 'Sille' } })
  const as: Caller = { email, name: 'Sille', org: orgId, buys: true }
  return { orgId, as }
}
const MEMBER = '/organisation/members/{email}'
const joins = (email: string, orgId: string) =>
  call('PUT', '/me/invitations/{orgId}/acceptance', { params: { orgId }, as: { email, name: 'From the issuer' } })
const claimsOf = async (email: string, verified = 'true', name = 'From the issuer') => {
  const answer = await tokenClaims({ table })(aTokenEvent({ email, email_verified: verified, name }))
  return answer.response.claimsAndScopeOverrideDetails?.accessTokenGeneration?.claimsToAddOrOverride
}

describe('creating an organisation', () => {
  it('makes its creator the first administrator, and the token names the organisation', async () => {
    const { orgId, as } = await anOrganisation()
    expect(await claimsOf(as.email)).toEqual({
      email: as.email,
      name: 'Sille',
      org: orgId,
      buys: 'true',
      supplies: 'false',
    })
    const me = await call('GET', '/me', { as: { email: as.email } })
    const organisation = { orgId, legalName: 'Strandby Kommune', version: 1 }
    expect(me.json).toMatchObject({ organisation, administrator: true })
  })
  it('takes of a name what makes a line, so that no name keeps others from being read', async () => {
    const email = aMailbox()
    const claims = await claimsOf(email, 'true', `Sille\r\nBcc: all@x.example \u202e ${'x'.repeat(200)}`)
    expect(claims?.name).toBe(`Sille Bcc: all@x.example ${'x'.repeat(72)}`)
    const orgId = anId('org')
    const as = { email, name: String(claims?.name) }
    await call('POST', '/organisations', { body: { ...aProfile(), orgId }, as })
    const listed = await call('GET', '/organisation/members', { as: { ...as, org: orgId } })
    expect(listed).toMatchObject({ status: 200, json: { items: [{ name: as.name }] } })
  })
  it('is for mailboxes that mail can reach', async () => {
    for (const email of ['', 'a b@x.example', `${'x'.repeat(250)}@x.example`]) {
      expect((await claimsOf(email))?.email).toBe('')
      const created = await call('POST', '/organisations', {
        body: { ...aProfile(), orgId: anId('org') },
        as: { email },
      })
      expect(created).toMatchObject({ status: 401, json: { code: 'not_signed_in' } })
    }
  })
  it('answers the same request again as the first time', async () => {
    const request = { body: { ...aProfile(), orgId: anId('org') }, as: { email: aMailbox() } }
    const first = await call('POST', '/organisations', request)
    const again = await call('POST', '/organisations', request)
    expect(first.status).toBe(201)
    expect(again).toEqual(first)
  })
  it('is not answered again to somebody who was removed since', async () => {
    const request = { body: { ...aProfile(), orgId: anId('org') }, as: { email: aMailbox() } }
    await call('POST', '/organisations', request)
    const colleague = aMailbox()
    const org = request.body.orgId
    const body = { name: 'Ida', administrator: true }
    await call('PUT', MEMBER, { params: { email: colleague }, body, as: { ...request.as, org } })
    await joins(colleague, org)
    const removed = await call('DELETE', MEMBER, { params: { email: request.as.email }, as: { email: colleague, org } })
    expect(removed.status).toBe(200)
    const again = await call('POST', '/organisations', request)
    expect(again).toMatchObject({ status: 409, json: { code: 'organisation_taken' } })
  })
  it('is refused to a mailbox that belongs to an organisation', async () => {
    const { as } = await anOrganisation()
    const other = await call('POST', '/organisations', { body: { ...aProfile(), orgId: anId('org') }, as })
    expect(other).toMatchObject({ status: 409, json: { code: 'already_member' } })
  })
  it('is refused under an id somebody else took', async () => {
    const { orgId } = await anOrganisation()
    const other = await call('POST', '/organisations', { body: { ...aProfile(), orgId }, as: { email: aMailbox() } })
    expect(other).toMatchObject({ status: 409, json: { code: 'organisation_taken' } })
  })
  it('names the member of the body that is wrong', async () => {
    const body = { ...aProfile({ timeZone: 'Mars/Base' }), orgId: anId('org') }
    const answer = await call('POST', '/organisations', { body, as: { email: aMailbox() } })
    expect(answer).toMatchObject({ status: 400, json: { code: 'invalid_request', pointer: '/timeZone' } })
  })
})

describe('changing an organisation', () => {
  it('is kept, with the version that comes after the one read', async () => {
    const { as } = await anOrganisation()
    const saved = await call('PUT', '/organisation', { body: aProfile({ legalName: 'Strandby' }), as, ifMatch: 1 })
    expect(saved).toMatchObject({ status: 200, json: { legalName: 'Strandby', version: 2 }, headers: { etag: '"2"' } })
    expect((await call('GET', '/organisation', { as })).json).toEqual(saved.json)
  })
  it('is refused when a colleague changed it meanwhile, with both versions', async () => {
    const { as } = await anOrganisation()
    await call('PUT', '/organisation', { body: aProfile(), as, ifMatch: 1 })
    const lost = await call('PUT', '/organisation', { body: aProfile({ legalName: 'Lost' }), as, ifMatch: 1 })
    expect(lost).toMatchObject({ status: 412, json: { code: 'changed_meanwhile', yours: 1, current: { version: 2 } } })
  })
})

describe('members', () => {
  it('are no members before they join, however often they sign in', async () => {
    const { orgId, as } = await anOrganisation()
    const email = aMailbox()
    const invited = await call('PUT', MEMBER, { params: { email }, body: { name: '' }, as })
    expect(invited.json).toMatchObject({ status: 'invited', email, orgId, administrator: false })
    const listed = async () => (await call('GET', '/organisation/members', { as })).json.items
    for (const _ of [1, 2]) expect(await claimsOf(email)).toEqual({ email, name: 'From the issuer' })
    expect(await listed()).toContainEqual(expect.objectContaining({ email, status: 'invited' }))
    await joins(email, orgId)
    expect(await claimsOf(email)).toMatchObject({ email, org: orgId, name: 'From the issuer' })
    expect(await listed()).toContainEqual(expect.objectContaining({ email, status: 'active' }))
  })
  it('are not let in by a mailbox nobody proved', async () => {
    const { as } = await anOrganisation()
    expect(await claimsOf(as.email, 'false')).toEqual({ email: '', name: 'From the issuer' })
  })
  it('leave, lose their claim, and may be invited and told again', async () => {
    const { orgId, as } = await anOrganisation()
    const params = { email: aMailbox() }
    await call('PUT', MEMBER, { params, body: { name: 'Bo' }, as })
    await joins(params.email, orgId)
    expect((await call('DELETE', MEMBER, { params, as })).status).toBe(200)
    expect(await claimsOf(params.email)).not.toHaveProperty('org')
    await call('PUT', MEMBER, { params, body: { name: 'Bo' }, as })
    await joins(params.email, orgId)
    expect(await claimsOf(params.email)).toHaveProperty('org', orgId)
    const told = await table.all({ pk: orgId, beginsWith: `INVITED#${params.email}` })
    expect(new Set(told.map(({ signal }) => (signal as { id: string }).id)).size).toBe(2)
  })
  it('are not taken from another organisation', async () => {
    const { as: elsewhere } = await anOrganisation()
    const { as } = await anOrganisation()
    const params = { email: elsewhere.email }
    expect(await call('PUT', MEMBER, { params, body: { name: '' }, as })).toMatchObject({ status: 409 })
    expect(await call('DELETE', MEMBER, { params, as })).toMatchObject({ status: 404, json: { code: 'not_found' } })
  })
})

describe('stakeholders', () => {
  const body = { name: 'Tove', email: 'TOVE@buyer.example', role: 'technical', language: 'da', active: true }
  const path = '/organisation/stakeholders/{stakeholderId}'
  it('are kept under the id their buyer gave them', async () => {
    const { as } = await anOrganisation()
    const params = { stakeholderId: anId('stk') }
    const saved = await call('PUT', path, { params, body, as })
    expect(saved.json).toEqual({ ...body, ...params, email: 'tove@buyer.example' })
    expect((await call('GET', '/organisation/stakeholders', { as })).json).toEqual({ items: [saved.json] })
  })
  it('are at most a hundred', async () => {
    const { as } = await anOrganisation()
    const one = () => call('PUT', path, { params: { stakeholderId: anId('stk') }, body, as })
    for (let i = 0; i < 10; i++) await Promise.all(Array.from({ length: 10 }, one))
    const answer = await call('PUT', path, { params: { stakeholderId: anId('stk') }, body, as })
    expect(answer).toMatchObject({ status: 400, json: { code: 'invalid_request' } })
  })
  it('are no business of an organisation that does not buy', async () => {
    const { as } = await anOrganisation()
    const answer = await call('GET', '/organisation/stakeholders', { as: { ...as, buys: false, supplies: true } })
    expect(answer).toMatchObject({ status: 403, json: { code: 'not_a_buyer' } })
  })
})
