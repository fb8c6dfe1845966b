import { createWriteStream, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Clock } from './stand-ins/types.ts'

export type Log = {
  (line: Record<string, unknown>): void
  /** A line a function has written; its own JSON is kept as it is. */
  fromFunction(logicalId: string, text: string): void
  close(): Promise<void>
}

const startAfresh = 20 * 1_048_576
const grave = new Set(['ERROR', 'FATAL', 'error', 'fatal'])

/** One JSON object a line, all functions in one file; errors also appear on the terminal. */
export const createLog = (options: { file: string; clock: Clock; show?: (line: string) => void }): Log => {
  mkdirSync(dirname(options.file), { recursive: true })
  const large = (statSync(options.file, { throwIfNoEntry: false })?.size ?? 0) > startAfresh
  const stream = createWriteStream(options.file, { flags: large ? 'w' : 'a' })
  const write = (line: Record<string, unknown>) => {
    const text = JSON.stringify({ time: new Date(options.clock.now()).toISOString(), ...line })
    stream.write(`${text}\n`)
    if (grave.has(String(line.level))) options.show?.(text)
  }
  return Object.assign(write, {
    fromFunction: (logicalId: string, text: string) => write({ function: logicalId, ...parsed(text) }),
    close: () => new Promise<void>((closed) => stream.end(closed)),
  })
}

const parsed = (text: string): Record<string, unknown> => {
  if (!text.startsWith('{')) return { message: text }
  try {
    return JSON.parse(text)
  } catch {
    return { message: text }
  }
}
