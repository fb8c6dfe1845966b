import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Authorized } from './authorizer.ts'
import { account } from './resources.ts'

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

type Received = {
  readonly incoming: IncomingMessage
  readonly url: URL
  readonly body: Buffer
  readonly receivedAt: number
  readonly site: string
  readonly claims: Authorized
  readonly route: { readonly key: string; readonly names: readonly string[] }
  readonly found: RegExpExecArray
}

/** What Lambda receives for a request: payload format 2.0. */
export const toEvent = ({
  incoming,
  url,
  body,
  receivedAt,
  site,
  claims,
  route,
  found,
}: Received): Record<string, unknown> => {
  const { cookie, ...headers } = incoming.headers
  const isText = /json|text|xml|javascript|urlencoded/.test(headers['content-type'] ?? '')
  const query: Record<string, string> = {}
  for (const [name, value] of url.searchParams) query[name] = name in query ? `${query[name]},${value}` : value
  const parameters = route.names.map((name, index) => [name, decoded(found[index + 1] ?? '')])
  return {
    version: '2.0',
    routeKey: route.key,
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    ...(cookie && { cookies: cookie.split('; ') }),
    // API Gateway adds whom it was called by: on AWS an edge of CloudFront, here this machine.
    headers: {
      ...headers,
      'x-forwarded-for': [headers['x-forwarded-for'], '127.0.0.1'].flat().filter(Boolean).join(', '),
    },
    ...(Object.keys(query).length > 0 && { queryStringParameters: query }),
    ...(parameters.length > 0 && { pathParameters: Object.fromEntries(parameters) }),
    requestContext: {
      accountId: account,
      apiId: 'local',
      ...(claims.jwt && { authorizer: { jwt: claims.jwt } }),
      domainName: new URL(site).host,
      domainPrefix: 'local',
      http: {
        method: incoming.method,
        path: url.pathname,
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: route.key,
      stage: '$default',
      time: new Date(receivedAt).toUTCString(),
      timeEpoch: receivedAt,
    },
    ...(body.length > 0 && { body: isText ? body.toString() : body.toString('base64') }),
    isBase64Encoded: body.length > 0 && !isText,
  }
}
