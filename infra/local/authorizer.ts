import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import * as z from 'zod'
import type { Assembly } from './assembly.ts'
import type { Clock } from './stand-ins/types.ts'

const AuthorizerProps = z.looseObject({
  AuthorizerType: z.literal('JWT'),
  IdentitySource: z.tuple([z.literal('$request.header.Authorization')]),
  JwtConfiguration: z.looseObject({ Issuer: z.string(), Audience: z.array(z.string()) }),
})
const Discovery = z.looseObject({ jwks_uri: z.url() })

export type Authorized = {
  readonly ok: true
  readonly jwt?: { claims: Record<string, string>; scopes: readonly string[] | null }
}
type Refused = { readonly ok: false; readonly status: 401 | 403; readonly message: string }
type Guarded = { readonly authorizerId: string | undefined; readonly scopes: readonly string[] }

/** The HTTP API’s JWT authorizer: Cognito’s access tokens carry `client_id` in place of `aud`, and it takes either. */
export const createAuthorizer = (assembly: Assembly, clock: Clock) => {
  const authorizers = new Map(
    assembly
      .all('AWS::ApiGatewayV2::Authorizer', AuthorizerProps)
      .map(({ logicalId, properties }) => [logicalId, properties.JwtConfiguration]),
  )
  const keySets = new Map<string, JWTVerifyGetKey>()
  const keysOf = async (issuer: string): Promise<JWTVerifyGetKey> => {
    const known = keySets.get(issuer)
    if (known) return known
    const { jwks_uri } = Discovery.parse(await (await fetch(`${issuer}/.well-known/openid-configuration`)).json())
    const keys = createRemoteJWKSet(new URL(jwks_uri))
    keySets.set(issuer, keys)
    return keys
  }

  return async ({ authorizerId, scopes }: Guarded, header: string | undefined): Promise<Authorized | Refused> => {
    if (!authorizerId) return { ok: true }
    const configuration = authorizers.get(authorizerId)
    if (!configuration) throw new Error(`The template has no authorizer ${authorizerId}`)
    const token = header?.replace(/^Bearer /i, '')
    const payload = token && (await verified(token, configuration, await keysOf(configuration.Issuer), clock))
    if (!payload) return { ok: false, status: 401, message: 'Unauthorized' }
    const granted = String(payload.scope ?? '').split(' ')
    if (scopes.length > 0 && !scopes.some((scope) => granted.includes(scope))) {
      return { ok: false, status: 403, message: 'Forbidden' }
    }
    return { ok: true, jwt: { claims: asStrings(payload), scopes: scopes.length > 0 ? scopes : null } }
  }
}

const verified = async (
  token: string,
  { Issuer, Audience }: { Issuer: string; Audience: string[] },
  keys: JWTVerifyGetKey,
  clock: Clock,
): Promise<JWTPayload | undefined> => {
  try {
    const { payload } = await jwtVerify(token, keys, { issuer: Issuer, currentDate: new Date(clock.now()) })
    const meant = [payload.aud, payload.client_id].flat()
    return meant.some((audience) => typeof audience === 'string' && Audience.includes(audience)) ? payload : undefined
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined
    throw error
  }
}

/** API Gateway hands every claim on as text; a list becomes `[a b]`. */
const asStrings = (payload: JWTPayload): Record<string, string> =>
  Object.fromEntries(
    Object.entries(payload).map(([name, value]) => [
      name,
      Array.isArray(value) ? `[${value.join(' ')}]` : String(value),
    ]),
  )
