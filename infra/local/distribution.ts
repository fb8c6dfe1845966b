import { createContext, Script } from 'node:vm'
import * as z from 'zod'
import type { Assembly } from './assembly.ts'

const Behavior = z.looseObject({
  TargetOriginId: z.string(),
  PathPattern: z.string().optional(),
  ResponseHeadersPolicyId: z.string().optional(),
  FunctionAssociations: z.array(z.looseObject({ EventType: z.string(), FunctionARN: z.string() })).default([]),
})
const DistributionProps = z.looseObject({
  DistributionConfig: z.looseObject({
    Origins: z.array(z.looseObject({ Id: z.string(), DomainName: z.string() })),
    DefaultCacheBehavior: Behavior,
    CacheBehaviors: z.array(Behavior).default([]),
    DefaultRootObject: z.string().default(''),
    CustomErrorResponses: z
      .array(
        z.looseObject({
          ErrorCode: z.int(),
          ResponseCode: z.int().optional(),
          ResponsePagePath: z.string().optional(),
        }),
      )
      .default([]),
  }),
})
const Setting = z.record(z.string(), z.unknown())
const PolicyProps = z.looseObject({
  ResponseHeadersPolicyConfig: z.looseObject({
    SecurityHeadersConfig: z.record(z.string(), Setting).default({}),
    CustomHeadersConfig: z
      .looseObject({ Items: z.array(z.looseObject({ Header: z.string(), Value: z.string() })) })
      .default({ Items: [] }),
  }),
})
const FunctionProps = z.looseObject({ FunctionCode: z.string() })

export type ViewerRequest = {
  method: string
  uri: string
  querystring: object
  headers: Record<string, { value: string }>
}
export type Behaviour = {
  readonly pattern: RegExp
  readonly origin: 'api' | 'files'
  readonly headers: Record<string, string>
  /** The CloudFront function on viewer requests: where the request really goes, or its own answer. */
  readonly rewrite: (
    request: ViewerRequest,
  ) => ViewerRequest | { statusCode: number; headers?: Record<string, { value: string }> }
}

/** What CloudFront does before and after the origin, as the template says it. */
export const readDistribution = (assembly: Assembly, siteHost: string) => {
  const [distribution] = assembly.all('AWS::CloudFront::Distribution', DistributionProps)
  if (!distribution) throw new Error(`${assembly.stackName} has no distribution to serve the site`)
  const { Origins, DefaultCacheBehavior, CacheBehaviors, ...config } = distribution.properties.DistributionConfig
  const headers = headersByPolicy(assembly)
  const functions = new Map(
    assembly
      .all('AWS::CloudFront::Function', FunctionProps)
      .map(({ logicalId, properties }) => [logicalId, properties.FunctionCode]),
  )
  const behaviour = (given: z.infer<typeof Behavior>): Behaviour => {
    const onRequest = given.FunctionAssociations.find(({ EventType }) => EventType === 'viewer-request')
    const code = onRequest && functions.get(assembly.named(onRequest.FunctionARN))
    const origin = Origins.find(({ Id }) => Id === given.TargetOriginId)
    return {
      pattern: patternOf(given.PathPattern ?? '*'),
      origin: origin?.DomainName === siteHost ? 'api' : 'files',
      headers: headers.get(given.ResponseHeadersPolicyId ?? '') ?? {},
      rewrite: code ? runnable(code) : (request) => request,
    }
  }
  return {
    behaviours: [...CacheBehaviors, DefaultCacheBehavior].map(behaviour),
    rootObject: config.DefaultRootObject,
    /** The page S3’s “not there” turns into. */
    missing: config.CustomErrorResponses.find(({ ErrorCode }) => ErrorCode === 403 || ErrorCode === 404),
  }
}

const patternOf = (pattern: string): RegExp => {
  const path = pattern.startsWith('/') || pattern.startsWith('*') ? pattern : `/${pattern}`
  return new RegExp(
    `^${path
      .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  )
}

const runnable = (code: string): Behaviour['rewrite'] => {
  const context = createContext({})
  new Script(code).runInContext(context)
  return (request) => {
    Object.assign(context, { event: { version: '1.0', request } })
    // The limit is wall time, and this machine may be busy: it only ends what never would.
    return new Script('handler(event)').runInContext(context, { timeout: 5000 })
  }
}

const text = (value: unknown): string => String(value ?? '')
const yes = (value: unknown): boolean => value === true || value === 'true'

/** Each security header of CloudFront’s configuration as the browser sees it. */
const spelled: Record<string, (setting: Record<string, unknown>) => Record<string, string>> = {
  ContentSecurityPolicy: (setting) => ({ 'content-security-policy': text(setting.ContentSecurityPolicy) }),
  ContentTypeOptions: () => ({ 'x-content-type-options': 'nosniff' }),
  FrameOptions: (setting) => ({ 'x-frame-options': text(setting.FrameOption) }),
  ReferrerPolicy: (setting) => ({ 'referrer-policy': text(setting.ReferrerPolicy) }),
  // Browsers ignore it on http, and this site is on http.
  StrictTransportSecurity: () => ({}),
  XSSProtection: (setting) => ({
    'x-xss-protection': yes(setting.Protection) ? `1${yes(setting.ModeBlock) ? '; mode=block' : ''}` : '0',
  }),
}

const headersByPolicy = (assembly: Assembly): Map<string, Record<string, string>> =>
  new Map(
    assembly.all('AWS::CloudFront::ResponseHeadersPolicy', PolicyProps).map(({ logicalId, properties }) => {
      const { SecurityHeadersConfig, CustomHeadersConfig } = properties.ResponseHeadersPolicyConfig
      const headers: Record<string, string> = {}
      for (const [name, setting] of Object.entries(SecurityHeadersConfig)) {
        const spell = spelled[name]
        if (!spell) throw new Error(`The local runner does not know the security header ${name}`)
        Object.assign(headers, spell(setting))
      }
      for (const { Header, Value } of CustomHeadersConfig.Items) headers[Header.toLowerCase()] = Value
      return [assembly.identityOf(logicalId).ref, headers]
    }),
  )
