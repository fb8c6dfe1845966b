import { matchesPattern } from './policies-patterns.ts'
import type { AwsRequest, CorsRule } from './types.ts'

type Ask = { readonly origin: string; readonly method: string; readonly headers: readonly string[] }

const allows = (rule: CorsRule, { origin, method, headers }: Ask): boolean =>
  rule.AllowedOrigins.some((pattern) => matchesPattern(pattern, origin)) &&
  rule.AllowedMethods.includes(method) &&
  headers.every((header) => (rule.AllowedHeaders ?? []).some((pattern) => matchesPattern(pattern, header, 'i')))

/** What a browser on another origin is told; nothing when no rule of the bucket lets it. */
export const corsHeaders = (rules: readonly CorsRule[], request: AwsRequest): Record<string, string> | undefined => {
  const { origin } = request.headers
  if (origin === undefined) return undefined
  const isPreflight = request.method === 'OPTIONS'
  const headers = isPreflight ? (request.headers['access-control-request-headers'] ?? '').split(',') : []
  const ask: Ask = {
    origin,
    method: isPreflight ? (request.headers['access-control-request-method'] ?? '') : request.method,
    headers: headers.map((name) => name.trim().toLowerCase()).filter((name) => name !== ''),
  }
  const rule = rules.find((one) => allows(one, ask))
  if (!rule) return undefined
  const toAll = rule.AllowedOrigins.includes('*')
  return {
    'access-control-allow-origin': toAll ? '*' : origin,
    ...(!toAll && { 'access-control-allow-credentials': 'true' }),
    'access-control-allow-methods': rule.AllowedMethods.join(', '),
    ...(ask.headers.length > 0 && { 'access-control-allow-headers': ask.headers.join(', ') }),
    ...(rule.ExposedHeaders?.length && { 'access-control-expose-headers': rule.ExposedHeaders.join(', ') }),
    ...(rule.MaxAge !== undefined && { 'access-control-max-age': String(rule.MaxAge) }),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  }
}
