import { beforeAll, describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../shared/domain/policy.ts'
import { keys } from '../../shared/store/keys.ts'
import { byAdministrator } from '../../shared/store/organisations.ts'
import type { Table } from '../../shared/store/table.ts'
import { type ApiRequest, aTable, type Caller } from '../support/api.ts'
import { anId, aProfile } from '../support/builders.ts'
import { anOrganisationsOffice } from '../support/organisations.ts'
import { aHolder, anAsk, aRule } from '../support/policies.ts'

let table: Table
beforeAll(async () => {
  table = await aTable()
})
const { call, callOn, aPerson } = anOrganisationsOffice(() => table)

const MEMBER = '/organisation/members/{email}'
const JOIN = '/me/invitations/{orgId}/acceptance'
const RIGHT = `${MEMBER}/right`
const POLICY = '/organisation/approval-policy'
const HOLDER = '/organisation/stakeholders/{stakeholderId}'
const required = { status: 403, json: { code: 'administrator_required' } }
const last = { status: 409, json: { code: 'last_administrator' } }
const { version: _, ...basis } = defaultPolicy({ currency: 'DKK', language: 'da' })
const terms = { ...basis, rules: { publication: [], award: [], change: [] } }

const anOrganisation = async () => {
  const org = anId('org')
  const sille = aPerson('Sille')
  await call('POST', '/organisations', { body: { ...aProfile(), orgId: org }, as: sille })
  const as = (one: Caller): Caller => ({ ...one, org, buys: true })
  const joins = async (by: Caller, name: string, administrator: boolean) => {
    const one = aPerson(name)
    await call('PUT', MEMBER, { params: { email: one.email }, body: { name, administrator }, as: by })
    await call('PUT', JOIN, { params: { orgId: org }, as: one })
    return as(one)
  }
  const founder = as(sille)
  return { org, founder, member: await joins(founder, 'Bo', false), joins: joins.bind(undefined, founder) }
}
const setRight = (as: Caller, { email }: Caller, administrator: boolean) =>
  call('PUT', RIGHT, { params: { email }, body: { administrator }, as })
const remove = (as: Caller, { email }: Caller) => call('DELETE', MEMBER, { params: { email }, as })
const isAdministrator = async (as: Caller) => (await call('GET', '/me', { as })).json.administrator

/** Everything that only administrators may do, as somebody asks for it. */
const writes = (as: Caller, { email }: Caller, on: Table = table) => {
  const ask = (method: string, path: string, request: ApiRequest) => () => callOn(on, method, path, { ...request, as })
  const { stakeholderId, ...holder } = aHolder('technical')
  const friend = { email: `friend-of-${as.email}` }
  return {
    'save the policy': ask('PUT', POLICY, { body: terms, ifMatch: 0 }),
    'name a stakeholder': ask('PUT', HOLDER, { params: { stakeholderId }, body: holder }),
    'change the profile': ask('PUT', '/organisation', { body: aProfile({ legalName: 'Theirs' }), ifMatch: 1 }),
    'invite somebody': ask('PUT', MEMBER, { params: friend, body: { name: 'Friend' } }),
    'remove somebody': ask('DELETE', MEMBER, { params: { email } }),
    'take the right of another': ask('PUT', RIGHT, { params: { email }, body: { administrator: false } }),
    'give it to themselves': ask('PUT', RIGHT, { params: { email: as.email }, body: { administrator: true } }),
  }
}
const names = Object.keys(writes({ email: '' }, { email: '' })) as (keyof ReturnType<typeof writes>)[]

describe('a member who is no administrator', () => {
  it('reads everything and changes none of it', async () => {
    const { founder, member } = await anOrganisation()
    const before = await everything(founder)
    for (const what of names) expect(await writes(member, founder)[what](), what).toMatchObject(required)
    expect(before).toMatchObject({ profile: { version: 1 }, policy: { version: 0 }, changes: { items: [{}, {}, {}] } })
    expect(await everything(member)).toEqual(before)
    expect(await isAdministrator(member)).toBe(false)
  })
  it('is refused before anything is said of what they sent', async () => {
    const { founder, member } = await anOrganisation()
    const rule = aRule({ asks: [anAsk({ needed: 4 })] })
    const unworkable = { ...terms, rules: { ...terms.rules, award: [rule] } }
    expect(await call('PUT', POLICY, { body: unworkable, as: member, ifMatch: 0 })).toMatchObject(required)
    await writes(founder, member)['name a stakeholder']()
    expect(await writes(member, founder)['name a stakeholder']()).toMatchObject(required)
  })
})

const everything = async (as: Caller) => {
  const read = async (path: string) => (await call('GET', path, { as })).json
  return {
    profile: await read('/organisation'),
    members: await read('/organisation/members'),
    changes: await read('/organisation/members/changes'),
    stakeholders: await read('/organisation/stakeholders'),
    policy: await read(POLICY),
    versions: await read(`${POLICY}/versions`),
  }
}

describe('the right', () => {
  it('is given and taken, and it is on record by whom', async () => {
    const { founder, member } = await anOrganisation()
    expect(await setRight(founder, member, true)).toMatchObject({ status: 200, json: { administrator: true } })
    expect(await setRight(founder, member, true)).toMatchObject({ status: 200 })
    expect(await setRight(member, founder, false)).toMatchObject({ status: 200, json: { administrator: false } })
    expect([await isAdministrator(founder), await isAdministrator(member)]).toEqual([false, true])
    const { items } = (await call('GET', '/organisation/members/changes', { as: founder })).json
    expect(items).toMatchObject([
      { kind: 'rightTaken', member: { email: founder.email }, by: { email: member.email, name: 'Bo' } },
      { kind: 'rightGiven', member: { email: member.email, name: 'Bo' }, by: { email: founder.email } },
      { kind: 'joined', member: { email: member.email, name: 'Bo' }, by: { email: member.email, name: 'Bo' } },
      { kind: 'invited', member: { email: member.email }, by: { email: founder.email, name: 'Sille' } },
      { kind: 'founded', member: { email: founder.email }, by: { email: founder.email } },
    ])
  })
  it('comes with an invitation that says so', async () => {
    const { founder, joins } = await anOrganisation()
    const ida = await joins('Ida', true)
    expect(await isAdministrator(ida)).toBe(true)
    expect(await writes(ida, founder)['save the policy']()).toMatchObject({ status: 200 })
  })
  it('is held by whoever was a member before there was one', async () => {
    const { member, founder } = await anOrganisation()
    const when = { status: 'active' }
    const old = { update: keys.membership(member.email), set: {}, remove: ['administrator'], when }
    await table.update({ ...old, otherwise: { code: 'gone' } })
    expect(await isAdministrator(member)).toBe(true)
    expect(await writes(member, founder)['save the policy']()).toMatchObject({ status: 200 })
    expect(await setRight(founder, member, false)).toMatchObject({ status: 200 })
    expect(await writes(member, founder)['name a stakeholder']()).toMatchObject(required)
  })
  it('ends with the membership, whatever the token still says', async () => {
    const { founder, joins } = await anOrganisation()
    const ida = await joins('Ida', true)
    await remove(founder, ida)
    for (const what of names) expect(await writes(ida, founder)[what](), what).toMatchObject(required)
  })
  it('does not reach into another organisation', async () => {
    const [here, there] = [await anOrganisation(), await anOrganisation()]
    expect(await setRight(here.founder, there.member, true)).toMatchObject({ status: 404, json: { code: 'not_found' } })
    expect(await remove(here.founder, there.member)).toMatchObject({ status: 404 })
  })
})

/** The table as it is for a request that reads, and is overtaken before it writes. */
const overtaken = (meanwhile: () => Promise<unknown>): Table => ({
  ...table,
  commit: async (writes, token) => {
    await meanwhile()
    return table.commit(writes, token)
  },
})

describe('a right taken away while a request runs', () => {
  // Giving it to oneself is left out: whoever has it asks for what is so already, and nothing is written.
  it.each(names.filter((what) => what !== 'give it to themselves'))('no longer lets anybody %s', async (what) => {
    const { founder, member, joins } = await anOrganisation()
    const ida = await joins('Ida', true)
    await setRight(founder, member, true)
    const before = await everything(founder)
    const late = overtaken(() => setRight(founder, ida, false))
    expect(await writes(ida, member, late)[what]()).toMatchObject(required)
    await setRight(founder, ida, true)
    expect({ ...(await everything(founder)), changes: before.changes }).toEqual(before)
  })
  it('is looked at in the write itself', async () => {
    const { org, founder, member } = await anOrganisation()
    const may = ({ email }: Caller) => table.commit([byAdministrator({ orgId: org, email })])
    expect(await may(founder)).toEqual({ ok: true, value: undefined })
    expect(await may(member)).toEqual({ ok: false, refusal: { code: 'administrator_required' } })
    expect(await may({ email: 'nobody@buyer.example' })).toMatchObject({ ok: false })
  })
})

describe('an organisation', () => {
  it('keeps its last administrator, who neither goes nor steps down', async () => {
    const { founder, joins } = await anOrganisation()
    expect(await remove(founder, founder)).toMatchObject(last)
    expect(await setRight(founder, founder, false)).toMatchObject(last)
    const ida = await joins('Ida', true)
    expect(await setRight(founder, founder, false)).toMatchObject({ status: 200 })
    expect(await remove(ida, ida)).toMatchObject(last)
  })
  it('keeps one of two who remove each other, or step down, at once', async () => {
    for (const act of [remove, (as: Caller, one: Caller) => setRight(as, one, false)]) {
      const { founder, joins } = await anOrganisation()
      const ida = await joins('Ida', true)
      const answers = await Promise.all([act(founder, ida), act(ida, founder)])
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 403])
      const others = await anOrganisation()
      const eva = await others.joins('Eva', true)
      const own = await Promise.all([act(others.founder, others.founder), act(eva, eva)])
      expect(own.map(({ status }) => status).sort()).toEqual([200, 409])
    }
  })
  it('lets two of three step down at once', async () => {
    const { founder, joins } = await anOrganisation()
    const [ida, eva] = [await joins('Ida', true), await joins('Eva', true)]
    const answers = await Promise.all([founder, ida].map((one) => setRight(one, one, false)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(await isAdministrator(eva)).toBe(true)
  })
})
