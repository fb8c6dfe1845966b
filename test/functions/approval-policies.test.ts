import { beforeAll, describe, expect, it } from 'vitest'
import { routes } from '../../functions/organisations/index.ts'
import { defaultPolicy, type PolicyTerms } from '../../shared/domain/policy.ts'
import { unknownCase } from '../../shared/domain/policy-case.ts'
import type { Table } from '../../shared/store/table.ts'
import { type ApiRequest, aTable, type Caller, callRoute } from '../support/api.ts'
import { anId, aProfile, later, MINUTE, NOON } from '../support/builders.ts'
import { aHolder, anAsk, aRule, committee } from '../support/policies.ts'

let table: Table
beforeAll(async () => {
  table = await aTable()
})
const call = (method: string, path: string, request: ApiRequest) => {
  const found = routes({ table, now: () => NOON }).find(
    (route) => route.method === method && route.path === `/api/v1${path}`,
  )
  if (!found) throw new Error(`No route ${method} ${path}`)
  return callRoute(found, request)
}
const POLICY = '/organisation/approval-policy'
const VERSIONS = `${POLICY}/versions`
const HOLDER = '/organisation/stakeholders/{stakeholderId}'

let people = 0
const anOrganisation = async (name = 'Sille') => {
  const orgId = anId('org')
  const email = `policy-${people++}@buyer.example`
  await call('POST', '/organisations', { body: { ...aProfile(), orgId }, as: { email, name } })
  const as: Caller = { email, name, org: orgId, buys: true }
  return as
}
const named = async (as: Caller, holder: ReturnType<typeof aHolder>, at = NOON) => {
  const { stakeholderId, ...body } = holder
  return call('PUT', HOLDER, { params: { stakeholderId }, body, as, at })
}
const aBuyer = async () => {
  const as = await anOrganisation()
  for (const holder of committee) await named(as, holder)
  return as
}
const { version: _, ...terms } = defaultPolicy({ currency: 'DKK', language: 'da' })
const quieter: PolicyTerms = { ...terms, showOpinions: false }
const save = (as: Caller, body: PolicyTerms, ifMatch: number, at = NOON) =>
  call('PUT', POLICY, { body, as, ifMatch, at })
const versionsOf = async (as: Caller, query: Record<string, string> = {}) =>
  (await call('GET', VERSIONS, { as, query })).json

