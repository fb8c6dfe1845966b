import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Worker } from 'node:worker_threads'
import * as z from 'zod'
import { root } from '../build/inputs.ts'
import type { Assembly } from './assembly.ts'
import type { MovableClock } from './clock.ts'
import { isFunction } from './faults.ts'
import type { FromWorker, ToWorker, WorkerSetup } from './lambda-protocol.ts'
import type { Log } from './log.ts'
import { region } from './resources.ts'
import type { Stats } from './stats.ts'

const FunctionProps = z.looseObject({
  Code: z.looseObject({ S3Key: z.string().optional() }),
  Handler: z.string(),
  Runtime: z.string(),
  MemorySize: z.int().default(128),
  Timeout: z.int().default(3),
  ReservedConcurrentExecutions: z.int().optional(),
  Environment: z.looseObject({ Variables: z.record(z.string(), z.string()).default({}) }).default({ Variables: {} }),
})
type FunctionProps = z.infer<typeof FunctionProps>

export type Lambdas = {
  /** Runs a function on an event, by logical id; a failure is logged and thrown. */
  invoke(logicalId: string, event: unknown): Promise<unknown>
  /** The logical id of a function, given its folder’s name. */
  find(name: string): string
  readonly running: number
  stop(): Promise<void>
}

type Environment = { readonly worker: Worker; readonly of: string; readonly started: Promise<void> }
type Options = { assembly: Assembly; clock: MovableClock; gateway: string; stats: Stats; log: Log; secret: string }

/** Warm environments at most, over all functions and for each: about 40 MB of memory apiece. */
const most = { together: 16, each: 6 }

/** Where Node keeps what it made of the code, so that the next environment starts in half the time. */
const compileCache = join(root, 'dist/compile-cache')

export class FunctionFailed extends Error {}

