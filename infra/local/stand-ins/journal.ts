import { appendFileSync } from 'node:fs'
import { readIfThere, writeAtomically } from './files.ts'

type Change<T> = { readonly key: string; readonly value?: T }

/** A small map that outlives a kill -9: each change is one appended line, and opening it folds them together. */
export const openJournal = <T>(path: string, isKept: (value: T) => boolean = () => true) => {
  const live = new Map<string, T>()
  for (const { key, value } of changesIn<T>(readIfThere(path)?.toString() ?? '')) {
    if (value === undefined) live.delete(key)
    else live.set(key, value)
  }
  let written = 0
  const fold = () => {
    for (const [key, value] of live) if (!isKept(value)) live.delete(key)
    writeAtomically(path, [...live].map(([key, value]) => lineOf({ key, value })).join(''))
    written = 0
  }
  fold()
  const append = (change: Change<T>) => {
    appendFileSync(path, lineOf(change))
    written += 1
    if (written > 1000 + 4 * live.size) fold()
  }
  return {
    get: (key: string): T | undefined => live.get(key),
    entries: () => live.entries(),
    set: (key: string, value: T): void => {
      live.set(key, value)
      append({ key, value })
    },
    delete: (key: string): void => {
      if (live.delete(key)) append({ key })
    },
  }
}

const lineOf = <T>(change: Change<T>) => `${JSON.stringify(change)}\n`

/** Without the last line where a kill cut it short: that change was never acknowledged. */
const changesIn = <T>(text: string): Change<T>[] =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Change<T>)
