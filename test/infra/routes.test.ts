import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { capabilities } from '../../shared/contracts/all.ts'
import { API_BASE, type Endpoint } from '../../shared/contracts/endpoint.ts'
import { functionsOf, synthesized } from './synthesized.ts'

const stack = synthesized('dev')
const Route = z.looseObject({
  RouteKey: z.string(),
  Target: z.string(),
  AuthorizationType: z.string(),
  AuthorizerId: z.string().optional(),
  AuthorizationScopes: z.array(z.string()).default([]),
})
const Integration = z.looseObject({ IntegrationUri: z.string() })

const integrations = new Map(
  stack.all('AWS::ApiGatewayV2::Integration', Integration).map(({ logicalId, properties }) => [logicalId, properties]),
)
const names = new Map(functionsOf(stack).map(({ logicalId, name }) => [logicalId, name]))
const routes = stack.all('AWS::ApiGatewayV2::Route', Route).map(({ properties }) => {
  const integration = integrations.get(stack.assembly.named(properties.Target.split('/')[1] ?? ''))
  return { ...properties, servedBy: names.get(stack.assembly.named(integration?.IntegrationUri ?? '')) }
})
const declared = Object.entries(capabilities).flatMap(([capability, endpoints]) =>
  Object.values<Endpoint>(endpoints).map((endpoint) => ({ capability, ...endpoint })),
)

describe('the routes of the API', () => {
  it('are exactly those the contracts declare', () => {
    const expected = declared.map(({ method, path }) => `${method} ${API_BASE}${path}`)
    expect(routes.map(({ RouteKey }) => RouteKey).sort()).toEqual(expected.sort())
  })

  it.each(declared)('$method $path is served by its own capability, to whom its contract admits', (endpoint) => {
    const [route, ...others] = routes.filter(
      ({ RouteKey }) => RouteKey === `${endpoint.method} ${API_BASE}${endpoint.path}`,
    )
    expect(others).toEqual([])
    expect(route?.servedBy).toBe(endpoint.capability)
    const open = ['public', 'link', 'session'].includes(endpoint.access)
    expect(route).toMatchObject(
      open
        ? { AuthorizationType: 'NONE', AuthorizationScopes: [] }
        : { AuthorizationType: 'JWT', AuthorizationScopes: ['sealbid/api'] },
    )
  })

  it('take tokens of our own issuer for our own client only', () => {
    const Authorizer = z.looseObject({
      JwtConfiguration: z.object({ Issuer: z.string(), Audience: z.array(z.string()) }),
    })
    const [authorizer, ...others] = stack.all('AWS::ApiGatewayV2::Authorizer', Authorizer)
    expect(others).toEqual([])
    expect(authorizer?.properties.JwtConfiguration).toEqual({
      Issuer: stack.assembly.outputs.Issuer,
      Audience: [stack.assembly.outputs.ClientId],
    })
  })
})
