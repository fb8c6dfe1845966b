import { useSyncExternalStore } from 'react'

/**
 * The server's clock as seen from here. A Date header has whole seconds, so each answer only bounds the difference;
 * many answers narrow it. Bounds that contradict each other mean that one of the clocks was set: start again.
 */
let least = Number.NEGATIVE_INFINITY
let most = Number.POSITIVE_INFINITY

export const noteServerDate = (dateHeader: string | null, sentAt: number, receivedAt: number) => {
  const stamped = dateHeader === null ? Number.NaN : Date.parse(dateHeader)
  if (Number.isNaN(stamped)) return
  const low = stamped - receivedAt
  const high = stamped + 1000 - sentAt
  const agrees = low <= most && high >= least
  least = agrees ? Math.max(least, low) : low
  most = agrees ? Math.min(most, high) : high
}

export const serverNow = (): number => Date.now() + (Number.isFinite(least) ? (least + most) / 2 : 0)

/** One timer for the whole page: all countdowns change in the same frame. */
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setTimeout> | undefined

const tick = () => {
  for (const listener of listeners) listener()
  timer = listeners.size > 0 ? setTimeout(tick, 1000 - (serverNow() % 1000)) : undefined
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  if (timer === undefined) timer = setTimeout(tick, 1000 - (serverNow() % 1000))
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0 || timer === undefined) return
    clearTimeout(timer)
    timer = undefined
  }
}

/** The server's present, in milliseconds, to the step asked for; the component is drawn again at each step. */
export const useNow = (stepMilliseconds = 1000): number => {
  const now = () => Math.floor(serverNow() / stepMilliseconds) * stepMilliseconds
  return useSyncExternalStore(subscribe, now, now)
}
