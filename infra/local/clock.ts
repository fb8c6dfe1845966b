import { existsSync, readFileSync } from 'node:fs'
import { writeAtomically } from './stand-ins/files.ts'
import type { Clock } from './stand-ins/types.ts'

/** The one clock of the local cloud: the machine's, plus an offset that tests and the demo may move. */
export type MovableClock = Clock & {
  readonly offsetMs: number
  /** Shared with every worker, so that a move is seen everywhere at once. */
  readonly shared: SharedArrayBuffer
  moveTo(instant: number): void
  advance(ms: number): void
  onMove(listener: () => void): void
}

/** Where the offset is kept, a moved clock stays moved over a restart. */
export const createClock = (file?: string): MovableClock => {
  const shared = new SharedArrayBuffer(8)
  const offset = new BigInt64Array(shared)
  if (file && existsSync(file)) Atomics.store(offset, 0, BigInt(JSON.parse(readFileSync(file, 'utf8')).offsetMs))
  const listeners: (() => void)[] = []
  const set = (offsetMs: number) => {
    Atomics.store(offset, 0, BigInt(Math.round(offsetMs)))
    if (file) writeAtomically(file, JSON.stringify({ offsetMs: Math.round(offsetMs) }))
    for (const listener of listeners) listener()
  }
  return {
    shared,
    now: () => Date.now() + Number(Atomics.load(offset, 0)),
    get offsetMs() {
      return Number(Atomics.load(offset, 0))
    },
    moveTo: (instant) => set(instant - Date.now()),
    advance: (ms) => set(Number(Atomics.load(offset, 0)) + ms),
    onMove: (listener) => {
      listeners.push(listener)
    },
  }
}
