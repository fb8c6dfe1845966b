import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createContext, Script } from 'node:vm'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { root } from '../../infra/build/inputs.ts'
import { synthesized } from './synthesized.ts'

const stack = synthesized('dev')
const HeadersPolicy = z.looseObject({
  ResponseHeadersPolicyConfig: z.looseObject({
    SecurityHeadersConfig: z.looseObject({
      ContentSecurityPolicy: z.object({ ContentSecurityPolicy: z.string(), Override: z.literal(true) }),
      ContentTypeOptions: z.object({ Override: z.literal(true) }),
      FrameOptions: z.object({ FrameOption: z.string() }),
      ReferrerPolicy: z.object({ ReferrerPolicy: z.string() }),
      StrictTransportSecurity: z.looseObject({ AccessControlMaxAgeSec: z.int() }),
    }),
  }),
})
const Behavior = z.looseObject({
  PathPattern: z.string().optional(),
  TargetOriginId: z.string(),
  ResponseHeadersPolicyId: z.string(),
  FunctionAssociations: z.array(z.unknown()).default([]),
  CachePolicyId: z.string(),
  OriginRequestPolicyId: z.string().optional(),
})
const DistributionShape = z.looseObject({
  DistributionConfig: z.looseObject({ DefaultCacheBehavior: Behavior, CacheBehaviors: z.array(Behavior) }),
})

const policies = new Map(
  stack
    .all('AWS::CloudFront::ResponseHeadersPolicy', HeadersPolicy)
    .map(({ logicalId, properties }) => [logicalId, properties.ResponseHeadersPolicyConfig.SecurityHeadersConfig]),
)
const [distribution] = stack.all('AWS::CloudFront::Distribution', DistributionShape)
const config = distribution?.properties.DistributionConfig
const behaviorOf = (pattern: string) => config?.CacheBehaviors.find(({ PathPattern }) => PathPattern === pattern)
const headersOf = (behavior: z.infer<typeof Behavior> | undefined) =>
  policies.get(stack.assembly.named(behavior?.ResponseHeadersPolicyId ?? ''))
const contentPolicyOf = (behavior: z.infer<typeof Behavior> | undefined) => {
  const text = headersOf(behavior)?.ContentSecurityPolicy.ContentSecurityPolicy ?? ''
  return new Map(text.split('; ').map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1)]))
}

describe('every answer of the site', () => {
  it.each([...policies])('%s: HTTPS only, no sniffing, no frames, no referrer', (_, headers) => {
    expect(headers.FrameOptions.FrameOption).toBe('DENY')
    expect(headers.ReferrerPolicy.ReferrerPolicy).toBe('no-referrer')
    expect(headers.StrictTransportSecurity.AccessControlMaxAgeSec).toBeGreaterThanOrEqual(31_536_000)
    const text = headers.ContentSecurityPolicy.ContentSecurityPolicy
    expect(text).toContain("default-src 'none'")
    expect(text).toContain("frame-ancestors 'none'")
    expect(text).not.toContain('unsafe-eval')
    expect(text).not.toMatch(/script-src[^;]*unsafe-inline/)
  })

  it('may run only our own script, and speak only to us, the sign-in and the documents', () => {
    const policy = contentPolicyOf(config?.DefaultCacheBehavior)
    expect(policy.get('script-src')).toEqual(["'self'"])
    expect(policy.get('style-src')).toEqual(["'self'"])
    const [own, ...others] = policy.get('connect-src') ?? []
    expect(own).toBe("'self'")
    expect(others).toHaveLength(3)
    expect(others.join(' ')).not.toContain('*')
  })

  it('binds the approver’s page tighter: it speaks to us only and writes no markup', () => {
    for (const pattern of ['/approve', '/approve/*']) {
      const policy = contentPolicyOf(behaviorOf(pattern))
      expect(policy.get('connect-src')).toEqual(["'self'"])
      expect(policy.get('require-trusted-types-for')).toEqual(["'script'"])
    }
  })
})

describe('the API under /api/', () => {
  it('is never cached and its paths are never rewritten', () => {
    const api = behaviorOf('/api/*')
    // AWS calls this one CachingDisabled.
    expect(api?.CachePolicyId).toBe('4135ea2d-6df8-44a3-9df3-4b5a84be39ad')
    expect(api?.FunctionAssociations).toEqual([])
    expect(api?.TargetOriginId).not.toBe(config?.DefaultCacheBehavior.TargetOriginId)
  })

  it('gets what viewers send, and CloudFront’s word for where they are, but not the name they asked for', () => {
    // AWS calls this one AllViewerExceptHostHeader: X-Forwarded-For is among what it passes on.
    expect(behaviorOf('/api/*')?.OriginRequestPolicyId).toBe('b689b0a8-53d0-40ab-baf2-68738e2966ac')
  })

  it('keeps its own 404s: no error page of the site replaces them', () => {
    expect(config).not.toHaveProperty('CustomErrorResponses')
  })
})

describe('a path of the site', () => {
  const script = new Script(
    `${readFileSync(join(root, 'infra/constructs/site-paths.js'), 'utf8')}\nJSON.stringify(handler({ request: { uri } }))`,
  )
  const serve = (uri: string): unknown => JSON.parse(String(script.runInContext(createContext({ uri }))))

  it.each([
    ['/', '/index.html'],
    ['/rfqs/rfq_01JDRQ3V8ZK4W6T9YB2M5N7PXC', '/index.html'],
    ['/sign-in/callback', '/index.html'],
    ['/approve/', '/approve/index.html'],
    ['/assets/app-4f2a.js', '/assets/app-4f2a.js'],
    ['/openapi.json', '/openapi.json'],
    ['/config.json', '/config.json'],
  ])('%s shows %s', (uri, shown) => {
    expect(serve(uri)).toMatchObject({ uri: shown })
  })

  it('/approve leads to the approver’s page', () => {
    expect(serve('/approve')).toMatchObject({ statusCode: 301, headers: { location: { value: '/approve/' } } })
  })
})

describe('documents', () => {
  it('are uploaded by a browser on our site only, with the hash and "only once" it was signed for', () => {
    const Cors = z.looseObject({ CorsConfiguration: z.looseObject({ CorsRules: z.array(z.looseObject({})) }) })
    const buckets = stack.assembly.all('AWS::S3::Bucket', z.looseObject({}))
    const rules = buckets.flatMap(({ properties }) => {
      const cors = Cors.safeParse(properties)
      return cors.success ? cors.data.CorsConfiguration.CorsRules : []
    })
    expect(rules).toEqual([
      expect.objectContaining({
        AllowedOrigins: [stack.assembly.outputs.SiteUrl],
        AllowedHeaders: expect.arrayContaining(['x-amz-checksum-sha256', 'if-none-match']),
      }),
    ])
  })

  it.each(stack.assembly.all('AWS::S3::Bucket', z.looseObject({})))(
    '$logicalId is closed to the public',
    ({ properties }) => {
      expect(properties).toMatchObject({
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        BucketEncryption: expect.anything(),
      })
    },
  )
})
