import * as z from 'zod'
import type { Assembly } from './assembly.ts'
import type { Lambdas } from './lambdas.ts'
import { region } from './resources.ts'
import type { IssuerClient, Person } from './stand-ins/types.ts'

const ClientProps = z.looseObject({
  CallbackURLs: z.array(z.string()),
  LogoutURLs: z.array(z.string()).default([]),
  AllowedOAuthScopes: z.array(z.string()),
})
const PoolProps = z.looseObject({
  LambdaConfig: z
    .looseObject({
      PreTokenGenerationConfig: z.looseObject({ LambdaArn: z.string(), LambdaVersion: z.literal('V2_0') }).optional(),
    })
    .default({}),
})
const Claims = z.looseObject({
  response: z.looseObject({
    claimsAndScopeOverrideDetails: z
      .looseObject({
        accessTokenGeneration: z
          .looseObject({ claimsToAddOrOverride: z.record(z.string(), z.unknown()).default({}) })
          .default({
            claimsToAddOrOverride: {},
          }),
      })
      .nullish(),
  }),
})

export type SignIn = {
  readonly clients: readonly IssuerClient[]
  /** The scope of our own API, as an access token must carry it. */
  readonly apiScope: string
  /** All a client may ask for. */
  readonly scopes: readonly string[]
  claimsFor(person: Person): Promise<Record<string, unknown>>
}

/** What the template’s user pool says about signing in: its clients, its scopes, the function that adds claims. */
export const readSignIn = (assembly: Assembly, lambdas: Lambdas): SignIn => {
  const clients = assembly.all('AWS::Cognito::UserPoolClient', ClientProps)
  const [pool] = assembly.all('AWS::Cognito::UserPool', PoolProps)
  const [first] = clients
  if (!pool || !first) throw new Error(`${assembly.stackName} has no user pool with a client`)
  const scopes = first.properties.AllowedOAuthScopes
  const trigger = pool.properties.LambdaConfig.PreTokenGenerationConfig
  const clientId = assembly.identityOf(first.logicalId).ref
  return {
    scopes,
    apiScope: scopes.filter((scope) => scope.includes('/')).join(' '),
    clients: clients.map(({ logicalId, properties }) => ({
      clientId: assembly.identityOf(logicalId).ref,
      redirectUris: properties.CallbackURLs,
      logoutUris: properties.LogoutURLs,
    })),
    claimsFor: async (person) => {
      if (!trigger) return {}
      const event = tokenEvent(person, { userPoolId: assembly.identityOf(pool.logicalId).ref, clientId, scopes })
      const { response } = Claims.parse(await lambdas.invoke(assembly.named(trigger.LambdaArn), event))
      return response.claimsAndScopeOverrideDetails?.accessTokenGeneration.claimsToAddOrOverride ?? {}
    },
  }
}

type Pool = { readonly userPoolId: string; readonly clientId: string; readonly scopes: readonly string[] }

/** Cognito’s pre token generation event, version 2. */
const tokenEvent = ({ sub, email, name }: Person, { userPoolId, clientId, scopes }: Pool) => ({
  version: '2',
  triggerSource: 'TokenGeneration_HostedAuth',
  region,
  userPoolId,
  userName: sub,
  callerContext: { awsSdkVersion: 'local', clientId },
  request: {
    userAttributes: { sub, email, email_verified: 'true', name, 'cognito:user_status': 'CONFIRMED' },
    groupConfiguration: { groupsToOverride: [], iamRolesToOverride: [], preferredRole: null },
    scopes,
  },
  response: { claimsAndScopeOverrideDetails: null },
})
