import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { freePorts } from '../../infra/local/ports.ts'
import { startStack } from '../../infra/local/stack.ts'
import { SOON } from '../support/soon.ts'
import { synthesizeSmallStack } from './small-stack/stack.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'sealbid-survival-'))
let port: number
let assembly: string
let running: ChildProcess[] = []

beforeAll(async () => {
  port = await freePorts(3)
  assembly = await synthesizeSmallStack('survival')
})
afterEach(() => {
  for (const child of running) child.kill('SIGKILL')
  running = []
})
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

/** What the process says first: `ready` and the engine’s pid, or why it cannot start. */
const run = async (at: number, data = dataDir) => {
  const script = join(import.meta.dirname, 'small-stack/run.ts')
  const child = spawn(process.execPath, [script, assembly, data, String(at)], { stdio: ['ignore', 'pipe', 'inherit'] })
  running.push(child)
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, says: line.toString().trim() }
}
const isRunning = (pid: number): boolean => {
  try {
    // A process that is dead but not yet buried still has a pid.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.[0] !== 'Z'
  } catch {
    return false
  }
}

describe('a runner killed without warning', () => {
  it('leaves table and queues as they were, and no engine in the way of the next', async () => {
    const { child, says } = await run(port)
    const [, engine, id] = says.split(' ')
    expect(isRunning(Number(engine))).toBe(true)
    child.kill('SIGKILL')
    await once(child, 'exit')

    const stack = await startStack({ assembly, dataDir, port })
    try {
      expect(isRunning(Number(engine))).toBe(false)
      const order = await fetch(`${stack.url}/api/orders/${id}`)
      expect(order.status).toBe(200)
      const parked = stack.queues.names().find((name) => name.startsWith('Small-Parked')) ?? ''
      expect(stack.queues.messages(parked).map(({ body }) => JSON.parse(body).id)).toEqual([id])
      await expect.poll(async () => (await fetch(order.url)).json(), SOON).toMatchObject({ seen: 1 })
    } finally {
      await stack.stop()
    }
  })
})

describe('a second instance', () => {
  it('is refused on the same data, and on a taken port, with a sentence', async () => {
    const first = await run(port)
    expect(first.says).toMatch(/^ready/)
    const [sameData, samePort] = await Promise.all([run(await freePorts(3)), run(port, `${dataDir}-other`)])
    expect(sameData.says).toMatch(/^Sealbid already runs on the data in .* \(process \d+\)/)
    expect(samePort.says).toBe(
      `Port ${port} is taken; stop what uses it or choose others with PORT=… (three in a row).`,
    )

    first.child.kill('SIGTERM')
    await once(first.child, 'exit')
    expect(isRunning(Number(first.says.split(' ')[1]))).toBe(false)
    rmSync(`${dataDir}-other`, { recursive: true, force: true })
  })
})
