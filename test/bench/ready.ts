import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const rssOf = (pid: number): number =>
  Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024

const childrenOf = (pid: number): number[] => {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .filter(Boolean)
    .map(Number)
  return [pid, ...children.flatMap(childrenOf)]
}

/** From the command to its `ready` line, and the peak memory of all its processes at that moment (MB). */
export const measureReady = async (port: number) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'sealbid-bench-'))
  const started = performance.now()
  const child = spawn(process.execPath, ['infra/local/start.ts', '--empty'], {
    cwd: join(import.meta.dirname, '../..'),
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      if (!line.startsWith('ready ')) continue
      const ms = Math.round(performance.now() - started)
      return { ms, peakMb: Math.round(childrenOf(child.pid ?? 0).reduce((sum, pid) => sum + rssOf(pid), 0)) }
    }
    throw new Error('npm start ended without being ready')
  } finally {
    child.kill('SIGTERM')
    if (child.exitCode === null) await once(child, 'exit')
    rmSync(dataDir, { recursive: true, force: true })
  }
}
