import { useSyncExternalStore } from 'react'

/** Which panel lies over the page: keys and menus open it, wherever they are. */
export type Panel = 'palette' | 'help' | undefined

let panel: Panel
const listeners = new Set<() => void>()

const show = (next: Panel) => {
  panel = next
  for (const listener of listeners) listener()
}
export const showPalette = () => show('palette')
export const showHelp = () => show('help')
export const closePanel = () => show(undefined)

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
export const usePanel = (): Panel => useSyncExternalStore(subscribe, () => panel)
