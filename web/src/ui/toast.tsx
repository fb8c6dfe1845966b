import { useSyncExternalStore } from 'react'
import styles from './toast.module.css'

interface Message {
  readonly id: number
  readonly text: string
  readonly undo?: { readonly label: string; readonly act: () => void }
}

const SHOWN_FOR = 6_000
let messages: readonly Message[] = []
let count = 0
const listeners = new Set<() => void>()

const set = (next: readonly Message[]) => {
  messages = next
  for (const listener of listeners) listener()
}

/** Says that something was done: "Saved 12:03:22". Never the only place of an error. */
export const toast = (text: string, undo?: Message['undo']) => {
  const message = { id: ++count, text, ...(undo ? { undo } : {}) }
  set([...messages.slice(-2), message])
  setTimeout(() => set(messages.filter(({ id }) => id !== message.id)), SHOWN_FOR)
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Where toasts appear; once, in the shell. */
export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => messages)
  return (
    <output className={`${styles.toasts} no-print`} aria-live="polite">
      {shown.map(({ id, text, undo }) => (
        <span key={id} className={styles.toast}>
          {text}
          {undo && (
            <button type="button" onClick={undo.act}>
              {undo.label}
            </button>
          )}
        </span>
      ))}
    </output>
  )
}
