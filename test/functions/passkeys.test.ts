import { describe, expect, it } from 'vitest'
import { notify } from '../../functions/notify/notify.ts'
import { CreationOptions } from '../../shared/contracts/passkeys.ts'
import { sha256Hex } from '../../shared/domain/canonical.ts'
import { queuesFor } from '../../shared/domain/effects.ts'
import { Signal } from '../../shared/domain/events.ts'
import { say } from '../../shared/formats/say.ts'
import { keys, ranges } from '../../shared/store/keys.ts'
import { SITE } from '../support/approvals.ts'
import { anAuthenticator, type Wrong } from '../support/authenticator.ts'
import { aStakeholder } from '../support/awards.ts'
import { MINUTE } from '../support/builders.ts'
import { aSessionByCode } from '../support/passkeys.ts'

const financial = aStakeholder('financial')
const technical = aStakeholder('technical')
const refused = { status: 403, json: { code: 'passkey_refused' } }

describe('enrolling', () => {
  it('asks for a passkey of this site that verifies its person and is found without being named', async () => {
    const { desk, session } = await aSessionByCode()
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
    const { desk, session, token } = await aSessionByCode()
    expect(await desk.askEnrolment('x'.repeat(43))).toMatchObject({ status: 401, json: { code: 'session_unknown' } })
    const authenticator = await desk.enrolled(session)
    const second = String((await desk.signIn(token, authenticator)).json.session)
    expect(await desk.askEnrolment(second)).toMatchObject({ status: 403, json: { code: 'code_needed' } })
  })

  it('names the passkeys there are, so that no authenticator makes a second', async () => {
    const { desk, session } = await aSessionByCode()
    const { id } = await desk.enrolled(session)
    const asked = CreationOptions.parse((await desk.askEnrolment(session)).json)
    expect(asked.excludeCredentials).toEqual([{ type: 'public-key', id, transports: ['internal'] }])
  })

  it('is the same passkey when its answer was lost, and another cannot take its challenge', async () => {
    const { desk, session } = await aSessionByCode()
    const options = CreationOptions.parse((await desk.askEnrolment(session)).json)
    const credential = anAuthenticator(SITE).create(options)
    const [first, second] = [await desk.keep(session, credential), await desk.keep(session, credential)]
    expect(first.status).toBe(201)
    expect(second.text).toBe(first.text)
    expect(await desk.keep(session, anAuthenticator(SITE).create(options))).toMatchObject(refused)
    expect((await desk.list(session)).json.items).toHaveLength(1)
  })

  it('is told to its mailbox, once, with when, where and the link to take it back by', async () => {
    const { desk, office, session, token, table } = await aSessionByCode()
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
    const { desk, session } = await aSessionByCode()
    const options = CreationOptions.parse((await desk.askEnrolment(session)).json)
    expect(await desk.keep(session, anAuthenticator(SITE).create(options, wrong))).toMatchObject(refused)
    expect((await desk.list(session)).json.items).toEqual([])
  })

  it('refuses a kind of key nobody asked for, and what cannot be read', async () => {
    const { desk, session } = await aSessionByCode()
    const options = CreationOptions.parse((await desk.askEnrolment(session)).json)
    expect(await desk.keep(session, anAuthenticator(SITE, 'es384').create(options))).toMatchObject(refused)
    const { id, response } = anAuthenticator(SITE).create(options)
    for (const unreadable of [{ clientDataJSON: 'AAAA' }, { attestationObject: 'AAAA' }]) {
      expect(await desk.keep(session, { id, response: { ...response, ...unreadable } })).toMatchObject(refused)
    }
  })

  it('takes its challenge for five minutes, and in the session that asked', async () => {
    const { desk, session, office, token } = await aSessionByCode()
    const options = CreationOptions.parse((await desk.askEnrolment(session)).json)
    const credential = anAuthenticator(SITE).create(options)
    expect(await desk.keep(await office.enter(token), credential)).toMatchObject(refused)
    office.pass(5 * MINUTE)
    expect(await desk.keep(session, credential)).toMatchObject(refused)
  })

  it('stops at ten passkeys', async () => {
    const { desk, session } = await aSessionByCode()
    for (let i = 0; i < 10; i++) await desk.enrolled(session)
    expect(await desk.askEnrolment(session)).toMatchObject({
      status: 409,
      json: { code: 'too_many_passkeys', most: 10 },
    })
  })
})

describe('own passkeys', () => {
  it('are listed with when they were used, without what proves them', async () => {
    const { desk, office, session, token } = await aSessionByCode()
    const authenticator = await desk.enrolled(session)
    const usedAt = office.now()
    await desk.signIn(token, authenticator)
    const { json, text } = await desk.list(session)
    expect(json.items).toMatchObject([{ madeIn: 'test', passkeyId: sha256Hex(authenticator.id), lastUsedAt: usedAt }])
    expect(text).not.toMatch(/publicKey|counter/)
  })

  it('are removed once and for all, by their own mailbox only', async () => {
    const { desk, office, place, session, token } = await aSessionByCode()
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
    const { desk, session, table } = await aSessionByCode()
    await desk.enrolled(session)
    const [kept] = await table.all(ranges.passkeys(financial.email))
    expect(kept?.ttl).toBe(Math.ceil(Date.parse(String(kept?.expiresAt)) / 1000))
    const used = await table.get(keys.challengeUsed(String(kept?.challengeSha256)))
    expect(used?.ttl).toEqual(expect.any(Number))
  })
})
