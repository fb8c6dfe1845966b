import { getOrganisation } from '../../../../shared/contracts/organisations.ts'
import { useQueryOf } from '../../api/use-api.ts'
import { useAdministrator } from '../../auth/SessionProvider.tsx'
import { useT } from '../../i18n/I18nProvider.tsx'
import { Page } from '../../ui/Page.tsx'
import { QueryState } from '../../ui/QueryState.tsx'
import { MemberChanges } from './MemberChanges.tsx'
import { Members } from './Members.tsx'
import { OnlyAdministrators } from './OnlyAdministrators.tsx'
import { Profile } from './Profile.tsx'
import { ProfileFacts } from './ProfileFacts.tsx'
import { Stakeholders } from './Stakeholders.tsx'

export function OrganisationPage() {
  const t = useT()
  const mayChange = useAdministrator()
  const organisation = useQueryOf(getOrganisation, {}, { staleTime: Number.POSITIVE_INFINITY })
  return (
    <Page title={t('shell.organisation')} lead={organisation.data?.legalName}>
      <OnlyAdministrators />
      <QueryState query={organisation} lines={10}>
        {(own) => (
          <>
            {own.buys && <Stakeholders />}
            <Members />
            {mayChange ? <Profile key={own.version} organisation={own} /> : <ProfileFacts organisation={own} />}
            <MemberChanges />
          </>
        )}
      </QueryState>
    </Page>
  )
}
