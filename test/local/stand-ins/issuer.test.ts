import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Door, listen } from '../../../infra/local/listen.ts'
import { freePorts } from '../../../infra/local/ports.ts'
import { type Issuer, startIssuer } from '../../../infra/local/stand-ins/issuer.ts'
import type { Person } from '../../../infra/local/stand-ins/types.ts'
import { aVisitor } from './pkce.ts'

const port = await freePorts()
const SITE = 'http://127.0.0.1:4130'
const dataDir = mkdtempSync(join(tmpdir(), 'sealbid-issuer-'))
const client = { clientId: 'web', redirectUri: `${SITE}/signed-in`, scope: 'openid email profile sealbid/api' }
const DAY = 86_400_000

let door: Door
let issuer: Issuer
let movedMs = 0
let organisation = 'org_1'
let sent: { email: string; code: string; locale: string }[] = []
const start = async () => {
  door = await listen(port)
  issuer = startIssuer({
    door,
    log: console.error,
    dataDir,
    clock: { now: () => Date.now() + movedMs },
    clients: [{ clientId: 'web', redirectUris: [client.redirectUri], logoutUris: [`${SITE}/`] }],
    scope: 'sealbid/api',
    people: [
      { email: 'Anna@strandby.example', name: 'Anna Møller', organisation: 'Strandby Kommune', role: 'Buyer' },
      { email: 'bo@nordkontor.example', name: 'Bo <Berg>', organisation: 'Nordkontor', role: 'Supplier' },
    ],
    claimsFor: async (person: Person) => ({ org: organisation, name: person.name, sub: 'somebody else' }),
    sendCode: (email, code, locale) => {
      sent.push({ email, code, locale })
    },
  })
}
beforeAll(start)
afterAll(async () => {
  await door.close()
  rmSync(dataDir, { recursive: true })
})
beforeEach(() => {
  movedMs = 0
  sent = []
})

const visitor = (language?: string) => aVisitor(issuer.issuer, client, language)
const verified = (token: string) =>
  jwtVerify(token, createRemoteJWKSet(new URL(`${issuer.issuer}/jwks`), { headers: { connection: 'close' } }), {
    issuer: issuer.issuer,
    currentDate: new Date(Date.now() + movedMs),
  })
const lastCode = () => sent.at(-1)?.code ?? ''
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
const signedInAs = async (email: string) => {
  const browser = visitor()
  const { url } = await browser.authorize()
  const { url: back } = await browser.send(url, { act: 'person', person: email })
  return { browser, tokens: await browser.tokens(back) }
}

