import { del, get, set } from 'idb-keyval'
import * as z from 'zod'

/** A draft that lives in this browser only, such as an unsealed bid. */
export interface KeptDraft<V> {
  readonly value: V
  readonly savedAt: number
}

const Announcement = z.object({ key: z.string(), from: z.string(), savedAt: z.number() })
const WRITE_AFTER = 250

interface Options<V> {
  readonly key: string
  readonly schema: z.ZodType<V>
  readonly onSaved: (savedAt: number) => void
  readonly onFailed: (error: Error) => void
  /** Another tab kept a newer version of the same draft. */
  readonly onOther: (draft: KeptDraft<V>) => void
}

/** Keeps a draft in IndexedDB, a quarter of a second after the last change at the latest when the tab is left. */
export const createLocalDraft = <V>({ key, schema, onSaved, onFailed, onOther }: Options<V>) => {
  const me = crypto.randomUUID()
  const channel = new BroadcastChannel('sealbid.drafts')
  let waiting: { readonly value: V } | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let writing = Promise.resolve()

  const load = async (): Promise<KeptDraft<V> | undefined> => {
    const kept = z.object({ value: schema, savedAt: z.number() }).safeParse(await get(key))
    return kept.success ? kept.data : undefined
  }

  const write = async () => {
    clearTimeout(timer)
    if (!waiting) return
    const { value } = waiting
    waiting = undefined
    const savedAt = Date.now()
    try {
      await set(key, { value, savedAt })
      channel.postMessage({ key, from: me, savedAt })
      onSaved(savedAt)
    } catch (error) {
      onFailed(error instanceof Error ? error : new Error(String(error)))
    }
  }
  const flush = (): Promise<void> => {
    writing = writing.then(write)
    return writing
  }

  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    const heard = Announcement.safeParse(data)
    if (!heard.success || heard.data.key !== key || heard.data.from === me) return
    void load().then((draft) => draft && onOther(draft))
  }

  return {
    load,
    change: (value: V) => {
      waiting = { value }
      clearTimeout(timer)
      timer = setTimeout(() => void flush(), WRITE_AFTER)
    },
    flush,
    discard: async () => {
      clearTimeout(timer)
      waiting = undefined
      await writing
      await del(key)
    },
    close: async () => {
      await flush()
      channel.close()
    },
  }
}
