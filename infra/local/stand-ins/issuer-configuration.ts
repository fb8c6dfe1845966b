import { createHash, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto'
import type { Configuration, JWK, ResourceServer } from 'oidc-provider'
import type { Door } from '../listen.ts'
import { cannotPage, signedOutPage, signingOutPage } from './issuer-pages.ts'
import type { DemoPerson, People } from './issuer-people.ts'
import { keptRecords } from './issuer-records.ts'
import { type Locale, localeFor, texts } from './issuer-texts.ts'
import { Html, html, pageHeaders } from './paper.ts'
import type { Clock, IssuerClient, Person } from './types.ts'

export type IssuerOptions = {
  readonly door: Door
  readonly dataDir: string
  readonly clock: Clock
  readonly clients: readonly IssuerClient[]
  /** The scope of the API, such as `sealbid/api`. */
  readonly scope: string
  readonly people: readonly DemoPerson[]
  /** What the template's pre token generation adds to an access token, asked anew for every token. */
  claimsFor(person: Person): Promise<Record<string, unknown>>
  sendCode(email: string, code: string, locale: Locale): void | Promise<void>
  readonly log: (line: Record<string, unknown>) => void
}

const accessTokenSeconds = 15 * 60
const daySeconds = 24 * 3600
export const resource = 'urn:sealbid:api'

export type Keys = { readonly jwk: JWK; readonly cookieKey: string }

export const makeKeys = (): Keys => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const jwk = { ...privateKey.export({ format: 'jwk' }), kty: 'RSA', alg: 'RS256', use: 'sig', kid: randomUUID() }
  return { jwk, cookieKey: randomBytes(32).toString('base64url') }
}

export const resourceServer = (scope: string, audience: string): ResourceServer => ({
  scope,
  audience,
  accessTokenFormat: 'jwt',
  accessTokenTTL: accessTokenSeconds,
  jwt: { sign: { alg: 'RS256' } },
})

/** Cookies know no ports: the port in their names keeps two instances on one machine apart. */
const cookies = (port: number, keys: Keys): Configuration['cookies'] => ({
  keys: [keys.cookieKey],
  names: { session: `sealbid_${port}`, interaction: `sealbid_${port}_interaction`, resume: `sealbid_${port}_resume` },
})

const autoSubmit = new Html(`document.querySelector('form button').click()`)
const scriptHash = createHash('sha256').update(autoSubmit.markup).digest('base64')

const originsOf = ({ redirectUris, logoutUris }: IssuerClient) =>
  [...redirectUris, ...logoutUris].map((uri) => new URL(uri).origin)

/** A form's answer may lead back to the product, and Chromium counts that redirect as the form's own. */
const formsMayLeadTo = (clients: readonly IssuerClient[]) =>
  `form-action 'self' ${[...new Set(clients.flatMap(originsOf))].join(' ')}`

export const signInHeaders = (clients: readonly IssuerClient[]) => pageHeaders(formsMayLeadTo(clients))

export const configuration = (options: IssuerOptions, keys: Keys, people: People): Configuration => {
  const { door, dataDir, clock, clients, scope, claimsFor } = options
  const site = clients[0]?.logoutUris[0]
  const headers = pageHeaders(
    `form-action 'self' ${[...new Set(clients.flatMap(originsOf))].join(' ')}; script-src 'sha256-${scriptHash}'`,
  )
  return {
    adapter: keptRecords(dataDir),
    clients: clients.map(({ clientId, redirectUris, logoutUris }) => ({
      client_id: clientId,
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      redirect_uris: [...redirectUris],
      post_logout_redirect_uris: [...logoutUris],
    })),
    jwks: { keys: [keys.jwk] },
    cookies: cookies(door.port, keys),
    pkce: { required: () => true },
    scopes: ['openid', 'email', 'profile', 'offline_access'],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    ttl: {
      AccessToken: accessTokenSeconds,
      AuthorizationCode: 60,
      IdToken: accessTokenSeconds,
      Interaction: 3600,
      RefreshToken: daySeconds,
      Session: daySeconds,
      Grant: daySeconds,
    },
    // As Cognito does: a refresh token without asking, and the same one until it ends.
    issueRefreshToken: async () => true,
    rotateRefreshToken: false,
    clientBasedCORS: (_, origin, client) =>
      clients.some((one) => one.clientId === client.clientId && originsOf(one).includes(origin)),
    findAccount: async (_, sub) => {
      const person = people.withSub(sub)
      if (!person) return undefined
      return { accountId: sub, claims: async () => ({ ...person, email_verified: true }) }
    },
    loadExistingGrant: async (ctx) => {
      const { client, session, provider } = ctx.oidc
      if (!client || session?.accountId === undefined) return undefined
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
      grant.addOIDCScope('openid email profile offline_access')
      grant.addResourceScope(resource, scope)
      await grant.save()
      return grant
    },
    extraTokenClaims: async (_, token) => {
      const person = 'accountId' in token ? people.withSub(String(token.accountId)) : undefined
      if (!person) return {}
      return { username: person.sub, token_use: 'access', email: person.email, ...(await claimsFor(person)) }
    },
    formats: {
      customizers: {
        // The one thing here that follows the runner's clock, since the API's authorizer does.
        jwt: (_, __, { payload }) => {
          const issuedAt = Math.floor(clock.now() / 1000)
          Object.assign(payload, { iat: issuedAt, exp: issuedAt + accessTokenSeconds })
        },
      },
    },
    features: {
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resource,
        useGrantedResource: () => true,
        getResourceServerInfo: (_, __, client) => resourceServer(scope, client.clientId),
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => {
          const lang = localeFor(ctx.oidc.params?.ui_locales, ctx.get('accept-language'))
          const button = html`<button name="logout" value="yes" class="act">${texts[lang].signOut}</button></form>`
          ctx.set(headers)
          ctx.body = signingOutPage(lang, new Html(form.replace('</form>', button.markup)), autoSubmit)
        },
        postLogoutSuccessSource: (ctx) => {
          ctx.set(headers)
          ctx.body = signedOutPage(localeFor(undefined, ctx.get('accept-language')), site)
        },
      },
    },
    interactions: { url: (_, { uid }) => `/login/${uid}` },
    renderError: (ctx, { error, error_description: why }) => {
      ctx.set(headers)
      ctx.body = cannotPage(localeFor(undefined, ctx.get('accept-language')), 'badRequest', `${error}, ${why}`, site)
    },
  }
}
