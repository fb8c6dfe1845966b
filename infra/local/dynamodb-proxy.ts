import { Agent, request as httpRequest } from 'node:http'
import * as z from 'zod'
import type { FaultKind, Faults } from './faults.ts'
import type { AwsRequest, AwsResponse } from './stand-ins/types.ts'
import type { Stats } from './stats.ts'

const Input = z.looseObject({
  ReturnConsumedCapacity: z.string().optional(),
  ConsistentRead: z.boolean().default(false),
  TransactItems: z.array(z.unknown()).default([]),
})
const Consumed = z.looseObject({ CapacityUnits: z.number() })
const Output = z.looseObject({ ConsumedCapacity: z.union([Consumed, z.array(Consumed)]).optional() })
const Failure = z.looseObject({ __type: z.string().default('') })

const reads = new Set([
  'GetItem',
  'Query',
  'Scan',
  'BatchGetItem',
  'TransactGetItems',
  'DescribeTable',
  'DescribeTimeToLive',
])
export const isDynamoDbWrite = (operation: string): boolean => !reads.has(operation)

/** Hands calls on to the engine, adding what only AWS has: conflicts, throttling, and the bill. */
export const createDynamoDbProxy = (options: { engine: string; faults: Faults; stats: Stats }) => {
  const { faults, stats } = options
  const engine = new URL(options.engine)
  const agent = new Agent({ keepAlive: true, maxSockets: 32 })

  const forward = (target: string, body: string): Promise<{ status: number; body: string }> =>
    new Promise((resolve, reject) => {
      const headers = {
        'content-type': 'application/x-amz-json-1.0',
        'content-length': Buffer.byteLength(body),
        'x-amz-target': target,
        authorization:
          'AWS4-HMAC-SHA256 Credential=RUNNER/20260101/eu-central-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
      }
      const call = httpRequest(
        { host: engine.hostname, port: engine.port, method: 'POST', agent, headers },
        (answer) => {
          const chunks: Buffer[] = []
          answer.on('data', (chunk: Buffer) => chunks.push(chunk))
          answer.on('end', () => resolve({ status: answer.statusCode ?? 500, body: Buffer.concat(chunks).toString() }))
          answer.on('error', reject)
        },
      )
      call.on('error', reject)
      call.end(body)
    })

  return {
    handle: async (request: AwsRequest, operation: string): Promise<AwsResponse> => {
      const input = Input.parse(JSON.parse(request.body.toString()))
      const { ReturnConsumedCapacity: asked = 'NONE', TransactItems } = input
      const call = { service: 'dynamodb', operation, function: request.caller }
      const kinds: FaultKind[] = isDynamoDbWrite(operation) ? ['transaction-conflict', 'throttle'] : ['throttle']
      const fault = faults.strike(call, kinds)
      if (fault) {
        stats.called(request.caller, 'dynamodb', operation, { errors: 1 })
        return fault.kind === 'throttle' ? throttled() : conflict(operation, TransactItems.length)
      }

      const startedAt = performance.now()
      const body = JSON.stringify({
        ...JSON.parse(request.body.toString()),
        ReturnConsumedCapacity: asked === 'NONE' ? 'TOTAL' : asked,
      })
      const answer = await forward(request.headers['x-amz-target'] ?? '', body)
      const emulatorMs = performance.now() - startedAt

      const parsed: unknown = JSON.parse(answer.body)
      const units = answer.status === 200 ? unitsIn(parsed) : unitsOfFailure(parsed, TransactItems.length)
      // AWS bills a read that finds nothing as the smallest there is; the engine says 0.
      const leastRead = answer.status === 200 ? (input.ConsistentRead ? 1 : 0.5) : 0
      const bill = isDynamoDbWrite(operation) ? { writeUnits: units } : { readUnits: Math.max(units, leastRead) }
      stats.called(request.caller, 'dynamodb', operation, {
        ...bill,
        emulatorMs,
        errors: answer.status === 200 ? 0 : 1,
      })
      if (asked === 'NONE' && answer.status === 200) delete (parsed as Record<string, unknown>).ConsumedCapacity
      return { status: answer.status, headers: json, body: JSON.stringify(parsed) }
    },
    close: () => agent.destroy(),
  }
}

const json = { 'content-type': 'application/x-amz-json-1.0' }
const refused = (code: string, message: string, more: object = {}): AwsResponse => ({
  status: 400,
  headers: json,
  body: JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${code}`, message, ...more }),
})

const throttled = () =>
  refused('ProvisionedThroughputExceededException', 'Injected by the local runner: too many requests')

/** As AWS says it: a transaction is cancelled with one reason per item, a single write fails by itself. */
const conflict = (operation: string, items: number): AwsResponse => {
  if (operation !== 'TransactWriteItems') {
    return refused('TransactionConflictException', 'Injected by the local runner: transaction is ongoing for the item')
  }
  const codes = ['TransactionConflict', ...Array.from({ length: items - 1 }, () => 'None')]
  return refused(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes.join(', ')}]`,
    {
      CancellationReasons: codes.map((Code) =>
        Code === 'None' ? { Code } : { Code, Message: 'Transaction is ongoing for the item' },
      ),
    },
  )
}

const unitsIn = (answer: unknown): number => {
  const { ConsumedCapacity = [] } = Output.parse(answer)
  return [ConsumedCapacity].flat().reduce((total, consumed) => total + consumed.CapacityUnits, 0)
}

/** AWS bills a write whose condition failed: one unit, in a transaction two for each item, at the least. */
const unitsOfFailure = (answer: unknown, items: number): number => {
  const { __type } = Failure.parse(answer)
  if (__type.endsWith('ConditionalCheckFailedException')) return 1
  return __type.endsWith('TransactionCanceledException') ? items * 2 : 0
}
