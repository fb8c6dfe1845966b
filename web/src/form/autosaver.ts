import { serverNow } from '../api/server-clock.ts'

/** What saving answers: the new version, or that somebody else saved in between, with what they saved. */
export type Saved<V> =
  | { readonly ok: true; readonly version: string | number }
  | { readonly ok: false; readonly theirs: V; readonly version: string | number }

export type AutosaveState<V> =
  | { readonly status: 'clean' | 'waiting' | 'saving' }
  | { readonly status: 'saved'; readonly at: number }
  | { readonly status: 'failed'; readonly error: Error }
  | { readonly status: 'conflict'; readonly mine: V; readonly theirs: V }

interface Options<V> {
  readonly version: string | number
  readonly save: (values: V, version: string | number) => Promise<Saved<V>>
  readonly notify: (state: AutosaveState<V>) => void
  readonly delay?: number
}

const RETRY_AFTER = 5_000

/**
 * Saves what was typed a moment after the last key, one save at a time, each on the version before. A failed save is tried
 * again; a conflict waits for the person to choose, and loses neither version.
 */
export const createAutosaver = <V>({ version: first, save, notify, delay = 900 }: Options<V>) => {
  let version = first
  let waiting: { readonly values: V } | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | undefined
  let conflict: { readonly mine: V; readonly theirs: V; readonly version: string | number } | undefined

  const schedule = (after: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), after)
  }

  const saveOnce = async (values: V) => {
    notify({ status: 'saving' })
    try {
      const saved = await save(values, version)
      if (saved.ok) {
        version = saved.version
        notify(waiting ? { status: 'waiting' } : { status: 'saved', at: serverNow() })
        return
      }
      const mine = waiting?.values ?? values
      waiting = undefined
      conflict = { mine, theirs: saved.theirs, version: saved.version }
      notify({ status: 'conflict', mine, theirs: saved.theirs })
    } catch (error) {
      waiting ??= { values }
      notify({ status: 'failed', error: error instanceof Error ? error : new Error(String(error)) })
      schedule(RETRY_AFTER)
    }
  }

  /** Saves now what still waits, and answers when nothing does or a save failed. */
  const flush = async (): Promise<void> => {
    clearTimeout(timer)
    if (running) await running
    if (!waiting || conflict) return
    const { values } = waiting
    waiting = undefined
    running = saveOnce(values).finally(() => {
      running = undefined
    })
    await running
    if (waiting && !conflict) schedule(delay)
  }

  return {
    change: (values: V) => {
      if (conflict) {
        conflict = { ...conflict, mine: values }
        notify({ status: 'conflict', mine: values, theirs: conflict.theirs })
        return
      }
      waiting = { values }
      if (!running) notify({ status: 'waiting' })
      schedule(delay)
    },
    flush,
    /** Ends a conflict: mine is saved over theirs, on their version. */
    keepMine: () => {
      if (!conflict) return
      version = conflict.version
      waiting = { values: conflict.mine }
      conflict = undefined
      void flush()
    },
    /** Ends a conflict: mine is given up; the caller shows theirs. */
    takeTheirs: (): V | undefined => {
      if (!conflict) return undefined
      const { theirs } = conflict
      version = conflict.version
      conflict = undefined
      notify({ status: 'clean' })
      return theirs
    },
    /** An act other than saving moved the version on, such as adding an attachment. */
    moveTo: (next: string | number) => {
      version = next
    },
    version: () => version,
    isDirty: () => waiting !== undefined || running !== undefined || conflict !== undefined,
    stop: () => clearTimeout(timer),
  }
}
