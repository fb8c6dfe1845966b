import { SegmentedControl } from '@mantine/core'
import { Link, useNavigate, useRouterState } from '@tanstack/react-router'
import { useAuth, useSession } from '../auth/SessionProvider.tsx'
import { useT } from '../i18n/I18nProvider.tsx'
import { links } from '../links.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { Wordmark } from '../ui/Mark.tsx'
import styles from './Navigation.module.css'
import { isWithin, useNavigation } from './navigation.ts'
import { PersonMenu } from './PersonMenu.tsx'
import { chooseSide, type Side, useSide } from './side.ts'

export function Navigation() {
  const session = useSession()
  const t = useT()
  const auth = useAuth()
  return (
    <header className={`${styles.navigation} no-print`} data-plain={session.status !== 'member' || undefined}>
      <Link {...links.home} className={styles.name} aria-label={t('shell.homeOf')}>
        <Wordmark />
      </Link>
      {session.status === 'member' && <MemberNavigation name={session.organisation.legalName} />}
      <div className={styles.person}>
        {session.status === 'visitor' && (
          <ActButton onClick={() => void auth.signIn()} size="xs">
            {t('shell.signIn')}
          </ActButton>
        )}
        <PersonMenu />
      </div>
    </header>
  )
}

function MemberNavigation({ name }: { readonly name: string }) {
  const t = useT()
  const navigate = useNavigate()
  const { side, both } = useSide()
  const items = useNavigation()
  const path = useRouterState({ select: (state) => state.location.pathname })

  const turnTo = (next: Side) => {
    chooseSide(next)
    void navigate(links.home)
  }
  return (
    <>
      <p className={styles.organisation} title={name}>
        {name}
      </p>
      {both && (
        <SegmentedControl<Side>
          className={styles.side}
          size="xs"
          fullWidth
          aria-label={t('shell.side')}
          value={side}
          onChange={turnTo}
          data={[
            { value: 'buying', label: t('shell.buying') },
            { value: 'supplying', label: t('shell.supplying') },
          ]}
        />
      )}
      <nav aria-label={t('shell.mainNavigation')} className={styles.links}>
        <ul>
          {items.map(({ key, label, link }) => (
            <li key={key}>
              <Link
                {...link}
                activeOptions={{ exact: true }}
                className={styles.link}
                {...(isWithin(link.to, path) ? { 'data-here': '', 'aria-current': 'page' } : {})}
              >
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </>
  )
}
