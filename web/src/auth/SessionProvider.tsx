import { createContext, type ReactNode, useContext, useMemo, useSyncExternalStore } from 'react'
import { getMe } from '../../../shared/contracts/organisations.ts'
import type { Organisation } from '../../../shared/domain/party.ts'
import { useQueryOf } from '../api/use-api.ts'
import type { Auth, Identity } from './auth.ts'

const AuthContext = createContext<Auth | undefined>(undefined)

export function SessionProvider({ auth, children }: { readonly auth: Auth; readonly children: ReactNode }) {
  return <AuthContext.Provider value={auth}>{children}</AuthContext.Provider>
}

export const useAuth = (): Auth => {
  const auth = useContext(AuthContext)
  if (!auth) throw new Error('useAuth needs the SessionProvider around it')
  return auth
}

export type Session =
  | { readonly status: 'visitor' }
  | { readonly status: 'loading'; readonly identity: Identity }
  | { readonly status: 'unreachable'; readonly identity: Identity; readonly error: Error }
  | { readonly status: 'withoutOrganisation'; readonly identity: Identity }
  | {
      readonly status: 'member'
      readonly identity: Identity
      readonly organisation: Organisation
      readonly administrator: boolean
    }

/** Who is here and for which organisation. */
export const useSession = (): Session => {
  const auth = useAuth()
  const identity = useSyncExternalStore(auth.subscribe, auth.identity)
  const me = useQueryOf(getMe, { params: {}, query: {} }, { enabled: identity !== undefined, staleTime: 5 * 60_000 })
  const organisation = me.data?.organisation
  const administrator = me.data?.administrator === true

  return useMemo<Session>(() => {
    if (!identity) return { status: 'visitor' }
    if (organisation) return { status: 'member', identity, organisation, administrator }
    if (organisation === null) return { status: 'withoutOrganisation', identity }
    if (me.error) return { status: 'unreachable', identity, error: me.error }
    return { status: 'loading', identity }
  }, [identity, organisation, administrator, me.error])
}

/** The organisation, on pages that are only shown to its members. */
export const useOrganisation = (): Organisation => {
  const session = useSession()
  if (session.status !== 'member') throw new Error('This page is for members of an organisation')
  return session.organisation
}

/** Whether the reader may change the organisation, its people and its policy; everybody else of it reads them. */
export const useAdministrator = (): boolean => {
  const session = useSession()
  return session.status === 'member' && session.administrator
}
