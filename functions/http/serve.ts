import middy from '@middy/core'
import httpRouter, { type Route } from '@middy/http-router'
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { log } from '../queue/log.ts'
import type { ApiEvent } from './api.ts'

type Result = APIGatewayProxyStructuredResultV2

/** A fault is logged once with its correlation id; the caller gets the id and nothing else. */
const faultsAreLogged = (): middy.MiddlewareObj<ApiEvent, Result> => ({
  onError: async (request) => {
    const correlationId = request.event.requestContext.requestId
    const routeKey = request.event.requestContext.routeKey
    log.error('request failed', { correlationId, routeKey, error: request.error })
    request.response = {
      statusCode: 500,
      headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
      body: JSON.stringify({
        type: 'about:blank#fault',
        title: 'internal error',
        status: 500,
        code: 'fault',
        correlationId,
      }),
    }
  },
})

/** The handler of a capability: what is true of every request is here, what differs is in its routes. */
export const serve = (routes: Route<ApiEvent, Result>[]) =>
  middy<ApiEvent, Result>().use(faultsAreLogged()).handler(httpRouter(routes))
