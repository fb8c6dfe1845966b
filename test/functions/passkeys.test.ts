import { beforeAll, describe, expect, it } from 'vitest'
import { notify } from '../../functions/notify/notify.ts'
import { CreationOptions } from '../../shared/contracts/passkeys.ts'
import { sha256Hex } from '../../shared/domain/canonical.ts'
import { queuesFor } from '../../shared/domain/effects.ts'
import { Signal } from '../../shared/domain/events.ts'
import { say } from '../../shared/formats/say.ts'
import { keys, ranges } from '../../shared/store/keys.ts'
import { findSession } from '../../shared/store/sessions.ts'
import type { Table } from '../../shared/store/table.ts'
import { aTable } from '../support/api.ts'
import { SITE } from '../support/approvals.ts'
import { anAuthenticator, keyKinds, type Wrong } from '../support/authenticator.ts'
import { aStakeholder } from '../support/awards.ts'
import { DAY, MINUTE } from '../support/builders.ts'
import { aPasskeyDesk } from '../support/passkeys.ts'
import { aProposal } from '../support/proposals.ts'

const financial = aStakeholder('financial')
const technical = aStakeholder('technical')
let table: Table
beforeAll(async () => {
  table = await aTable()
})

/** A stakeholder with a link, in a session that a code opened. */
const aSession = async () => {
  // A table of its own: all proposals are put to the same mailboxes, whose passkeys would mix.
  table = await aTable()
  const { office, place, token } = await aProposal(table)
  const session = await office.enter(token)
  return { office, place, token, session, desk: aPasskeyDesk(office) }
}
const refused = { status: 403, json: { code: 'passkey_refused' } }

