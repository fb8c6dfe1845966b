import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import * as z from 'zod'
import { loadAssembly } from './assembly.ts'
import { createClock } from './clock.ts'
import { createConsole, type RunnerClock } from './console.ts'
import { startDynamoDbLocal } from './dynamodb-local.ts'
import { createDynamoDbProxy } from './dynamodb-proxy.ts'
import { startEventSources } from './event-sources.ts'
import { createFaults, type Faults } from './faults.ts'
import { openGateway } from './gateway.ts'
import { createHttpApi } from './http-api.ts'
import { createIam } from './iam.ts'
import { createLambdas } from './lambdas.ts'
import { listen } from './listen.ts'
import { createLog } from './log.ts'
import { createQueueStore, type QueueMessage } from './queue-store.ts'
import { createQueues } from './queues.ts'
import { account } from './resources.ts'
import { startSchedules } from './schedules.ts'
import { readSignIn } from './sign-in.ts'
import { createSite } from './site.ts'
import { type DemoPerson, startIssuer } from './stand-ins/issuer.ts'
import { createKms } from './stand-ins/kms.ts'
import { createMail } from './stand-ins/mail.ts'
import { createS3 } from './stand-ins/s3.ts'
import { lockData } from './state.ts'
import { createStats, type Snapshot } from './stats.ts'
import { assertReadable } from './stored.ts'
import { createTables } from './tables.ts'
import { bucketsOf, keysOf, queuesOf } from './template-stores.ts'

export type StackOptions = {
  /** Site and API; the console has the next port, the issuer the one after. */
  readonly port: number
  /** The cloud assembly, and which of its stacks to run when it holds several. */
  readonly assembly: string | Promise<string>
  readonly stack?: string
  /** Absent: everything lives in memory or in a folder that goes with the stack. */
  readonly dataDir?: string
  /** The engine in memory, as tests and measurements want it; the rest stays in `dataDir`. */
  readonly inMemory?: boolean
  /** The built site; absent, only the API answers. */
  readonly webDir?: string
  /** Who the issuer offers for a sign-in with one click. */
  readonly people?: readonly DemoPerson[]
  /** Where errors are shown as they happen. */
  readonly show?: (line: string) => void
}

export type Stack = {
  readonly url: string
  readonly console: string
  readonly issuer: string
  readonly dataDir: string
  readonly clock: RunnerClock
  readonly faults: Faults
  readonly mail: ReturnType<typeof createMail>
  readonly queues: { names(): string[]; messages(name: string): QueueMessage[]; redrive(deadLetterQueue: string): void }
  /** The engine itself and its tables, past the gateway: for looking at what is stored. */
  readonly dynamodb: { readonly url: string; readonly tables: readonly string[] }
  /** The gateway, and the secret all callers sign with. */
  readonly gateway: { readonly url: string; readonly secret: string }
  /** An access token exactly as signing in would give it. */
  tokenFor(email: string, name?: string): Promise<string>
  /** Runs a function by its folder’s name. */
  invoke(name: string, event: unknown): Promise<unknown>
  /** Every schedule, now. */
  fireSchedules(): Promise<void>
  /** Resolves when nothing is under way and nothing is due. */
  settled(withinMs?: number): Promise<void>
  stats(): Snapshot
  stop(): Promise<void>
}

const secret = 'local'

/** Runs the template: everything it declares, on this machine, behind three ports. */
export const startStack = async (options: StackOptions): Promise<Stack> => {
  const closers: (() => unknown)[] = []
  const stop = async () => {
    for (const close of closers.splice(0).reverse()) await close()
  }
  try {
    return await start(options, closers, stop)
  } catch (error) {
    await stop()
    throw error
  }
}

