import { describe, expect, it } from 'vitest'
import { CreationOptions } from '../../shared/contracts/passkeys.ts'
import { sha256Hex } from '../../shared/domain/canonical.ts'
import { keys } from '../../shared/store/keys.ts'
import { findSession } from '../../shared/store/sessions.ts'
import { SITE } from '../support/approvals.ts'
import { anAuthenticator, keyKinds, type Wrong } from '../support/authenticator.ts'
import { aStakeholder } from '../support/awards.ts'
import { DAY, MINUTE } from '../support/builders.ts'
import { aSessionByCode } from '../support/passkeys.ts'

const financial = aStakeholder('financial')
const technical = aStakeholder('technical')
const refused = { status: 403, json: { code: 'passkey_refused' } }

describe('signing in', () => {
  it.each(keyKinds)('with a passkey (%s) opens half an hour that says how it was opened', async (kind) => {
    const { desk, office, session, token, table } = await aSessionByCode()
    const authenticator = await desk.enrolled(session, anAuthenticator(SITE, kind))
    const opened = await desk.signIn(token, authenticator)
    expect(opened.status).toBe(201)
    const secret = String(opened.json.session)
    expect(await findSession(table, secret, office.now())).toMatchObject({
      email: financial.email,
      method: 'passkey',
      openedFrom: { address: '127.0.0.1' },
    })
    office.pass(31 * MINUTE)
    expect((await desk.list(secret)).status).toBe(401)
  })

  it('asks for no passkey in particular: who holds a link learns of none', async () => {
    const { desk, session, token } = await aSessionByCode()
    const before = await desk.askSignIn(token)
    await desk.enrolled(session)
    const after = await desk.askSignIn(token)
    expect({ ...after, challenge: '' }).toEqual({ ...before, challenge: '' })
    expect(JSON.stringify(after)).not.toContain(financial.email)
  })

  it('counts, so that a copy is found out', async () => {
    const { desk, session, token } = await aSessionByCode()
    const authenticator = await desk.enrolled(session)
    expect((await desk.signIn(token, authenticator, { counter: 7 })).status).toBe(201)
    expect(await desk.signIn(token, authenticator, { counter: 7 })).toMatchObject(refused)
    expect((await desk.signIn(token, authenticator, { counter: 8 })).status).toBe(201)
  })

  it('works again and again with a synchronized passkey, which does not count', async () => {
    const { desk, session, token } = await aSessionByCode()
    const authenticator = await desk.enrolled(session)
    for (let i = 0; i < 3; i++) expect((await desk.signIn(token, authenticator, { counter: 0 })).status).toBe(201)
  })

  it('answers a challenge once, however many answers come at once', async () => {
    const { desk, session, token } = await aSessionByCode()
    const authenticator = await desk.enrolled(session)
    const credential = authenticator.get(await desk.askSignIn(token), { counter: 0 })
    const answers = await Promise.all(Array.from({ length: 6 }, () => desk.open(token, credential)))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 403, 403, 403, 403, 403])
  })

  it('lets two tabs in at the same moment', async () => {
    const { desk, session, token } = await aSessionByCode()
    const authenticator = await desk.enrolled(session)
    const [one, other] = [await desk.askSignIn(token), await desk.askSignIn(token)]
    const answers = await Promise.all([
      desk.open(token, authenticator.get(one, { counter: 0 })),
      desk.open(token, authenticator.get(other, { counter: 0 })),
    ])
    expect(answers.map(({ status }) => status)).toEqual([201, 201])
  })

  it('answers a passkey that is unknown, another mailbox’s, removed, expired or wrongly signed with the same bytes', async () => {
    const { desk, office, place, session, token } = await aSessionByCode()
    const unknown = await desk.signIn(token, anAuthenticator(SITE))
    const own = await desk.enrolled(session)
    const otherToken = await office.tokenOf(place, technical.stakeholderId)
    const other = await desk.enrolled(await office.enter(otherToken))
    expect((await desk.signIn(otherToken, other)).status).toBe(201)
    const answers = [
      await desk.signIn(token, other),
      await desk.signIn(token, other, { id: own.id }),
      await desk.signIn(token, own, { signature: 'AAAA' }),
    ]
    const removed = await desk.enrolled(session)
    await desk.remove(session, sha256Hex(removed.id))
    answers.push(await desk.signIn(token, removed))
    expect(unknown).toMatchObject(refused)
    expect(answers.map(({ text }) => text)).toEqual(answers.map(() => unknown.text))
  })

  it('ends half a year after enrolling, when the mailbox has to be proved again', async () => {
    const { desk, office, place, session, table } = await aSessionByCode()
    const authenticator = await desk.enrolled(session)
    office.pass(179 * DAY)
    await table.update({
      update: keys.link(sha256Hex(await office.tokenOf(place, financial.stakeholderId))),
      set: { expiresAt: '2099-01-01T00:00:00.000Z' },
      when: 'present',
      otherwise: { code: 'no_link' },
    })
    const token = await office.tokenOf(place, financial.stakeholderId)
    expect((await desk.signIn(token, authenticator)).status).toBe(201)
    office.pass(DAY)
    expect(await desk.signIn(token, authenticator)).toMatchObject(refused)
  })

  it.each<[string, Wrong]>([
    ['another site’s page', { origin: 'http://sealbid.example' }],
    ['a page that frames ours', { crossOrigin: true }],
    ['another relying party', { rpId: 'evil.example' }],
    ['another ceremony', { type: 'webauthn.create' }],
    ['an authenticator nobody touched', { present: false }],
    ['a person who was not verified', { verified: false }],
  ])('refuses %s', async (_, wrong) => {
    const { desk, session, token } = await aSessionByCode()
    const authenticator = await desk.enrolled(session)
    expect(await desk.signIn(token, authenticator, wrong)).toMatchObject(refused)
    expect((await desk.signIn(token, authenticator)).status).toBe(201)
  })

  it('takes a challenge from the browser and link that asked, for five minutes, and none made for enrolling', async () => {
    const { desk, office, place, session, token } = await aSessionByCode()
    const authenticator = await desk.enrolled(session)
    const credential = authenticator.get(await desk.askSignIn(token))
    expect(await desk.open(token, credential, 'another-browser-another-1')).toMatchObject(refused)
    const otherLink = await office.tokenOf(place, technical.stakeholderId)
    expect(await desk.open(otherLink, credential)).toMatchObject(refused)
    const { challenge } = CreationOptions.parse((await desk.askEnrolment(session)).json)
    expect(await desk.signIn(token, authenticator, { challenge })).toMatchObject(refused)
    office.pass(5 * MINUTE)
    expect(await desk.open(token, credential)).toMatchObject(refused)
  })

  it('that fails, however often, keeps nobody from a code or from the passkey itself', async () => {
    const { desk, office, session, token } = await aSessionByCode()
    const authenticator = await desk.enrolled(session)
    for (let i = 0; i < 25; i++) await desk.signIn(token, anAuthenticator(SITE))
    expect(await office.enter(token)).toMatch(/^[\w-]{43}$/)
    expect((await desk.signIn(token, authenticator)).status).toBe(201)
  })

  it('is refused with an unknown link as every other act is', async () => {
    const { desk, office } = await aSessionByCode()
    const unknown = office.byLink('x'.repeat(43))
    const asked = await desk.call('POST', '/sign-ins', { ...unknown, body: { browser: 'b'.repeat(30) } })
    expect(asked).toMatchObject({ status: 404, json: { code: 'link_unknown' } })
  })
})