describe('enrolling', () => {
  it('asks for a passkey of this site that verifies its person and is found without being named', async () => {
    const { desk, session } = await aSession()
    const asked = await desk.askEnrolment(session)
    expect(asked).toMatchObject({ status: 201 })
    expect(CreationOptions.parse(asked.json)).toMatchObject({
      rp: { id: 'sealbid.example' },
      user: { name: financial.email },
      excludeCredentials: [],
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      attestation: 'none',
    })
  })

  it('needs a session, and one that a code opened', async () => {
    const { desk, session, token } = await aSession()
    expect(await desk.askEnrolment('x'.repeat(43))).toMatchObject({ status: 401, json: { code: 'session_unknown' } })
    const authenticator = await desk.enrolled(session)
    const second = String((await desk.signIn(token, authenticator)).json.session)
    expect(await desk.askEnrolment(second)).toMatchObject({ status: 403, json: { code: 'code_needed' } })
  })

  it('names the passkeys there are, so that no authenticator makes a second', async () => {
    const { desk, session } = await aSession()
    const { id } = await desk.enrolled(session)
    const asked = CreationOptions.parse((await desk.askEnrolment(session)).json)
    expect(asked.excludeCredentials).toEqual([{ type: 'public-key', id, transports: ['internal'] }])
  })

  it('is the same passkey when its answer was lost, and another cannot take its challenge', async () => {
    const { desk, session } = await aSession()
    const options = CreationOptions.parse((await desk.askEnrolment(session)).json)
    const credential = anAuthenticator(SITE).create(options)
    const [first, second] = [await desk.keep(session, credential), await desk.keep(session, credential)]
    expect(first.status).toBe(201)
    expect(second.text).toBe(first.text)
    expect(await desk.keep(session, anAuthenticator(SITE).create(options))).toMatchObject(refused)
    expect((await desk.list(session)).json.items).toHaveLength(1)
  })

  it('is told to its mailbox, once, with when, where and the link to take it back by', async () => {
    const { desk, office, session, token } = await aSession()
    const [before, at] = [office.letters.length, office.now()]
    const { id } = await desk.enrolled(session)
    const [item] = await table.all(ranges.passkeys(financial.email))
    const signal = Signal.parse(item?.signal)
    expect(queuesFor(signal)).toEqual(['notify'])
    for (let i = 0; i < 2; i++) await notify(office.deps)(signal)
    const told = office.letters.slice(before)
    expect(told.map(({ to, subject }) => [to, subject])).toEqual([
      [financial.email, 'Der er oprettet en adgangsnøgle til din postkasse'],
    ])
    for (const part of [
      'I denne browser: test',
      'Fra denne adresse: 127.0.0.1',
      `Oprettet: ${say('da').dateTime(at, 'Europe/Copenhagen')}`,
      `${SITE}/approve/#${token}`,
    ])
      expect(told[0]?.text).toContain(part)
    // Taken back before it could be told, it opens nothing any more.
    await desk.remove(session, sha256Hex(id))
    await notify(office.deps)({ ...signal, id: 'another' })
    expect(office.letters).toHaveLength(before + 1)
  })

  it.each<[string, Wrong]>([
    ['another site’s page', { origin: 'https://sealbid.example.evil.example' }],
    ['a page that frames ours', { crossOrigin: true }],
    ['another relying party', { rpId: 'evil.example' }],
    ['another ceremony', { type: 'webauthn.get' }],
    ['a challenge of its own', { challenge: Buffer.from('2099-01-01T00:00:00.000Z|x|y').toString('base64url') }],
    ['an authenticator nobody touched', { present: false }],
    ['a person who was not verified', { verified: false }],
    ['another credential’s id', { id: 'AAAAAAAAAAAAAAAA' }],
  ])('refuses %s', async (_, wrong) => {
    const { desk, session } = await aSession()
    const options = CreationOptions.parse((await desk.askEnrolment(session)).json)
    expect(await desk.keep(session, anAuthenticator(SITE).create(options, wrong))).toMatchObject(refused)
    expect((await desk.list(session)).json.items).toEqual([])
  })

  it('refuses a kind of key nobody asked for, and what cannot be read', async () => {
    const { desk, session } = await aSession()
    const options = CreationOptions.parse((await desk.askEnrolment(session)).json)
    expect(await desk.keep(session, anAuthenticator(SITE, 'es384').create(options))).toMatchObject(refused)
    const { id, response } = anAuthenticator(SITE).create(options)
    for (const unreadable of [{ clientDataJSON: 'AAAA' }, { attestationObject: 'AAAA' }]) {
      expect(await desk.keep(session, { id, response: { ...response, ...unreadable } })).toMatchObject(refused)
    }
  })

  it('takes its challenge for five minutes, and in the session that asked', async () => {
    const { desk, session, office, token } = await aSession()
    const options = CreationOptions.parse((await desk.askEnrolment(session)).json)
    const credential = anAuthenticator(SITE).create(options)
    expect(await desk.keep(await office.enter(token), credential)).toMatchObject(refused)
    office.pass(5 * MINUTE)
    expect(await desk.keep(session, credential)).toMatchObject(refused)
  })

  it('stops at ten passkeys', async () => {
    const { desk, session } = await aSession()
    for (let i = 0; i < 10; i++) await desk.enrolled(session)
    expect(await desk.askEnrolment(session)).toMatchObject({
      status: 409,
      json: { code: 'too_many_passkeys', most: 10 },
    })
  })
})

