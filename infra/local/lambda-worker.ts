import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parentPort, workerData } from 'node:worker_threads'
import { timeOn } from './clock.ts'
import type { FromWorker, ToWorker, WorkerSetup } from './lambda-protocol.ts'

/** One execution environment of one function: it handles one event at a time, as Lambda does. */
const setup = workerData as WorkerSetup
const port = parentPort
if (!port) throw new Error('This file runs in a worker')
const answer = (message: FromWorker) => port.postMessage(message)

const clock = new BigInt64Array(setup.clock)
const machineNow = Date.now
const now = () => timeOn(clock, machineNow())
// Handlers and the SDK see the runner's clock and need not know of it.
globalThis.Date = new Proxy(Date, {
  construct: (target, args: [], newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  apply: (target) => new target(now()).toString(),
  get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver)),
})

const largestAnswer = 6_291_556
const startedAt = performance.now()
const [file = '', exported = ''] = setup.handler.split('.')
const loaded = import(pathToFileURL(join(setup.folder, `${file}.mjs`)).href) as Promise<Record<string, unknown>>
const started = () => answer({ kind: 'started', initMs: performance.now() - startedAt })
// When loading failed the first event awaits the same promise and reports why.
loaded.then(started, started)

port.on('message', async ({ event, context, deadline }: ToWorker) => {
  const heap = () => {
    const { heapUsed, external } = process.memoryUsage()
    return (heapUsed + external) / 1_048_576
  }
  try {
    const handler = (await loaded)[exported]
    if (typeof handler !== 'function') throw new Error(`${setup.handler} is no function`)
    const result: unknown = await handler(event, {
      ...context,
      getRemainingTimeInMillis: () => deadline - machineNow(),
    })
    const json = result === undefined ? 'null' : JSON.stringify(result)
    if (json.length > largestAnswer)
      throw new Error(`Response payload size exceeded maximum allowed (${largestAnswer} bytes)`)
    answer({ kind: 'answered', json, heapMb: heap() })
  } catch (error) {
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error))
    answer({ kind: 'failed', error: { name, message, stack: stack ?? '' }, heapMb: heap() })
  }
})
