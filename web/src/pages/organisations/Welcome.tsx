import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { listOwnInvitations } from '../../../../shared/contracts/joining.ts'
import { useSession } from '../../auth/SessionProvider.tsx'
import { useT } from '../../i18n/I18nProvider.tsx'
import { paths } from '../../links.ts'
import { nextOf } from '../../shell/next.ts'
import { usePages } from '../../table/use-pages.ts'
import { ActButton } from '../../ui/ActButton.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { Page } from '../../ui/Page.tsx'
import { Founding } from './Founding.tsx'
import { Invitations } from './Invitations.tsx'
import { useEnter } from './use-enter.ts'

/**
 * The first page of a person who belongs to no organisation: they join one that has invited them, or found their own. Then
 * they go on to where they wanted.
 */
export function Welcome() {
  const t = useT()
  const session = useSession()
  const next = nextOf(useSearch({ strict: false }))
  const enter = useEnter(next)
  const invitations = usePages(listOwnInvitations)
  const [asked, setAsked] = useState(false)

  const isLoading = invitations.rows === undefined && invitations.error === null
  const isInvited = invitations.hasMore || (invitations.rows?.length ?? 0) > 0
  const isFounding = asked || !(isLoading || isInvited)
  const email = session.status === 'visitor' ? '' : session.identity.email
  return (
    <Page title={t('shell.welcomeTitle')} lead={t(isInvited ? 'joining.leadInvited' : 'shell.welcomeLead', { email })}>
      {isLoading && <LoadingState lines={6} />}
      {invitations.error && <ErrorState error={invitations.error} retry={invitations.retry} />}
      <Invitations pages={invitations} plain={isFounding} onJoined={enter} />
      {isInvited && !isFounding && (
        <div>
          <ActButton onClick={() => setAsked(true)}>{t('joining.foundInstead')}</ActButton>
        </div>
      )}
      {isFounding && <Founding supplies={next.startsWith(paths.tenders)} asked={asked} onFounded={enter} />}
    </Page>
  )
}
