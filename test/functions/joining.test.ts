import { beforeAll, describe, expect, it } from 'vitest'
import { tokenClaims } from '../../functions/token-claims/token-claims.ts'
import { keys } from '../../shared/store/keys.ts'
import { loadMembershipsOf } from '../../shared/store/organisations.ts'
import type { Table } from '../../shared/store/table.ts'
import { aTable, type Caller } from '../support/api.ts'
import { anId, aProfile, NOON } from '../support/builders.ts'
import { anOrganisationsOffice } from '../support/organisations.ts'
import { aTokenEvent } from '../support/token-event.ts'

let table: Table
beforeAll(async () => {
  table = await aTable()
})
const { call, callOn, aPerson } = anOrganisationsOffice(() => table)

const MEMBER = '/organisation/members/{email}'
const OWN = '/me/invitations'
const anOrganisation = async (legalName = 'Strandby Kommune') => {
  const orgId = anId('org')
  const founder = aPerson('Sille')
  await call('POST', '/organisations', { body: { ...aProfile({ legalName }), orgId }, as: founder })
  const as: Caller = { ...founder, org: orgId, buys: true }
  const invites = ({ email }: Caller, body: object = { name: 'Bo Krag' }) =>
    call('PUT', MEMBER, { params: { email }, body, as })
  const withdraws = ({ email }: Caller) => call('DELETE', MEMBER, { params: { email }, as })
  const listed = async () => (await call('GET', '/organisation/members', { as })).json.items as { email: string }[]
  const changes = async () => (await call('GET', '/organisation/members/changes', { as })).json.items
  return { orgId, as, invites, withdraws, listed, changes }
}
const join = (as: Caller, orgId: string, on = table) =>
  callOn(on, 'PUT', `${OWN}/{orgId}/acceptance`, { params: { orgId }, as })
const decline = (as: Caller, orgId: string, on = table) =>
  callOn(on, 'PUT', `${OWN}/{orgId}/decline`, { params: { orgId }, as })
const found = (as: Caller, orgId = anId('org')) =>
  call('POST', '/organisations', { body: { ...aProfile(), orgId }, as })
const invitationsOf = async (as: Caller) => (await call('GET', OWN, { as })).json.items
const orgOf = async ({ email }: Caller) => {
  const event = await tokenClaims({ table })(aTokenEvent({ email, email_verified: 'true' }))
  return event.response.claimsAndScopeOverrideDetails?.accessTokenGeneration?.claimsToAddOrOverride?.org
}