describe('signing in', () => {
  it.each(keyKinds)('with a passkey (%s) opens half an hour that says how it was opened', async (kind) => {
    const { desk, office, session, token } = await aSession()
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
    const { desk, session, token } = await aSession()
    const before = await desk.askSignIn(token)
    await desk.enrolled(session)
    const after = await desk.askSignIn(token)
    expect({ ...after, challenge: '' }).toEqual({ ...before, challenge: '' })
    expect(JSON.stringify(after)).not.toContain(financial.email)
  })

  it('counts, so that a copy is found out', async () => {
    const { desk, session, token } = await aSession()
    const authenticator = await desk.enrolled(session)
    expect((await desk.signIn(token, authenticator, { counter: 7 })).status).toBe(201)
    expect(await desk.signIn(token, authenticator, { counter: 7 })).toMatchObject(refused)
    expect((await desk.signIn(token, authenticator, { counter: 8 })).status).toBe(201)
  })

  it('works again and again with a synchronized passkey, which does not count', async () => {
    const { desk, session, token } = await aSession()
    const authenticator = await desk.enrolled(session)
    for (let i = 0; i < 3; i++) expect((await desk.signIn(token, authenticator, { counter: 0 })).status).toBe(201)
  })

  it('answers a challenge once, however many answers come at once', async () => {
    const { desk, session, token } = await aSession()
    const authenticator = await desk.enrolled(session)
    const credential = authenticator.get(await desk.askSignIn(token), { counter: 0 })
    const answers = await Promise.all(Array.from({ length: 6 }, () => desk.open(token, credential)))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 403, 403, 403, 403, 403])
  })

  it('lets two tabs in at the same moment', async () => {
    const { desk, session, token } = await aSession()
    const authenticator = await desk.enrolled(session)
    const [one, other] = [await desk.askSignIn(token), await desk.askSignIn(token)]
    const answers = await Promise.all([
      desk.open(token, authenticator.get(one, { counter: 0 })),
      desk.open(token, authenticator.get(other, { counter: 0 })),
    ])
    expect(answers.map(({ status }) => status)).toEqual([201, 201])
  })

  it('answers a passkey that is unknown, another mailbox’s, removed, expired or wrongly signed with the same bytes', async () => {
    const { desk, office, place, session, token } = await aSession()
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
    const { desk, office, place, session } = await aSession()
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
    const { desk, session, token } = await aSession()
    const authenticator = await desk.enrolled(session)
    expect(await desk.signIn(token, authenticator, wrong)).toMatchObject(refused)
    expect((await desk.signIn(token, authenticator)).status).toBe(201)
  })

  it('takes a challenge from the browser and link that asked, for five minutes, and none made for enrolling', async () => {
    const { desk, office, place, session, token } = await aSession()
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
    const { desk, office, session, token } = await aSession()
    const authenticator = await desk.enrolled(session)
    for (let i = 0; i < 25; i++) await desk.signIn(token, anAuthenticator(SITE))
    expect(await office.enter(token)).toMatch(/^[\w-]{43}$/)
    expect((await desk.signIn(token, authenticator)).status).toBe(201)
  })

  it('is refused with an unknown link as every other act is', async () => {
    const { desk, office } = await aSession()
    const unknown = office.byLink('x'.repeat(43))
    const asked = await desk.call('POST', '/sign-ins', { ...unknown, body: { browser: 'b'.repeat(30) } })
    expect(asked).toMatchObject({ status: 404, json: { code: 'link_unknown' } })
  })
})

describe('own passkeys', () => {
  it('are listed with when they were used, without what proves them', async () => {
    const { desk, office, session, token } = await aSession()
    const authenticator = await desk.enrolled(session)
    const usedAt = office.now()
    await desk.signIn(token, authenticator)
    const { json, text } = await desk.list(session)
    expect(json.items).toMatchObject([{ madeIn: 'test', passkeyId: sha256Hex(authenticator.id), lastUsedAt: usedAt }])
    expect(text).not.toMatch(/publicKey|counter/)
  })

  it('are removed once and for all, by their own mailbox only', async () => {
    const { desk, office, place, session, token } = await aSession()
    const authenticator = await desk.enrolled(session)
    const passkeyId = sha256Hex(authenticator.id)
    const stranger = await office.enter(await office.tokenOf(place, technical.stakeholderId))
    expect(await desk.remove(stranger, passkeyId)).toMatchObject({ status: 404, json: { code: 'passkey_unknown' } })
    expect((await desk.signIn(token, authenticator)).status).toBe(201)
    const removals = [await desk.remove(session, passkeyId), await desk.remove(session, passkeyId)]
    expect(removals.map(({ status }) => status)).toEqual([200, 200])
    expect((await desk.list(session)).json.items).toEqual([])
    expect(await desk.signIn(token, authenticator)).toMatchObject(refused)
  })

  it('go from the table by themselves, as their challenges do', async () => {
    const { desk, session } = await aSession()
    await desk.enrolled(session)
    const [kept] = await table.all(ranges.passkeys(financial.email))
    expect(kept?.ttl).toBe(Math.ceil(Date.parse(String(kept?.expiresAt)) / 1000))
    const used = await table.get(keys.challengeUsed(String(kept?.challengeSha256)))
    expect(used?.ttl).toEqual(expect.any(Number))
  })
})
