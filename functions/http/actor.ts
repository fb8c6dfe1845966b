import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda'
import * as z from 'zod'
import type { Access } from '../../shared/contracts/endpoint.ts'
import { OrgId } from '../../shared/domain/ids.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import type { Person } from '../../shared/domain/party.ts'
import { Email } from '../../shared/domain/text.ts'

/** The claims our token function puts into every access token (functions/token-claims). */
const Claims = z.object({
  email: Email,
  name: z.string().default(''),
  org: OrgId.optional(),
  buys: z.string().optional(),
  supplies: z.string().optional(),
})

type Event = Pick<APIGatewayProxyEventV2WithJWTAuthorizer, 'requestContext'> & {
  headers: Record<string, string | undefined>
}

const bearerOf = (event: Event, scheme: 'Link' | 'Session'): string | undefined =>
  new RegExp(`^${scheme} ([A-Za-z0-9_-]{20,200})$`).exec(event.headers.authorization ?? '')?.[1]

/**
 * The one place that says who asks and for which tenant. `orgId` is empty only where the endpoint admits a person
 * without an organisation; `token` is the secret of an approval link or session.
 */
export const actorOf = (access: Access, event: Event) => {
  if (access === 'public') return ok({ person: nobody, token: '' })
  if (access === 'link' || access === 'session') {
    const token = bearerOf(event, access === 'link' ? 'Link' : 'Session')
    if (token === undefined) return refuse({ code: access === 'link' ? 'link_unknown' : 'session_unknown' })
    return ok({ person: nobody, token })
  }
  const claims = Claims.safeParse(event.requestContext.authorizer?.jwt?.claims)
  if (!claims.success) return refuse({ code: 'not_signed_in' })
  const { email, name, org, buys, supplies } = claims.data
  if (access !== 'person' && org === undefined) return refuse({ code: 'no_organisation' })
  if (access === 'buyer' && buys !== 'true') return refuse({ code: 'not_a_buyer' })
  if (access === 'supplier' && supplies !== 'true') return refuse({ code: 'not_a_supplier' })
  return ok({ person: { email, name: name || email, orgId: org ?? '' }, token: '' })
}

const nobody: Person = { email: '', name: '', orgId: '' }
