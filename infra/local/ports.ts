import { createServer } from 'node:net'
import { threadId } from 'node:worker_threads'

/**
 * Systems take the ports of outgoing connections from 32768 (some from 49152) on. A port that is looked at now and
 * opened a second later is better chosen where no connection takes it meanwhile.
 */
const FIRST = 10_000
const COUNT = 20_000
const EACH = 10

/** Every process and every thread of it looks in a place of its own first. */
let next = ((process.pid + threadId * 977) * EACH) % COUNT

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer().once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })

/** The first of some ports in a row that nobody listens on. No two calls of a process get the same. */
export const freePorts = async (inARow = 1): Promise<number> => {
  for (let looked = 0; looked < COUNT; looked += inARow) {
    const first = FIRST + (next % COUNT)
    next += inARow
    const free = await Promise.all(Array.from({ length: inARow }, (_, i) => isFree(first + i)))
    if (free.every(Boolean)) return first
  }
  throw new Error('No free port')
}
