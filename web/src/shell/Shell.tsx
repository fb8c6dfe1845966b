import { Outlet, useMatches } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { useAuth, useSession } from '../auth/SessionProvider.tsx'
import { useT } from '../i18n/I18nProvider.tsx'
import { paths } from '../links.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { LoadingState } from '../ui/LoadingState.tsx'
import { Toasts } from '../ui/toast.tsx'
import { Front } from './Front.tsx'
import { Navigation } from './Navigation.tsx'
import { nextOf } from './next.ts'
import { Redirect } from './Redirect.tsx'
import styles from './Shell.module.css'
import { Shortcuts } from './Shortcuts.tsx'
import { writeSearch } from './search.ts'
import { useFocusOnArrival } from './use-focus-on-arrival.ts'

/** What is around every page. */
export function Shell() {
  const t = useT()
  const session = useSession()
  useFocusOnArrival()
  return (
    <div className={styles.shell} data-plain={session.status !== 'member' || undefined}>
      <a className={styles.skip} href="#main">
        {t('shell.skip')}
      </a>
      <Navigation />
      <main id="main" className={styles.main} tabIndex={-1}>
        <Gate>
          <Outlet />
        </Gate>
      </main>
      {session.status === 'member' && <Shortcuts />}
      <Toasts />
    </div>
  )
}

/** Lets each page be seen by those it is for; the others are brought to where they become one of them. */
function Gate({ children }: { readonly children: ReactNode }) {
  const session = useSession()
  const match = useMatches({ select: (matches) => matches.at(-1) })
  // Of the page shown, not of the location: that is ahead of it while another page loads.
  const here = match ? match.pathname + writeSearch(match.search) : paths.home
  const page = match?.staticData ?? {}
  if (page.open) return children

  switch (session.status) {
    case 'visitor':
      return match?.fullPath === paths.home ? <Front /> : <SignInFirst />
    case 'loading':
      return <LoadingState lines={6} />
    case 'unreachable':
      return <ErrorState error={session.error} retry={() => location.reload()} />
    case 'withoutOrganisation':
      return page.withoutOrganisation ? (
        children
      ) : (
        <Redirect href={`${paths.welcome}?${new URLSearchParams({ next: here })}`} />
      )
    case 'member':
      return page.withoutOrganisation ? <Redirect href={nextOf(match?.search ?? {})} /> : children
  }
}

function SignInFirst() {
  const auth = useAuth()
  useEffect(() => void auth.signIn(), [auth])
  return <LoadingState lines={6} />
}
