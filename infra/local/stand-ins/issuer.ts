import { join } from 'node:path'
import { Provider } from 'oidc-provider'
import { keptOnce } from './files.ts'
import {
  configuration,
  type IssuerOptions,
  type Keys,
  makeKeys,
  resource,
  resourceServer,
  signInHeaders,
} from './issuer-configuration.ts'
import { createPeople } from './issuer-people.ts'
import { createSignIn } from './issuer-sign-in.ts'

export type { IssuerOptions } from './issuer-configuration.ts'
export type { DemoPerson } from './issuer-people.ts'

/**
 * An OpenID Connect issuer in Cognito's place, on a port of its own. Access tokens are stamped by the runner's clock;
 * sessions, codes of the protocol, ID tokens, grants and refresh tokens live by the machine's, so after a leap of
 * the clock the product's next refresh gives a token of the new time. Mailbox codes expire by the runner's clock.
 */
export const startIssuer = (options: IssuerOptions) => {
  const { door, dataDir, clock, clients, scope, people: demo, sendCode, log } = options
  const issuer = door.url
  const kept = keptOnce(join(dataDir, 'issuer', 'keys.json'), () => JSON.stringify(makeKeys()))
  const keys = JSON.parse(kept.toString()) as Keys
  const people = createPeople(dataDir, demo)
  const provider = new Provider(issuer, configuration(options, keys, people))
  const headers = signInHeaders(clients)
  const signIn = createSignIn({ provider, people, clock, site: clients[0]?.logoutUris[0], headers, sendCode })
  const protocol = provider.callback()

  door.serve(
    (request, response) =>
      request.url?.startsWith('/login/') ? signIn(request, response) : protocol(request, response),
    log,
  )

  /** An access token as the token endpoint would give it, for programs that have no browser. */
  const accessTokenFor = async (email: string, name?: string): Promise<string> => {
    const client = await provider.Client.find(clients[0]?.clientId ?? '')
    if (!client) throw new Error('The issuer has no client')
    const person = people.withAddress(email) ?? people.register(email, name ?? email.split('@')[0] ?? email)
    const token = new provider.AccessToken({
      client,
      accountId: person.sub,
      grantId: '',
      gty: 'authorization_code',
      scope,
    })
    token.resourceServer = new provider.ResourceServer(resource, resourceServer(scope, client.clientId))
    return token.save()
  }

  return { issuer, accessTokenFor }
}

export type Issuer = ReturnType<typeof startIssuer>