describe('the approval policy', () => {
  it('is every award by everybody until somebody writes one', async () => {
    const as = await aBuyer()
    const read = await call('GET', POLICY, { as })
    expect(read).toMatchObject({ status: 200, headers: { etag: '"0"' }, json: { version: 0, savedBy: null } })
    expect(await versionsOf(as)).toEqual({ items: [] })
  })

  it('is kept in versions that say who wrote them, and each can be read as it was', async () => {
    const as = await aBuyer()
    await save(as, quieter, 0)
    const saved = await save({ ...as, name: 'Ida' }, terms, 1, later(NOON, MINUTE))
    expect(saved).toMatchObject({ status: 200, headers: { etag: '"2"' }, json: { version: 2, showOpinions: true } })
    expect(await call('GET', POLICY, { as })).toMatchObject({ json: saved.json })
    expect(await versionsOf(as)).toEqual({
      items: [
        { version: 2, savedAt: later(NOON, MINUTE), savedBy: { email: as.email, name: 'Ida' } },
        { version: 1, savedAt: NOON, savedBy: { email: as.email, name: 'Sille' } },
      ],
    })
    const first = await call('GET', `${VERSIONS}/{version}`, { as, params: { version: '1' } })
    expect(first.json).toMatchObject({ version: 1, showOpinions: false })
    expect(await call('GET', `${VERSIONS}/{version}`, { as, params: { version: '3' } })).toMatchObject({ status: 404 })
  })

  it('is listed page by page', async () => {
    const as = await aBuyer()
    for (const version of [0, 1, 2]) await save(as, version % 2 ? terms : quieter, version)
    const first = (await versionsOf(as, { limit: '2' })) as { items: { version: number }[]; next: string }
    const rest = (await versionsOf(as, { limit: '2', cursor: first.next })) as typeof first
    expect([...first.items, ...rest.items].map(({ version }) => version)).toEqual([3, 2, 1])
  })

  it('is not overwritten by who read an older one, nor by who claims one that is not there', async () => {
    const as = await aBuyer()
    await save(as, quieter, 0)
    const refused = { status: 412, json: { code: 'changed_meanwhile', current: { version: 1 } } }
    expect(await save(as, terms, 0)).toMatchObject(refused)
    expect(await save(as, terms, 7)).toMatchObject(refused)
  })

  it('saved again, as a client does whose answer was lost, is saved once', async () => {
    const as = await aBuyer()
    const first = await save(as, quieter, 0)
    const again = await save(as, quieter, 0, later(NOON, MINUTE))
    expect(again).toEqual(first)
    expect(await versionsOf(as)).toMatchObject({ items: [{ version: 1 }] })
  })

  it('is written once by two who save at the same time', async () => {
    const as = await aBuyer()
    const answers = await Promise.all([save(as, quieter, 0), save(as, terms, 0)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412])
  })

  it('that cannot work is not kept, and says where', async () => {
    const as = await aBuyer()
    const rule = aRule({ asks: [anAsk({ needed: 4, escalateTo: aHolder('financial').stakeholderId })] })
    const refused = await save(as, { ...terms, rules: { ...terms.rules, award: [rule] } }, 0)
    expect(refused).toMatchObject({
      status: 422,
      json: {
        code: 'policy_unworkable',
        errors: [
          { part: 'body', pointer: '/rules/award/0/asks/0/needed', code: 'too_few_holders' },
          { part: 'body', pointer: '/rules/award/0/asks/0/escalateTo', code: 'escalation_to_own_role' },
        ],
      },
    })
    expect(await versionsOf(as)).toEqual({ items: [] })
  })

  it('is previewed without being kept', async () => {
    const as = await aBuyer()
    const only = aRule({ when: { singleBid: true }, asks: [anAsk({ needed: 2 })] })
    const policy = { ...terms, rules: { ...terms.rules, award: [only] } }
    const preview = (bids: number | null) =>
      call('POST', `${POLICY}/preview`, { as, body: { policy, facts: { ...unknownCase('award'), bids } } })
    expect(await preview(1)).toMatchObject({
      status: 200,
      json: { certain: [{ role: 'financial', needed: 2, because: [{ rule: 'A rule' }] }], possible: [], problems: [] },
    })
    expect(await preview(null)).toMatchObject({ json: { certain: [], possible: [{ dependsOn: ['singleBid'] }] } })
    expect(await preview(2)).toMatchObject({ json: { certain: [], possible: [], refusal: null } })
    expect(await versionsOf(as)).toEqual({ items: [] })
  })

  it('is nobody else’s business', async () => {
    const [as, other] = [await aBuyer(), await aBuyer()]
    await save(as, quieter, 0)
    expect(await versionsOf(other)).toEqual({ items: [] })
    expect(await call('GET', POLICY, { as: { ...as, buys: false } })).toMatchObject({ status: 403 })
  })
})

describe('a stakeholder', () => {
  it('is never a person of another organisation, and cannot be made one by being invited there', async () => {
    const [as, supplier] = [await anOrganisation(), await anOrganisation()]
    const invited = 'soon@deltadata.example'
    await call('PUT', '/organisation/members/{email}', { params: { email: invited }, body: { name: '' }, as: supplier })
    expect(await named(as, aHolder('technical', 1, { email: supplier.email }))).toMatchObject({
      status: 422,
      json: { code: 'stakeholder_is_outsider', pointer: '/email' },
    })
    expect(await named(as, aHolder('technical', 1, { email: invited }))).toMatchObject({ status: 200 })
    expect(await named(as, aHolder('technical', 1, { email: as.email }))).toMatchObject({ status: 200 })
  })

  it('is changed on record: by whom, when and to what', async () => {
    const as = await anOrganisation()
    const holder = aHolder('technical')
    await named(as, holder)
    await named(as, holder, later(NOON, MINUTE))
    await named(as, { ...holder, active: false }, later(NOON, 2 * MINUTE))
    const by = { email: as.email, name: as.name }
    expect((await call('GET', '/organisation/stakeholders/changes', { as })).json).toEqual({
      items: [
        { stakeholder: { ...holder, active: false }, at: later(NOON, 2 * MINUTE), by },
        { stakeholder: holder, at: NOON, by },
      ],
    })
  })
})
