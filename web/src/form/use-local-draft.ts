import { useEffect, useRef, useState } from 'react'
import type * as z from 'zod'
import type { AutosaveState } from './autosaver.ts'
import { createLocalDraft, type KeptDraft } from './local-draft.ts'

interface LocalDraft<V> {
  /** Undefined while it is read from the browser's store. */
  readonly value: V | undefined
  readonly change: (value: V) => void
  /** For SaveStatus. */
  readonly state: AutosaveState<V>
  /** What another tab kept since; `takeOther` shows it here, `keepMine` puts this one over it. */
  readonly other: KeptDraft<V> | undefined
  readonly takeOther: () => void
  readonly keepMine: () => void
  /** Forgets the draft, for after it was submitted or given up. */
  readonly discard: () => Promise<void>
}

/** A draft that survives reload and crash in this browser. `key` names it; an unreadable one is left for `initial`. */
export const useLocalDraft = <V>(key: string, schema: z.ZodType<V>, initial: () => V): LocalDraft<V> => {
  const [value, setValue] = useState<V>()
  const [state, setState] = useState<AutosaveState<V>>({ status: 'clean' })
  const [other, setOther] = useState<KeptDraft<V>>()
  const first = useRef({ schema, initial })
  const draft = useRef<ReturnType<typeof createLocalDraft<V>> | undefined>(undefined)

  useEffect(() => {
    let left = false
    const opened = createLocalDraft<V>({
      key,
      schema: first.current.schema,
      onSaved: (at) => setState({ status: 'saved', at }),
      onFailed: (error) => setState({ status: 'failed', error }),
      onOther: setOther,
    })
    draft.current = opened
    void opened.load().then((kept) => {
      if (left) return
      setValue(kept?.value ?? first.current.initial())
      if (kept) setState({ status: 'saved', at: kept.savedAt })
    })
    const flushWhenHidden = () => {
      if (document.visibilityState === 'hidden') void opened.flush()
    }
    document.addEventListener('visibilitychange', flushWhenHidden)
    return () => {
      left = true
      document.removeEventListener('visibilitychange', flushWhenHidden)
      void opened.close()
    }
  }, [key])

  const change = (next: V) => {
    setValue(next)
    setState({ status: 'waiting' })
    draft.current?.change(next)
  }
  return {
    value,
    change,
    state,
    other,
    takeOther: () => {
      if (other) setValue(other.value)
      setOther(undefined)
    },
    keepMine: () => {
      if (value !== undefined) change(value)
      setOther(undefined)
    },
    discard: async () => {
      await draft.current?.discard()
      setState({ status: 'clean' })
    },
  }
}
