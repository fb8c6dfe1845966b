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
  /** Stands still at an instant until the next move: for what must happen in one exact millisecond. */
  holdAt(instant: number): void
  onMove(listener: () => void): void
}

/** What the clock says: the instant it is held at, else the machine's time plus the offset. */
export const timeOn = (words: BigInt64Array, machineNow: number): number =>
  Number(Atomics.load(words, 1)) || machineNow + Number(Atomics.load(words, 0))

/** Where the offset is kept, a moved clock stays moved over a restart. */
export const createClock = (file?: string): MovableClock => {
  const shared = new SharedArrayBuffer(16)
  const words = new BigInt64Array(shared)
  if (file && existsSync(file)) Atomics.store(words, 0, BigInt(JSON.parse(readFileSync(file, 'utf8')).offsetMs))
  const listeners: (() => void)[] = []
  const now = () => timeOn(words, Date.now())
  const set = (offsetMs: number, heldAt = 0) => {
    Atomics.store(words, 0, BigInt(Math.round(offsetMs)))
    Atomics.store(words, 1, BigInt(heldAt))
    if (file) writeAtomically(file, JSON.stringify({ offsetMs: Math.round(offsetMs) }))
    for (const listener of listeners) listener()
  }
  return {
    shared,
    now,
    get offsetMs() {
      return Number(Atomics.load(words, 0))
    },
    moveTo: (instant) => set(instant - Date.now()),
    advance: (ms) => set(now() + ms - Date.now()),
    holdAt: (instant) => set(instant - Date.now(), instant),
    onMove: (listener) => {
      listeners.push(listener)
    },
  }
}
