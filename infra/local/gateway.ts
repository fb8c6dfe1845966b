import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { dynamoDbChecks, mailChecks, queueChecks, queueNameIn } from './calls.ts'
import { isDynamoDbWrite } from './dynamodb-proxy.ts'
import type { Faults } from './faults.ts'
import { AccessDenied, type Iam } from './iam.ts'
import type { AwsRequest, AwsResponse, AwsService, Clock } from './stand-ins/types.ts'
import type { Stats } from './stats.ts'

type Handler = (request: AwsRequest) => Promise<AwsResponse>

export type GatewayParts = {
  readonly iam: Iam
  readonly clock: Clock
  readonly faults: Faults
  readonly stats: Stats
  readonly dynamodb: (request: AwsRequest, operation: string) => Promise<AwsResponse>
  readonly sqs: (request: AwsRequest, operation: string, queue: string) => Promise<AwsResponse>
  readonly kms: Handler
  readonly s3: Handler
  readonly ses: Handler
  /** Said after each write, so that streams need no busy polling. */
  readonly wrote: () => void
  readonly log: (line: Record<string, unknown>) => void
}

/** The one port every SDK call goes to. It listens first; what answers behind it is wired when known. */
export const openGateway = async (port = 0) => {
  let parts: GatewayParts | undefined
  const server = createServer((incoming, outgoing) => {
    if (!parts) return outgoing.writeHead(503).end()
    serve(incoming, outgoing, parts).catch((error: unknown) => {
      parts?.log({ level: 'ERROR', message: `gateway: ${error instanceof Error ? error.message : String(error)}` })
      outgoing.destroy()
    })
  })
  server.keepAliveTimeout = 60_000
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('The gateway has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    wire: (wired: GatewayParts) => {
      parts = wired
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

const serve = async (incoming: IncomingMessage, outgoing: ServerResponse, parts: GatewayParts) => {
  const request = await readRequest(incoming)
  const operation = operationOf(request)
  const call = { service: request.service, operation, function: request.caller }
  const loseAnswer = parts.faults.strike(call, ['commit-then-timeout'])
  const answer = await answerTo(request, operation, parts)
  if (loseAnswer) return incoming.socket.destroy()
  // A failed condition is everyday; what the other services refuse is usually a mistake.
  if (answer.status >= 400 && request.service !== 'dynamodb') {
    const message = answer.body.toString().slice(0, 500)
    parts.log({ level: 'WARN', function: request.caller, service: request.service, operation, message })
  }
  // SDKs correct their own clock by this header, so it has to be the runner's time too.
  const date = new Date(parts.clock.now()).toUTCString()
  outgoing.writeHead(answer.status, { date, ...answer.headers })
  outgoing.end(answer.body)
}

const answerTo = async (request: AwsRequest, operation: string, parts: GatewayParts): Promise<AwsResponse> => {
  const { service, caller } = request
  try {
    if (service === 'dynamodb') {
      for (const check of dynamoDbChecks(operation, JSON.parse(request.body.toString())))
        parts.iam.authorise(caller, check)
      const answer = await parts.dynamodb(request, operation)
      if (isDynamoDbWrite(operation) && answer.status === 200) parts.wrote()
      return answer
    }
    // The DynamoDB proxy counts its own calls, with their units.
    parts.stats.called(caller, service, operation, {})
    if (parts.faults.strike({ service, operation, function: caller }, ['throttle'])) return throttled(service)
    if (service === 'sqs') {
      const queue = queueNameIn(JSON.parse(request.body.toString()))
      for (const check of queueChecks(operation, queue)) parts.iam.authorise(caller, check)
      return await parts.sqs(request, operation, queue)
    }
    if (service === 'ses') {
      for (const { anyOf } of mailChecks(JSON.parse(request.body.toString()))) {
        const [first] = anyOf
        if (first && !anyOf.some((check) => parts.iam.decide(caller, check).allowed)) parts.iam.authorise(caller, first)
      }
      return await parts.ses(request)
    }
    // KMS and S3 decide themselves: key policies, presigned URLs.
    if (service === 'kms') return await parts.kms(request)
    if (service === 's3') return await parts.s3(request)
    throw new Error(`The gateway does not know the service ${service}`)
  } catch (error) {
    const denied = error instanceof AccessDenied
    const message = error instanceof Error ? error.message : String(error)
    parts.log({ level: 'ERROR', function: caller, service, operation, message })
    return refused(denied ? 403 : 400, denied ? 'AccessDeniedException' : 'LocalRunnerException', message, service)
  }
}

/** Who calls which service stands in the signature's scope: Credential=<caller>/<date>/<region>/<service>/… */
const readRequest = async (incoming: IncomingMessage): Promise<AwsRequest> => {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  )
  const [, caller, service] = /Credential=([^/,]+)\/[^/]+\/[^/]+\/([^/]+)\//.exec(headers.authorization ?? '') ?? []
  return {
    service: (service ?? 's3') as AwsService,
    caller: caller ?? 'anonymous',
    method: incoming.method ?? 'GET',
    url: new URL(incoming.url ?? '/', `http://${headers.host}`),
    headers,
    body: Buffer.concat(chunks),
  }
}

const operationOf = ({ service, headers, method }: AwsRequest): string => {
  if (service === 'ses') return 'SendEmail'
  return headers['x-amz-target']?.split('.').at(-1) ?? `${method[0]}${method.slice(1).toLowerCase()}Object`
}

const refused = (status: number, code: string, message: string, service: AwsService): AwsResponse => {
  if (service === 's3') {
    const text = message.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
    const body = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${text}</Message></Error>`
    return { status, headers: { 'content-type': 'application/xml' }, body }
  }
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': code },
    body: JSON.stringify({ __type: code, message }),
  }
}

const throttled = (service: AwsService): AwsResponse => {
  const message = 'Injected by the local runner: too many requests'
  if (service === 's3') return refused(503, 'SlowDown', message, service)
  return refused(service === 'ses' ? 429 : 400, 'ThrottlingException', message, service)
}
