import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import * as z from 'zod'
import { writeAtomically } from './stand-ins/files.ts'

/** A sentence for the person at the terminal; nothing is broken that a stack trace would explain. */
export class CannotStart extends Error {}

const Owner = z.object({
  pid: z.int(),
  started: z.string(),
  engine: z.optional(z.object({ pid: z.int(), started: z.string() })),
})
type Owner = z.infer<typeof Owner>

/** When a process began, or undefined when it is gone: a pid alone may by now be somebody else’s. */
const startOf = (pid: number): string | undefined => {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return state === 'Z' ? undefined : fields[18]
    }
    return execFileSync('ps', ['-p', String(pid), '-o', 'lstart='], { encoding: 'utf8' }).trim() || undefined
  } catch {
    return undefined
  }
}

const lives = (process: { pid: number; started: string } | undefined): boolean =>
  process !== undefined && startOf(process.pid) === process.started

const readOwner = (file: string): Owner | undefined => {
  try {
    return Owner.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return undefined
  }
}

export type DataLock = { recordEngine(pid: number): void; release(): void }

/** Throws when an instance runs on this data. */
export const assertNotRunning = (dataDir: string): void => {
  const owner = readOwner(join(dataDir, 'runner.json'))
  if (!owner || !lives(owner)) return
  throw new CannotStart(
    `Sealbid already runs on the data in ${dataDir} (process ${owner.pid}); stop it first or choose another DATA_DIR.`,
  )
}

/** One instance per data directory. What a killed predecessor left running is ended first. */
export const lockData = async (dataDir: string): Promise<DataLock> => {
  mkdirSync(dataDir, { recursive: true })
  const file = join(dataDir, 'runner.json')
  const mine: Owner = { pid: process.pid, started: startOf(process.pid) ?? '' }
  assertNotRunning(dataDir)
  await endLeftover(readOwner(file))
  rmSync(file, { force: true })
  try {
    writeFileSync(file, JSON.stringify(mine), { flag: 'wx' })
  } catch (cause) {
    throw new CannotStart(`Another Sealbid is starting on the data in ${dataDir}.`, { cause })
  }
  return {
    recordEngine: (pid) =>
      writeAtomically(file, JSON.stringify({ ...mine, engine: { pid, started: startOf(pid) ?? '' } })),
    release: () => rmSync(file, { force: true }),
  }
}

const endLeftover = async (previous: Owner | undefined): Promise<void> => {
  const engine = previous?.engine
  if (!engine) return
  while (lives(engine)) {
    process.kill(engine.pid, 'SIGKILL')
    await pause(20)
  }
}