describe('an invited person', () => {
  it('sees who invites them, and belongs to none of them', async () => {
    const [one, other, bo] = [
      await anOrganisation('Nordkontor A/S'),
      await anOrganisation('Hansen & Søn'),
      aPerson('Bo'),
    ]
    await one.invites(bo, { name: 'Bo Krag', administrator: true })
    expect(await other.invites(bo, { name: '' })).toMatchObject({ status: 200, json: { status: 'invited' } })
    const items = await invitationsOf(bo)
    const by = { email: one.as.email, name: 'Sille' }
    expect(items).toHaveLength(2)
    expect(items).toContainEqual(expect.objectContaining({ name: 'Bo Krag', administrator: true, by }))
    expect(items).toContainEqual(expect.objectContaining({ name: '', administrator: false }))
    const named = expect.objectContaining({ orgId: other.orgId, legalName: 'Hansen & Søn' })
    expect(items).toContainEqual(expect.objectContaining({ organisation: named }))
    expect(JSON.stringify(items)).not.toContain('vatId')
    expect(await orgOf(bo)).toBeUndefined()
    expect((await call('GET', '/me', { as: bo })).json).toMatchObject({ organisation: null, administrator: false })
    expect(await loadMembershipsOf(table, [bo.email])).toEqual([])
    expect(await invitationsOf(aPerson('Eva'))).toEqual([])
  })
  it('joins one of them, with the right it promised, and keeps it', async () => {
    const [one, other, bo] = [await anOrganisation(), await anOrganisation(), aPerson('Bo')]
    await one.invites(bo, { name: 'Bo Krag', administrator: true })
    await other.invites(bo)
    const joined = await join(bo, one.orgId)
    expect(joined).toMatchObject({ status: 200, json: { orgId: one.orgId, legalName: 'Strandby Kommune' } })
    expect(await join(bo, one.orgId)).toEqual(joined)
    expect(await orgOf(bo)).toBe(one.orgId)
    expect((await call('GET', '/me', { as: bo })).json).toMatchObject({ name: 'Bo Krag', administrator: true })
    expect(await one.listed()).toMatchObject([{ email: bo.email, status: 'active' }, { email: one.as.email }])
    expect(await one.changes()).toMatchObject([
      { kind: 'joined', member: { email: bo.email, name: 'Bo Krag' }, by: { email: bo.email } },
      { kind: 'invitedAsAdministrator' },
      { kind: 'founded' },
    ])
    expect(await join(bo, other.orgId)).toMatchObject({ status: 409, json: { code: 'already_member' } })
    expect(await found(bo)).toMatchObject({ status: 409, json: { code: 'already_member' } })
  })
  it('finds the other invitations again when they no longer belong', async () => {
    const [one, other, bo] = [await anOrganisation(), await anOrganisation(), aPerson('Bo')]
    await one.invites(bo)
    await other.invites(bo)
    await join(bo, one.orgId)
    await one.withdraws(bo)
    expect(await join(bo, one.orgId)).toMatchObject({
      status: 409,
      json: { code: 'invitation_over', became: 'joined' },
    })
    expect(await invitationsOf(bo)).toMatchObject([{ organisation: { orgId: other.orgId } }])
    expect(await join(bo, other.orgId)).toMatchObject({ status: 200 })
  })
  it('declines, which the organisation sees, and may be invited again', async () => {
    const [{ orgId, invites, listed, changes, as }, bo] = [await anOrganisation(), aPerson('Bo')]
    await invites(bo)
    for (const _ of [1, 2]) expect(await decline(bo, orgId)).toMatchObject({ status: 200 })
    expect(await invitationsOf(bo)).toEqual([])
    expect(await listed()).toMatchObject([{ email: as.email }])
    expect(await changes()).toMatchObject([
      { kind: 'declined', member: { email: bo.email, name: 'Bo Krag' }, by: { email: bo.email, name: 'Bo' } },
      { kind: 'invited' },
      { kind: 'founded' },
    ])
    expect(await join(bo, orgId)).toMatchObject({ json: { code: 'invitation_over', became: 'declined' } })
    await invites(bo)
    expect(await join(bo, orgId)).toMatchObject({ status: 200 })
  })
  it('founds an organisation of their own, whoever invited them', async () => {
    const [{ orgId, invites, listed, withdraws }, bo, own] = [await anOrganisation(), aPerson('Bo'), anId('org')]
    await invites(bo)
    expect(await found(bo, own)).toMatchObject({ status: 201 })
    expect(await orgOf(bo)).toBe(own)
    expect(await join(bo, orgId)).toMatchObject({ status: 409, json: { code: 'already_member', orgId: own } })
    expect(await listed()).toMatchObject([{ email: bo.email, status: 'invited' }, {}])
    expect(await withdraws(bo)).toMatchObject({ status: 200 })
    expect(await orgOf(bo)).toBe(own)
  })
  it('is let in by nobody who did not invite them', async () => {
    const [{ orgId, invites }, bo, eva] = [await anOrganisation(), aPerson('Bo'), aPerson('Eva')]
    await invites(bo)
    for (const act of [join, decline])
      expect(await act(eva, orgId)).toMatchObject({ status: 404, json: { code: 'invitation_not_found' } })
    expect(await join(bo, anId('org'))).toMatchObject({ status: 404 })
  })
})

