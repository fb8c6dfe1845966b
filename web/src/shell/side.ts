import { useRouterState } from '@tanstack/react-router'
import { useSyncExternalStore } from 'react'
import { useSession } from '../auth/SessionProvider.tsx'
import { paths } from '../links.ts'

/** An organisation may buy and supply; a person looks at one side at a time. */
export type Side = 'buying' | 'supplying'

const kept = 'sealbid.side'
const listeners = new Set<() => void>()

export const chooseSide = (side: Side) => {
  localStorage.setItem(kept, side)
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

const sideOfPath = (path: string): Side | undefined => {
  if (path.startsWith(paths.rfqs)) return 'buying'
  return path.startsWith(paths.tenders) || path.startsWith(paths.myBids) ? 'supplying' : undefined
}

/** The side of the page looked at, else the one chosen last, else the only one there is. */
export const useSide = (): { readonly side: Side; readonly both: boolean } => {
  const session = useSession()
  const path = useRouterState({ select: (state) => state.location.pathname })
  const chosen = useSyncExternalStore(subscribe, () => localStorage.getItem(kept))
  const { buys, supplies } = session.status === 'member' ? session.organisation : { buys: false, supplies: true }
  if (buys !== supplies) return { side: buys ? 'buying' : 'supplying', both: false }
  return { side: sideOfPath(path) ?? (chosen === 'supplying' ? 'supplying' : 'buying'), both: true }
}
