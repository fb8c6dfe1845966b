import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import type { ApiEvent } from '../../functions/http/api.ts'
import { dynamoTable, type Table } from '../../shared/store/table.ts'
import { NOON } from './builders.ts'
import { freshTable } from './dynamodb.ts'

/** Who calls: the claims our token function gives a person. Leave `org` out for someone without an organisation. */
export type Caller = { email: string; name?: string; org?: string; buys?: boolean; supplies?: boolean }

export type ApiRequest = {
  params?: Record<string, string>
  query?: Record<string, string>
  body?: unknown
  as?: Caller
  /** When the gateway received it. */
  at?: string
  ifMatch?: number
  /** The viewer's address, as CloudFront passes it on. */
  from?: string
  /** Whole header, for approval links and sessions: `Link …` or `Session …`. */
  authorization?: string
}

type Route = {
  method: string
  path: string
  handler: (event: ApiEvent) => Promise<APIGatewayProxyStructuredResultV2>
}

export const anApiEvent = (
  { method, path }: Pick<Route, 'method' | 'path'>,
  { params, query, body, as, at = NOON, from, ifMatch, authorization }: ApiRequest,
): ApiEvent => {
  const claims: Record<string, string> = {
    ...(as && { email: as.email, name: as.name ?? '', buys: String(as.buys ?? false) }),
    ...(as && { supplies: String(as.supplies ?? false) }),
    ...(as?.org !== undefined && { org: as.org }),
  }
  const rawPath = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params?.[name] ?? ''))
  return {
    version: '2.0',
    routeKey: `${method} ${path}`,
    rawPath,
    rawQueryString: new URLSearchParams(query).toString(),
    headers: {
      ...(ifMatch !== undefined && { 'if-match': `"${ifMatch}"` }),
      ...(authorization !== undefined && { authorization }),
      ...(from !== undefined && { 'x-forwarded-for': `${from}, 127.0.0.1` }),
    },
    ...(params && { pathParameters: params }),
    ...(query && { queryStringParameters: query }),
    ...(body !== undefined && { body: JSON.stringify(body) }),
    isBase64Encoded: false,
    requestContext: {
      accountId: '000000000000',
      apiId: 'test',
      domainName: 'test',
      domainPrefix: 'test',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
      requestId: 'test',
      routeKey: `${method} ${path}`,
      stage: '$default',
      time: at,
      timeEpoch: Date.parse(at),
      authorizer: { principalId: '', integrationLatency: 0, jwt: { claims, scopes: [] } },
    },
  }
}

/** Calls one route as API Gateway would; `json` is the parsed body, `text` its exact bytes. */
export const callRoute = async (route: Route, request: ApiRequest = {}) => {
  const result = await route.handler(anApiEvent(route, request))
  const text = result.body ?? ''
  const isJson = String(result.headers?.['content-type'] ?? '').includes('json')
  const json: Record<string, unknown> = isJson ? JSON.parse(text) : {}
  return { status: result.statusCode ?? 0, text, json, headers: result.headers ?? {} }
}

export const aTable = async (): Promise<Table> => {
  const { tableName, client } = await freshTable()
  return dynamoTable(
    tableName,
    DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
  )
}