describe('one click', () => {
  it('signs a demo person in, with the claims the API reads', async () => {
    const { tokens } = await signedInAs('Anna@strandby.example')
    const { payload } = await verified(tokens.access_token)
    expect(payload).toMatchObject({
      email: 'anna@strandby.example',
      name: 'Anna Møller',
      org: 'org_1',
      client_id: 'web',
      aud: 'web',
      token_use: 'access',
      scope: 'sealbid/api',
    })
    expect(payload.sub).toMatch(/^[0-9a-f-]{36}$/)
    expect(payload.username).toBe(payload.sub)
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(900)
    expect(tokens.expires_in).toBe(900)
    expect(decodeJwt(tokens.id_token)).toMatchObject({
      sub: payload.sub,
      email: 'anna@strandby.example',
      name: 'Anna Møller',
    })
  })

  it('shows the people by organisation, as text, in the language asked for', async () => {
    const page = await (await visitor('fr').authorize()).answer.text()
    expect(page).toContain('<html lang="fr">')
    expect(page).toMatch(/Strandby Kommune[\s\S]*Anna Møller[\s\S]*Nordkontor[\s\S]*Bo &lt;Berg&gt;/)
    expect(await (await visitor('fr').authorize({ ui_locales: 'da' })).answer.text()).toContain('Log ind')
    expect(await (await visitor('sv, de;q=0.9').authorize()).answer.text()).toContain('Sign in')
  })

  it('signs in nobody who is not of the demo', async () => {
    const browser = visitor()
    const { url } = await browser.authorize()
    const { url: still } = await browser.send(url, { act: 'person', person: 'eva@elsewhere.example' })
    expect(still.pathname).toMatch(/^\/login\//)
  })
})

describe('an e-mail address', () => {
  const asked = async (email: string) => {
    const browser = visitor('da')
    const { url } = await browser.authorize()
    const { answer } = await browser.send(url, { act: 'email', email })
    return { browser, url, page: await answer.text() }
  }

  it('is proven by the code sent to it; the first time a name is asked for', async () => {
    const { browser, url } = await asked(' Eva@Hansen.example ')
    expect(sent).toEqual([{ email: 'eva@hansen.example', code: expect.stringMatching(/^\d{6}$/), locale: 'da' }])
    const { answer } = await browser.send(url, { act: 'code', code: lastCode().replace(/(...)/, '$1 ') })
    expect(await answer.text()).toContain('Hvad hedder du?')
    expect(await (await browser.send(url, { act: 'name', name: ' \u202e ' })).answer.text()).toContain('role="alert"')
    const { url: back } = await browser.send(url, { act: 'name', name: 'Eva Hansen' })
    const first = decodeJwt((await browser.tokens(back)).access_token)
    expect(first).toMatchObject({ email: 'eva@hansen.example', name: 'Eva Hansen' })

    const again = await asked('eva@hansen.example')
    const { url: back2 } = await again.browser.send(again.url, { act: 'code', code: lastCode() })
    expect(decodeJwt((await again.browser.tokens(back2)).access_token).sub).toBe(first.sub)
  })

  it('takes no name before the code', async () => {
    const { browser, url } = await asked('finn@hansen.example')
    const { url: still } = await browser.send(url, { act: 'name', name: 'Finn' })
    expect(still.pathname).toMatch(/^\/login\//)
  })

  it('has five tries, then needs a new code', async () => {
    const { browser, url } = await asked('gry@hansen.example')
    for (const left of [4, 3, 2, 1]) {
      const { answer } = await browser.send(url, { act: 'code', code: wrong(lastCode()) })
      expect(await answer.text()).toContain(`Forsøg tilbage: ${left}`)
    }
    await browser.send(url, { act: 'code', code: wrong(lastCode()) })
    const { answer } = await browser.send(url, { act: 'code', code: lastCode() })
    expect(await answer.text()).toContain('Fem forkerte koder')
    await browser.send(url, { act: 'again' })
    expect(sent).toHaveLength(2)
    const after = await browser.send(url, { act: 'code', code: lastCode() })
    expect(await after.answer.text()).toContain('Hvad hedder du?')
  })

  it('has ten minutes, by the clock of the runner', async () => {
    const { browser, url } = await asked('ib@hansen.example')
    movedMs = 10 * 60_000
    const { answer } = await browser.send(url, { act: 'code', code: lastCode() })
    expect(await answer.text()).toContain('Koden er udløbet')
  })

  it('gets five codes and no more', async () => {
    const { browser, url } = await asked('jo@hansen.example')
    for (let i = 0; i < 6; i += 1) await browser.send(url, { act: 'again' })
    await browser.send(url, { act: 'other' })
    const { answer } = await browser.send(url, { act: 'email', email: 'other@hansen.example' })
    expect(sent).toHaveLength(5)
    expect(await answer.text()).toContain('role="alert"')
  })

  it('that is not one gets no code', async () => {
    const { page } = await asked('not an address')
    expect(page).toContain('Det er ikke en e-mailadresse')
    expect(sent).toEqual([])
  })

  it('cannot be proven from another browser', async () => {
    const { url } = await asked('kim@hansen.example')
    const other = await visitor().visit(url)
    expect(other.status).toBe(400)
    expect(await other.text()).toContain(`href="${SITE}/"`)
  })
})

describe('a session', () => {
  it('survives a restart: keys, refresh token and cookie', async () => {
    const { browser, tokens } = await signedInAs('bo@nordkontor.example')
    await door.close()
    await start()
    await verified(tokens.access_token)
    organisation = 'org_2'
    const refreshed = await browser.refresh(tokens.refresh_token)
    expect(decodeJwt(refreshed.access_token ?? '')).toMatchObject({ org: 'org_2', email: 'bo@nordkontor.example' })
    expect((await browser.refresh(tokens.refresh_token)).status).toBe(200)
    const { url } = await browser.authorize()
    expect(url.searchParams.get('code')).toBeTruthy()
    organisation = 'org_1'
  })

  it('gets tokens of the new time after a leap of the clock', async () => {
    const { browser, tokens } = await signedInAs('bo@nordkontor.example')
    movedMs = 3 * DAY
    await expect(verified(tokens.access_token)).rejects.toMatchObject({ code: 'ERR_JWT_EXPIRED' })
    await verified((await browser.refresh(tokens.refresh_token)).access_token ?? '')
  })

  it('ends with the sign-out, its refresh token too', async () => {
    const { browser, tokens } = await signedInAs('bo@nordkontor.example')
    const ask = { id_token_hint: tokens.id_token, post_logout_redirect_uri: `${SITE}/` }
    const page = await (await browser.visit(`/session/end?${new URLSearchParams(ask)}`)).text()
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)?.[1] ?? ''
    const { url } = await browser.send('/session/end/confirm', { xsrf, logout: 'yes' })
    expect(url.href).toBe(`${SITE}/`)
    expect((await browser.refresh(tokens.refresh_token)).status).toBe(400)
    expect((await browser.authorize()).url.pathname).toMatch(/^\/login\//)
  })
})

describe('the issuer', () => {
  it('gives programs the same token as the flow', async () => {
    const program = await verified(await issuer.accessTokenFor('anna@strandby.example'))
    const flow = await verified((await signedInAs('Anna@strandby.example')).tokens.access_token)
    const { jti: _a, iat: _b, exp: _c, ...rest } = flow.payload
    const { jti: _d, iat: _e, exp: _f, ...same } = program.payload
    expect(same).toEqual(rest)
    expect(program.protectedHeader).toEqual(flow.protectedHeader)
    expect(decodeJwt(await issuer.accessTokenFor('new@hansen.example', 'New Person'))).toMatchObject({
      name: 'New Person',
    })
  })

  it('lets the origin of its client read answers, and no other', async () => {
    const ask = (origin: string) =>
      fetch(`${issuer.issuer}/token`, {
        method: 'POST',
        headers: { origin },
        body: new URLSearchParams({ client_id: 'web' }),
      })
    expect((await ask(SITE)).headers.get('access-control-allow-origin')).toBe(SITE)
    expect((await ask('http://evil.example')).headers.get('access-control-allow-origin')).toBeNull()
  })

  it('refuses a stranger, a foreign address to return to, and a flow without PKCE, with a way back', async () => {
    const stranger = aVisitor(issuer.issuer, { ...client, clientId: 'stranger' })
    const elsewhere = aVisitor(issuer.issuer, { ...client, redirectUri: 'http://evil.example/cb' })
    for (const browser of [stranger, elsewhere]) {
      const { answer } = await browser.authorize()
      expect(answer.status).toBe(400)
      expect(await answer.text()).toContain(`href="${SITE}/"`)
    }
    const { url } = await visitor().authorize({ code_challenge: '', code_challenge_method: '' })
    expect(url.searchParams.get('error')).toBe('invalid_request')
  })
})