describe('an organisation', () => {
  it('withdraws an invitation, and gives or takes the right it promises', async () => {
    const [{ orgId, as, invites, withdraws, changes }, bo] = [await anOrganisation(), aPerson('Bo')]
    await invites(bo)
    const set = { params: { email: bo.email }, body: { administrator: true }, as }
    expect(await call('PUT', `${MEMBER}/right`, set)).toMatchObject({
      json: { status: 'invited', administrator: true },
    })
    expect(await invitationsOf(bo)).toMatchObject([{ administrator: true }])
    await withdraws(bo)
    expect(await invitationsOf(bo)).toEqual([])
    expect(await join(bo, orgId)).toMatchObject({ json: { code: 'invitation_over', became: 'withdrawn' } })
    expect(await withdraws(bo)).toMatchObject({ status: 404, json: { code: 'not_found' } })
    expect(await changes()).toMatchObject([{ kind: 'withdrawn' }, { kind: 'rightGiven' }, {}, {}])
  })
  it('invites once, however often it asks', async () => {
    const [{ orgId, invites }, bo] = [await anOrganisation(), aPerson('Bo')]
    const answers = await Promise.all([invites(bo), invites(bo), invites(bo, { name: 'Bo', administrator: true })])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(await table.all({ pk: orgId, beginsWith: `INVITED#${bo.email}` })).toHaveLength(1)
  })
  it('whose invitation was kept as a membership invites again', async () => {
    const [{ orgId, as, invites, listed }, bo] = [await anOrganisation(), aPerson('Bo')]
    const old = { email: bo.email, orgId, name: '', status: 'invited', since: NOON, kind: 'Membership' }
    await table.commit([{ put: { ...keys.membership(bo.email), ...old } }])
    expect([await orgOf(bo), await listed()]).toMatchObject([undefined, [{ email: as.email }]])
    await invites(bo)
    expect(await join(bo, orgId)).toMatchObject({ status: 200 })
  })
})

/** The table as it is for a request that reads, and is overtaken once before it writes. */
const overtaken = (meanwhile: () => Promise<unknown>): Table => {
  let first = true
  const commit: Table['commit'] = async (writes, token) => {
    if (first) await meanwhile()
    first = false
    return table.commit(writes, token)
  }
  return { ...table, commit }
}

describe('at once', () => {
  it('a person joins twice and is a member once', async () => {
    const [{ orgId, invites, changes }, bo] = [await anOrganisation(), aPerson('Bo')]
    await invites(bo)
    const answers = await Promise.all([join(bo, orgId), join(bo, orgId), join(bo, orgId)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(await changes()).toMatchObject([{ kind: 'joined' }, { kind: 'invited' }, { kind: 'founded' }])
  })
  it('of two organisations that are joined, and one that is founded, one has the member', async () => {
    const [one, other, bo] = [await anOrganisation(), await anOrganisation(), aPerson('Bo')]
    await one.invites(bo)
    await other.invites(bo)
    const answers = await Promise.all([join(bo, one.orgId), join(bo, other.orgId), found(bo)])
    expect(answers.map(({ status }) => (status === 409 ? 'refused' : 'done')).sort()).toEqual([
      'done',
      'refused',
      'refused',
    ])
    const won = answers.find(({ status }) => status !== 409)?.json.orgId
    expect(await orgOf(bo)).toBe(won)
    expect(await loadMembershipsOf(table, [bo.email])).toMatchObject([{ orgId: won, status: 'active' }])
  })
  it.each([
    ['withdrawn', 'withdrawn'],
    ['declined', 'declined'],
  ])('an invitation is %s and not joined', async (how, became) => {
    const [{ orgId, invites, withdraws }, bo] = [await anOrganisation(), aPerson('Bo')]
    await invites(bo)
    const late = overtaken(() => (how === 'withdrawn' ? withdraws(bo) : decline(bo, orgId)))
    expect(await join(bo, orgId, late)).toMatchObject({ status: 409, json: { code: 'invitation_over', became } })
    expect(await orgOf(bo)).toBeUndefined()
  })
  it('a right is taken from the invitation, and not joined with', async () => {
    const [{ orgId, as, invites }, bo] = [await anOrganisation(), aPerson('Bo')]
    await invites(bo, { name: 'Bo', administrator: true })
    const body = { administrator: false }
    const late = overtaken(() => call('PUT', `${MEMBER}/right`, { params: { email: bo.email }, body, as }))
    expect(await join(bo, orgId, late)).toMatchObject({ status: 200 })
    expect((await call('GET', '/me', { as: bo })).json).toMatchObject({ administrator: false })
  })
  it('who joins and is removed is removed', async () => {
    const [{ orgId, as, invites, changes }, bo] = [await anOrganisation(), aPerson('Bo')]
    await invites(bo)
    const late = overtaken(() => join(bo, orgId))
    const removed = await callOn(late, 'DELETE', MEMBER, { params: { email: bo.email }, as })
    expect([removed.status, await orgOf(bo)]).toEqual([200, undefined])
    expect(await changes()).toMatchObject([{ kind: 'removed' }, { kind: 'joined' }, {}, {}])
  })
})
