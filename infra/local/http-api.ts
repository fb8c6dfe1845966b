import type { IncomingMessage, ServerResponse } from 'node:http'
import * as z from 'zod'
import type { Assembly } from './assembly.ts'
import { createAuthorizer } from './authorizer.ts'
import { toEvent } from './http-event.ts'
import type { Lambdas } from './lambdas.ts'
import type { Log } from './log.ts'
import type { Clock } from './stand-ins/types.ts'
import type { Stats } from './stats.ts'

const RouteProps = z.looseObject({
  RouteKey: z.string(),
  Target: z.string(),
  AuthorizationType: z.enum(['JWT', 'NONE']).default('NONE'),
  AuthorizerId: z.string().optional(),
  AuthorizationScopes: z.array(z.string()).default([]),
})
const IntegrationProps = z.looseObject({
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0'),
  TimeoutInMillis: z.int().default(30_000),
})
const ApiProps = z.looseObject({ ProtocolType: z.literal('HTTP'), CorsConfiguration: z.undefined().optional() })

type Route = {
  readonly key: string
  readonly method: string
  readonly pattern: RegExp
  readonly names: readonly string[]
  readonly weight: string
  readonly functionId: string
  readonly timeoutMs: number
  readonly authorizerId: string | undefined
  readonly scopes: readonly string[]
}

/** API Gateway: 10 MB of body; Lambda behind it: 6 MB of event. */
const largest = { body: 10 * 1_048_576, event: 6 * 1_048_576 }

const Answer = z.looseObject({
  statusCode: z.int(),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  cookies: z.array(z.string()).default([]),
  body: z.string().default(''),
  isBase64Encoded: z.boolean().default(false),
})

type Options = { assembly: Assembly; lambdas: Lambdas; clock: Clock; site: string; log: Log; stats: Stats }

/** The HTTP API of the template: its routes, its JWT authorizer, payload 2.0, its limits. */
export const createHttpApi = ({ assembly, lambdas, clock, site, log, stats }: Options) => {
  assembly.all('AWS::ApiGatewayV2::Api', ApiProps)
  const routes = routesOf(assembly)
  const authorize = createAuthorizer(assembly, clock)

  const invoke = async (route: Route, event: Record<string, unknown>, outgoing: ServerResponse) => {
    let timer: NodeJS.Timeout | undefined
    const tooLate = new Promise<'timeout'>((resolve) => {
      timer = setTimeout(() => resolve('timeout'), route.timeoutMs)
    })
    try {
      const result = await Promise.race([lambdas.invoke(route.functionId, event), tooLate])
      if (result === 'timeout') return refuse(outgoing, 503, 'Service Unavailable')
      send(outgoing, result)
    } catch {
      // The failure itself is in the log, written where the function ran.
      refuse(outgoing, 500, 'Internal Server Error')
    } finally {
      clearTimeout(timer)
    }
  }

  return async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const receivedAt = clock.now()
    // Readers set their countdowns by this header, so it tells the time that decides.
    outgoing.setHeader('date', new Date(receivedAt).toUTCString())
    stats.requested()
    const url = new URL(incoming.url ?? '/', site)
    const matched = match(routes, incoming.method ?? 'GET', url.pathname)
    if (!matched) return refuse(outgoing, 404, 'Not Found')
    const authorized = await authorize(matched.route, incoming.headers.authorization)
    if (!authorized.ok) return refuse(outgoing, authorized.status, authorized.message)
    const body = await readBody(incoming)
    if (!body) return refuse(outgoing, 413, 'Request Entity Too Large')
    const event = toEvent({ incoming, url, body, receivedAt, site, claims: authorized, ...matched })
    if (JSON.stringify(event).length > largest.event) return refuse(outgoing, 413, 'Request Entity Too Large')
    // The route, never the path: a path may hold what only one person may know.
    log({ level: 'INFO', route: matched.route.key, message: 'request' })
    await invoke(matched.route, event, outgoing)
  }
}

const refuse = (outgoing: ServerResponse, status: number, message: string): void => {
  const challenge = status === 401 ? { 'www-authenticate': 'Bearer' } : {}
  outgoing.writeHead(status, { 'content-type': 'application/json', ...challenge }).end(JSON.stringify({ message }))
}

/** A result without a status code is a body: payload format 2.0 infers the rest. */
const send = (outgoing: ServerResponse, result: unknown): void => {
  const answer = Answer.safeParse(result)
  if (!answer.success) {
    const body = typeof result === 'string' ? result : JSON.stringify(result)
    outgoing.writeHead(200, { 'content-type': 'application/json' }).end(body)
    return
  }
  const { statusCode, headers, cookies, body, isBase64Encoded } = answer.data
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]))
  outgoing.writeHead(statusCode, {
    'content-type': 'text/plain;charset=UTF-8',
    ...lower,
    ...(cookies.length > 0 && { 'set-cookie': cookies }),
  })
  outgoing.end(isBase64Encoded ? Buffer.from(body, 'base64') : body)
}

const readBody = async (incoming: IncomingMessage): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= largest.body) chunks.push(chunk)
  }
  return size > largest.body ? undefined : Buffer.concat(chunks)
}

const routesOf = (assembly: Assembly): Route[] => {
  const integrations = new Map(
    assembly
      .all('AWS::ApiGatewayV2::Integration', IntegrationProps)
      .map(({ logicalId, properties }) => [logicalId, properties]),
  )
  const routes = assembly.all('AWS::ApiGatewayV2::Route', RouteProps).map(({ logicalId, properties }): Route => {
    const integration = integrations.get(assembly.named(properties.Target.split('/')[1] ?? ''))
    if (!integration) throw new Error(`Route ${logicalId} has no integration`)
    const [method = '', path = ''] =
      properties.RouteKey === '$default' ? ['ANY', '/{any+}'] : properties.RouteKey.split(' ')
    const names: string[] = []
    const pattern = path.replaceAll(/\{(\w+)(\+?)\}/g, (_, name: string, greedy: string) => {
      names.push(name)
      return greedy ? '(.+)' : '([^/]+)'
    })
    return {
      key: properties.RouteKey,
      method,
      pattern: new RegExp(`^${pattern}$`),
      names,
      // A literal segment comes before a parameter, a parameter before a greedy one.
      weight: path.replaceAll(/\{\w+\+\}/g, '~').replaceAll(/\{\w+\}/g, '}'),
      functionId: assembly.named(integration.IntegrationUri),
      timeoutMs: integration.TimeoutInMillis,
      authorizerId: properties.AuthorizerId && assembly.named(properties.AuthorizerId),
      scopes: properties.AuthorizationScopes,
    }
  })
  return routes.sort((a, b) => (a.weight < b.weight ? -1 : 1))
}

const match = (routes: readonly Route[], method: string, path: string) => {
  for (const route of routes) {
    const found = route.method === 'ANY' || route.method === method ? route.pattern.exec(path) : null
    if (found) return { route, found }
  }
  return undefined
}
