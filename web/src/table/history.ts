/** What was before, and what was undone: whole lists, which share the rows that did not change. */
export interface History<R> {
  readonly past: readonly (readonly R[])[]
  readonly future: readonly (readonly R[])[]
}

const REMEMBERED = 100

export const noHistory = { past: [], future: [] } as const

export const remembered = <R>({ past }: History<R>, before: readonly R[]): History<R> => ({
  past: [...past.slice(1 - REMEMBERED), before],
  future: [],
})

export const undone = <R>(
  { past, future }: History<R>,
  now: readonly R[],
): { history: History<R>; rows: readonly R[] } | undefined => {
  const rows = past.at(-1)
  return rows && { rows, history: { past: past.slice(0, -1), future: [now, ...future] } }
}

export const redone = <R>(
  { past, future }: History<R>,
  now: readonly R[],
): { history: History<R>; rows: readonly R[] } | undefined => {
  const [rows, ...rest] = future
  return rows && { rows, history: { past: [...past, now], future: rest } }
}
