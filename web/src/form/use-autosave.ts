import { useEffect, useRef, useState } from 'react'
import { type AutosaveState, createAutosaver, type Saved } from './autosaver.ts'

interface Options<V> {
  readonly version: string | number
  readonly save: (values: V, version: string | number) => Promise<Saved<V>>
  /** Called when a conflict ended with the other's version: show it. */
  readonly onTheirs: (values: V) => void
}

export interface Autosave<V> {
  readonly state: AutosaveState<V>
  readonly change: (values: V) => void
  /** Saves what still waits; true when everything typed is on the server. */
  readonly flush: () => Promise<boolean>
  readonly keepMine: () => void
  readonly takeTheirs: () => void
  readonly moveTo: (version: string | number) => void
  readonly version: () => string | number
}

/** Saves as one types; see SaveStatus and ConflictDialog for what it shows. */
export const useAutosave = <V>({ version, save, onTheirs }: Options<V>): Autosave<V> => {
  const [state, setState] = useState<AutosaveState<V>>({ status: 'clean' })
  const latest = useRef({ save, onTheirs })
  latest.current = { save, onTheirs }
  const [saver] = useState(() =>
    createAutosaver<V>({ version, save: (values, on) => latest.current.save(values, on), notify: setState }),
  )

  useEffect(() => {
    const flushWhenHidden = () => {
      if (document.visibilityState === 'hidden') void saver.flush()
    }
    const flush = () => void saver.flush()
    const warn = (event: BeforeUnloadEvent) => {
      if (saver.isDirty()) event.preventDefault()
    }
    document.addEventListener('visibilitychange', flushWhenHidden)
    window.addEventListener('online', flush)
    window.addEventListener('beforeunload', warn)
    return () => {
      document.removeEventListener('visibilitychange', flushWhenHidden)
      window.removeEventListener('online', flush)
      window.removeEventListener('beforeunload', warn)
      void saver.flush()
    }
  }, [saver])

  return {
    state,
    change: saver.change,
    flush: async () => {
      await saver.flush()
      return !saver.isDirty()
    },
    keepMine: saver.keepMine,
    takeTheirs: () => {
      const theirs = saver.takeTheirs()
      if (theirs !== undefined) latest.current.onTheirs(theirs)
    },
    moveTo: saver.moveTo,
    version: saver.version,
  }
}
