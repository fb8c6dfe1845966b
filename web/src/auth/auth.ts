import { ErrorResponse, type User, UserManager, WebStorageStateStore } from 'oidc-client-ts'
import * as z from 'zod'
import { SignedOut, Unreachable } from '../api/faults.ts'
import type { Config } from './config.ts'

const RENEW_BEFORE_SECONDS = 60

/** What the access token says about its holder; the server checks it, the screen only greets with it. */
const Claims = z.object({ email: z.string().optional(), name: z.string().optional(), org: z.string().optional() })

export interface Identity {
  readonly email: string
  readonly name: string
  readonly orgId?: string
}

const claimsOf = (accessToken: string): z.infer<typeof Claims> => {
  const payload = accessToken.split('.')[1]
  if (payload === undefined) return {}
  const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0))
  return Claims.parse(JSON.parse(new TextDecoder().decode(bytes)))
}

const identityOf = (user: User): Identity => {
  const { email = user.profile.email ?? '', name = user.profile.name ?? '', org } = claimsOf(user.access_token)
  return { email, name: name || email, ...(org ? { orgId: org } : {}) }
}

const isFresh = (user: User | null, seconds = RENEW_BEFORE_SECONDS): user is User =>
  user !== null && (user.expires_in ?? 0) > seconds

const Returning = z.object({ path: z.string().startsWith('/').default('/') })

/**
 * Who is signed in. Tokens are renewed when one is needed, under a lock that all tabs share: a refresh token that is used
 * twice ends the session at an issuer that rotates them.
 */
export const createAuth = (config: Config) => {
  const users = new UserManager({
    authority: config.issuer,
    client_id: config.clientId,
    redirect_uri: `${location.origin}/sign-in/callback`,
    post_logout_redirect_uri: `${location.origin}/`,
    scope: config.scope,
    response_type: 'code',
    automaticSilentRenew: false,
    userStore: new WebStorageStateStore({ store: localStorage }),
  })
  const listeners = new Set<() => void>()
  let identity: Identity | undefined

  const take = (user: User | null) => {
    identity = user ? identityOf(user) : undefined
    for (const listener of listeners) listener()
  }

  const renew = (isStale: (user: User | null) => boolean): Promise<User> =>
    navigator.locks.request('sealbid.renew-token', async () => {
      const known = await users.getUser()
      if (known && !isStale(known)) return known
      if (!known?.refresh_token) throw new SignedOut()
      const renewed = await users.signinSilent().catch((cause: unknown) => {
        // The issuer refusing ends the session; the issuer not answering does not.
        if (cause instanceof ErrorResponse) throw new SignedOut('The session could not be renewed', { cause })
        throw new Unreachable('No answer from the issuer', { cause })
      })
      if (!renewed) throw new SignedOut()
      take(renewed)
      return renewed
    })

  return {
    start: async () => take(await users.getUser()),
    identity: () => identity,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    /** A token for the next request, or nothing for a visitor. `unlike` asks for another than the one just refused. */
    token: async (unlike?: string): Promise<string | undefined> => {
      const known = await users.getUser()
      if (!known) return undefined
      if (isFresh(known) && known.access_token !== unlike) return known.access_token
      return (await renew((user) => !isFresh(user) || user.access_token === unlike)).access_token
    },
    /** Leaves for the issuer; `path` is where the person comes back to. */
    signIn: (path = location.pathname + location.search + location.hash) => users.signinRedirect({ state: { path } }),
    /** Ends the redirect from the issuer and says where the person wanted to be. */
    finishSignIn: async (): Promise<string> => {
      const user = await users.signinRedirectCallback()
      take(user)
      return Returning.catch({ path: '/' }).parse(user.state).path
    },
    /** New claims, for after the organisation of this person was created. */
    refresh: async () => void (await renew(() => true)),
    signOut: async () => {
      // Cognito wants the last two, under its own names; others ignore them.
      const extraQueryParams = { client_id: config.clientId, logout_uri: `${location.origin}/` }
      const { end_session_endpoint: endSession } = await users.metadataService.getMetadata()
      if (endSession) return users.signoutRedirect({ extraQueryParams })
      await users.removeUser()
      location.assign('/')
    },
  }
}

export type Auth = ReturnType<typeof createAuth>