export const createLambdas = ({ assembly, clock, gateway, stats, log, secret }: Options): Lambdas => {
  const functions = new Map(
    assembly.all('AWS::Lambda::Function', FunctionProps).map(({ logicalId, properties }) => [logicalId, properties]),
  )
  const idle: Environment[] = []
  const busy = new Map<string, number>()
  const waiting: { of: string; go: () => void }[] = []
  const everyWorker = new Set<Worker>()
  let stopped = false

  const propertiesOf = (logicalId: string): FunctionProps => {
    const properties = functions.get(logicalId)
    if (!properties) throw new Error(`The template has no function ${logicalId}`)
    return properties
  }

  const start = (logicalId: string): Environment => {
    const properties = propertiesOf(logicalId)
    if (!properties.Runtime.startsWith('nodejs'))
      throw new Error(`${logicalId} runs on ${properties.Runtime}, not Node`)
    const setup: WorkerSetup = {
      folder: assembly.assetFolder((properties.Code.S3Key ?? '').replace(/\.zip$/, '')),
      handler: properties.Handler,
      clock: clock.shared,
    }
    const worker = new Worker(new URL('./lambda-worker.ts', import.meta.url), {
      workerData: setup,
      env: {
        ...properties.Environment.Variables,
        ...runtimeEnvironment(assembly, logicalId, properties),
        AWS_ENDPOINT_URL: gateway,
        AWS_SECRET_ACCESS_KEY: secret,
        NODE_COMPILE_CACHE: compileCache,
      },
      resourceLimits: { maxOldGenerationSizeMb: properties.MemorySize, maxYoungGenerationSizeMb: 16 },
      execArgv: ['--enable-source-maps'],
      stdout: true,
      stderr: true,
    })
    for (const stream of [worker.stdout, worker.stderr]) {
      createInterface({ input: stream }).on('line', (line) => log.fromFunction(logicalId, line))
    }
    worker.setMaxListeners(0)
    const started = new Promise<void>((resolve) => {
      worker.on('message', (message: FromWorker) => {
        if (message.kind !== 'started') return
        stats.started(logicalId, message.initMs)
        resolve()
      })
      worker.on('exit', () => resolve())
    })
    const environment = { worker, of: logicalId, started }
    everyWorker.add(worker)
    worker.on('error', ({ message }) => log({ level: 'ERROR', function: logicalId, message }))
    worker.on('exit', () => {
      everyWorker.delete(worker)
      const place = idle.indexOf(environment)
      if (place !== -1) idle.splice(place, 1)
    })
    return environment
  }

  const acquire = async (logicalId: string): Promise<Environment> => {
    const limit = Math.min(most.each, propertiesOf(logicalId).ReservedConcurrentExecutions ?? most.each)
    while (!stopped && (busy.get(logicalId) ?? 0) >= limit)
      await new Promise<void>((go) => waiting.push({ of: logicalId, go }))
    if (stopped) throw new FunctionFailed('The local cloud is stopping')
    busy.set(logicalId, (busy.get(logicalId) ?? 0) + 1)
    const warm = idle.findLastIndex((environment) => environment.of === logicalId)
    const [environment] = warm === -1 ? [] : idle.splice(warm, 1)
    if (environment) return environment
    if (everyWorker.size >= most.together) void idle.shift()?.worker.terminate()
    return start(logicalId)
  }
  const release = (environment: Environment, keep: boolean) => {
    busy.set(environment.of, (busy.get(environment.of) ?? 1) - 1)
    if (keep) idle.push(environment)
    else void environment.worker.terminate()
    const next = waiting.findIndex(({ of }) => of === environment.of)
    if (next !== -1) waiting.splice(next, 1)[0]?.go()
  }

  const run = ({ worker, of }: Environment, requestId: string, event: unknown) => {
    const { Timeout, MemorySize } = propertiesOf(of)
    return new Promise<Exclude<FromWorker, { kind: 'started' }>>((resolve) => {
      const fail = (name: string, message: string, stack = '') =>
        settle({ kind: 'failed', error: { name, message, stack }, heapMb: 0 })
      const settle = (outcome: FromWorker) => {
        if (outcome.kind === 'started') return
        clearTimeout(timer)
        worker.off('message', settle).off('error', onError).off('exit', onExit)
        resolve(outcome)
      }
      const onError = (error: unknown) => {
        const { name, message, stack } = error instanceof Error ? error : new Error(String(error))
        fail(name, message, stack)
      }
      const onExit = () => fail('Runtime.ExitError', 'The function ended its process')
      const timer = setTimeout(() => fail('TimedOut', `Task timed out after ${Timeout} seconds`), Timeout * 1000)
      worker.on('message', settle).on('error', onError).on('exit', onExit)
      if (!everyWorker.has(worker)) return onExit()
      const message: ToWorker = {
        event,
        deadline: Date.now() + Timeout * 1000,
        context: {
          awsRequestId: requestId,
          functionName: assembly.identityOf(of).ref,
          functionVersion: '$LATEST',
          invokedFunctionArn: assembly.identityOf(of).attributes.Arn,
          memoryLimitInMB: String(MemorySize),
          logGroupName: `/aws/lambda/${assembly.identityOf(of).ref}`,
          logStreamName: 'local',
          callbackWaitsForEmptyEventLoop: true,
        },
      }
      worker.postMessage(message)
    })
  }

  return {
    invoke: async (logicalId, event) => {
      const environment = await acquire(logicalId)
      // As on AWS, loading the code does not count against the function’s time.
      await environment.started
      const requestId = randomUUID()
      const startedAt = performance.now()
      const outcome = await run(environment, requestId, event)
      const failed = outcome.kind === 'failed'
      const died = failed && (outcome.error.name === 'TimedOut' || outcome.heapMb === 0)
      release(environment, !died)
      stats.invoked(logicalId, performance.now() - startedAt, outcome.heapMb, failed)
      if (!failed) return JSON.parse(outcome.json)
      const { name: errorType, message, stack } = outcome.error
      if (!stopped) log({ level: 'ERROR', function: logicalId, requestId, errorType, message, stack })
      throw new FunctionFailed(`${logicalId}: ${errorType}: ${message}`)
    },
    find: (name) => {
      const found = [...functions.keys()].find((logicalId) => isFunction(name, logicalId))
      if (!found) throw new Error(`The template has no function ${name}`)
      return found
    },
    get running() {
      return [...busy.values()].reduce((total, count) => total + count, 0)
    },
    stop: async () => {
      stopped = true
      for (const { go } of waiting.splice(0)) go()
      await Promise.all([...everyWorker].map((worker) => worker.terminate()))
    },
  }
}

/** What Lambda itself puts into the environment. The access key names the function, so that the gateway knows who calls. */
const runtimeEnvironment = (assembly: Assembly, logicalId: string, properties: FunctionProps) => ({
  TZ: ':UTC',
  PATH: process.env.PATH ?? '',
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_LAMBDA_FUNCTION_NAME: assembly.identityOf(logicalId).ref,
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(properties.MemorySize),
  AWS_ACCESS_KEY_ID: logicalId,
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
})