const start = async (options: StackOptions, closers: (() => unknown)[], stop: () => Promise<void>): Promise<Stack> => {
  const { port, inMemory = options.dataDir === undefined } = options
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'sealbid-'))
  const inData = (name: string) => join(dataDir, name)
  if (options.dataDir === undefined) closers.push(() => rmSync(dataDir, { recursive: true, force: true }))
  const lock = await lockData(dataDir)
  closers.push(lock.release)
  assertReadable(dataDir)
  // Awaited only when the engine is up; a failure must not count as unhandled until then.
  const made = Promise.resolve(options.assembly)
  made.catch(() => undefined)
  const closing = <T extends { close(): unknown }>(part: T): T => {
    closers.push(() => part.close())
    return part
  }
  const site = closing(await listen(port))
  const console = closing(await listen(port + 1))
  const issuerDoor = closing(await listen(port + 2))
  const gateway = closing(await openGateway())

  const clock = createClock(inMemory ? undefined : inData('clock.json'))
  const log = closing(createLog({ file: inData('functions.log'), clock, ...(options.show && { show: options.show }) }))
  const stats = createStats()
  const engine = await startDynamoDbLocal(inMemory ? {} : { dbPath: inData('dynamodb') })
  closers.push(engine.stop)
  lock.recordEngine(engine.pid)

  const hosts = { gateway: gateway.url, site: site.url, issuer: issuerDoor.url }
  const assembly = loadAssembly({
    directory: await options.assembly,
    hosts,
    ...(options.stack && { stack: options.stack }),
  })
  const tables = await createTables(assembly, engine.url, clock)
  closers.push(tables.stop)
  const queues = closing(createQueueStore({ clock, ...(!inMemory && { dataDir }) }))
  for (const queue of queuesOf(assembly)) queues.define(queue)

  const functions = assembly.all('AWS::Lambda::Function', z.unknown()).map(({ logicalId }) => logicalId)
  const faults = createFaults({ functions, queues: queues.names() })
  const iam = createIam(assembly)
  const mail = createMail({ dataDir, clock })
  const lambdas = createLambdas({ assembly, clock, gateway: gateway.url, stats, log, secret })
  const proxy = closing(createDynamoDbProxy({ engine: engine.url, faults, stats }))
  const sqs = createQueues({ store: queues, faults, url: (queue) => `${gateway.url}/${account}/${queue}` })
  const kms = createKms({
    dataDir,
    keys: keysOf(assembly),
    clock,
    principalArn: iam.principalArn,
    identityOf: iam.identityOf,
    contextOf: iam.contextOf,
  })
  const s3 = createS3({
    dataDir,
    buckets: bucketsOf(assembly),
    clock,
    authorise: (caller, action, resourceArn, context) => iam.decide(caller, { action, resourceArn, context }),
    secretOf: () => secret,
  })
  const sources = startEventSources({
    assembly,
    iam,
    lambdas,
    queues,
    engine: engine.url,
    log,
    ...(!inMemory && { positions: inData('streams.json') }),
  })
  const wrote = sources.wrote
  gateway.wire({
    ...{ iam, clock, faults, stats, wrote, log, dynamodb: proxy.handle, sqs: sqs.handle },
    ...{ kms: kms.handle, s3: s3.handle, ses: mail.handle },
  })
  closers.push(async () => {
    // Batches under way end with their functions.
    const ended = sources.stop()
    await lambdas.stop()
    await ended
  })

  const signIn = readSignIn(assembly, lambdas)
  const issuer = startIssuer({
    door: issuerDoor,
    log,
    dataDir,
    clock,
    clients: signIn.clients,
    scope: signIn.apiScope,
    people: options.people ?? [],
    claimsFor: signIn.claimsFor,
    sendCode: async (to, code) => {
      mail.deliver({
        from: 'Sealbid <no-reply@sealbid.example>',
        to: [to],
        subject: `${code} is your sign-in code`,
        text: `Your code: ${code}\n`,
      })
    },
  })

  const settled = (withinMs = 60_000) => waitUntil(() => lambdas.running === 0 && sources.isSettled(), withinMs)
  const moving = (move: () => void) => async () => {
    // A batch under way would see its visibility time pass in one instant; one that hangs does not hold the clock.
    await waitUntil(() => sources.isIdle(), 5000).catch(() => undefined)
    move()
  }
  const runnerClock: RunnerClock = {
    now: clock.now,
    advance: (ms) => moving(() => clock.advance(ms))(),
    moveTo: (instant) => moving(() => clock.moveTo(instant))(),
    holdAt: (instant) => moving(() => clock.holdAt(instant))(),
  }
  const api = createHttpApi({ assembly, lambdas, clock, site: site.url, log, stats })
  const config = {
    issuer: assembly.outputs.Issuer ?? '',
    clientId: assembly.outputs.ClientId ?? '',
    scope: signIn.scopes.join(' '),
  }
  // A copy, as the bucket holds one: a build under way does not change what is being served.
  rmSync(inData('site'), { recursive: true, force: true })
  if (options.webDir) cpSync(options.webDir, inData('site'), { recursive: true })
  site.serve(createSite({ assembly, url: site.url, folder: inData('site'), config, api }), log)
  console.serve(createConsole({ clock: runnerClock, faults, settled, stats: stats.snapshot, mailPage: mail.page }), log)
  const schedules = startSchedules({ assembly, lambdas, clock })
  closers.push(schedules.stop)
  schedules.start()

  return {
    ...{
      url: site.url,
      console: console.url,
      issuer: issuer.issuer,
      dataDir,
      clock: runnerClock,
      faults,
      mail,
      settled,
      stop,
    },
    queues: { names: queues.names, messages: queues.messages, redrive: queues.redrive },
    dynamodb: { url: engine.url, tables: tables.names },
    gateway: { url: gateway.url, secret },
    tokenFor: issuer.accessTokenFor,
    invoke: (name, event) => lambdas.invoke(lambdas.find(name), event),
    fireSchedules: schedules.fireAll,
    stats: stats.snapshot,
  }
}

const waitUntil = async (isSo: () => boolean, withinMs: number): Promise<void> => {
  const giveUpAt = performance.now() + withinMs
  let seen = 0
  while (seen < 2) {
    seen = isSo() ? seen + 1 : 0
    if (performance.now() > giveUpAt) throw new Error(`The local cloud has not settled within ${withinMs} ms`)
    await pause(10)
  }
}
