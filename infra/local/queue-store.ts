import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { MovableClock } from './clock.ts'

export type QueueSettings = {
  readonly name: string
  readonly arn: string
  readonly visibilityMs: number
  readonly delayMs: number
  readonly deadLetters?: { readonly queue: string; readonly maxReceiveCount: number }
}

export type QueueMessage = {
  readonly id: string
  readonly queue: string
  readonly body: string
  readonly attributes: string
  readonly md5: string
  readonly sentAt: number
  readonly visibleAt: number
  readonly receives: number
  readonly firstReceivedAt: number | null
  readonly receipt: string | null
}

export type QueueStore = ReturnType<typeof createQueueStore>

const schema = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS messages (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, queue TEXT NOT NULL, body TEXT NOT NULL,
    attributes TEXT NOT NULL, md5 TEXT NOT NULL, sentAt INTEGER NOT NULL, visibleAt INTEGER NOT NULL,
    receives INTEGER NOT NULL DEFAULT 0, firstReceivedAt INTEGER, receipt TEXT UNIQUE);
  CREATE INDEX IF NOT EXISTS due ON messages (queue, visibleAt);
`

/**
 * Standard queues on SQLite: a delay and a visibility timeout are both "not before", by the runner's clock.
 * Messages do not expire: a clock moved by a fortnight is not a fortnight's outage.
 */
export const createQueueStore = (options: { dataDir?: string; clock: MovableClock }) => {
  const { clock, dataDir } = options
  if (dataDir) mkdirSync(dataDir, { recursive: true })
  const db = new DatabaseSync(dataDir ? join(dataDir, 'queues.db') : ':memory:')
  db.exec(schema)
  const sql = {
    insert: db.prepare(
      'INSERT INTO messages (id, queue, body, attributes, md5, sentAt, visibleAt) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ),
    due: db.prepare('SELECT * FROM messages WHERE queue = ? AND visibleAt <= ? ORDER BY seq LIMIT ?'),
    take: db.prepare(
      'UPDATE messages SET receives = receives + 1, receipt = ?, visibleAt = ?, firstReceivedAt = coalesce(firstReceivedAt, ?) WHERE id = ? RETURNING *',
    ),
    bury: db.prepare('UPDATE messages SET queue = ?, visibleAt = ?, receipt = NULL WHERE id = ?'),
    remove: db.prepare('DELETE FROM messages WHERE queue = ? AND receipt = ?'),
    show: db.prepare('UPDATE messages SET visibleAt = ? WHERE queue = ? AND receipt = ?'),
    next: db.prepare('SELECT min(visibleAt) AS at FROM messages WHERE queue = ?'),
    all: db.prepare('SELECT * FROM messages WHERE queue = ? ORDER BY seq'),
    redrive: db.prepare('UPDATE messages SET queue = ?, receives = 0, receipt = NULL, visibleAt = ? WHERE queue = ?'),
    purge: db.prepare('DELETE FROM messages WHERE queue = ?'),
  }
  const queues = new Map<string, QueueSettings>()
  const waiting = new Map<string, Set<() => void>>()
  const wake = (queue: string) => {
    for (const go of [...(waiting.get(queue) ?? [])]) go()
  }
  clock.onMove(() => {
    for (const queue of waiting.keys()) wake(queue)
  })

  const rows = (found: unknown[]): QueueMessage[] => found as QueueMessage[]

  return {
    define: (settings: QueueSettings) => {
      queues.set(settings.name, settings)
    },
    settings: (queue: string): QueueSettings | undefined => queues.get(queue),
    names: (): string[] => [...queues.keys()],
    send: (queue: QueueSettings, body: string, attributes: string, delayMs = queue.delayMs) => {
      const id = randomUUID()
      const md5 = createHash('md5').update(body).digest('hex')
      const now = clock.now()
      sql.insert.run(id, queue.name, body, attributes, md5, now, now + delayMs)
      wake(queue.name)
      return { id, md5 }
    },
    receive: (queue: QueueSettings, max: number, visibilityMs = queue.visibilityMs): QueueMessage[] => {
      const now = clock.now()
      const taken: QueueMessage[] = []
      for (const message of rows(sql.due.all(queue.name, now, max))) {
        const dead = queue.deadLetters
        if (dead && message.receives >= dead.maxReceiveCount) {
          sql.bury.run(dead.queue, now, message.id)
          wake(dead.queue)
        } else taken.push(...rows(sql.take.all(randomUUID(), now + visibilityMs, now, message.id)))
      }
      return taken
    },
    remove: (queue: QueueSettings, receipt: string) => {
      sql.remove.run(queue.name, receipt)
    },
    changeVisibility: (queue: QueueSettings, receipt: string, ms: number) => {
      sql.show.run(clock.now() + ms, queue.name, receipt)
      wake(queue.name)
    },
    /** Resolves when a message may have become visible, at the latest after `ms`. */
    changed: (queue: string, ms: number, signal?: AbortSignal): Promise<void> =>
      new Promise((resolve) => {
        const { at } = sql.next.get(queue) as { at: number | null }
        const listeners = waiting.get(queue) ?? new Set()
        waiting.set(queue, listeners)
        const go = () => {
          clearTimeout(timer)
          listeners.delete(go)
          signal?.removeEventListener('abort', go)
          resolve()
        }
        const timer = setTimeout(go, Math.max(0, at === null ? ms : Math.min(ms, at - clock.now())))
        listeners.add(go)
        signal?.addEventListener('abort', go)
        if (signal?.aborted) go()
      }),
    hasDue: (queue: string): boolean => {
      const { at } = sql.next.get(queue) as { at: number | null }
      return at !== null && at <= clock.now()
    },
    /** Everything in a queue, whether visible, delayed or in flight. */
    messages: (queue: string): QueueMessage[] => rows(sql.all.all(queue)),
    /** Moves what lies in a dead-letter queue back to where it came from, as `StartMessageMoveTask` does. */
    redrive: (deadLetterQueue: string) => {
      const source = [...queues.values()].find(({ deadLetters }) => deadLetters?.queue === deadLetterQueue)
      if (!source) throw new Error(`No queue has its dead letters in ${deadLetterQueue}`)
      sql.redrive.run(source.name, clock.now(), deadLetterQueue)
      wake(source.name)
    },
    purge: (queue: string) => {
      sql.purge.run(queue)
    },
    close: () => db.close(),
  }
}
