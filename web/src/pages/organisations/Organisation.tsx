import { getOrganisation } from '../../../../shared/contracts/organisations.ts'
import { useQueryOf } from '../../api/use-api.ts'
import { useT } from '../../i18n/I18nProvider.tsx'
import { Page } from '../../ui/Page.tsx'
import { QueryState } from '../../ui/QueryState.tsx'
import { Members } from './Members.tsx'
import { Profile } from './Profile.tsx'
import { Stakeholders } from './Stakeholders.tsx'

export function OrganisationPage() {
  const t = useT()
  const organisation = useQueryOf(getOrganisation, {}, { staleTime: Number.POSITIVE_INFINITY })
  return (
    <Page title={t('shell.organisation')} lead={organisation.data?.legalName}>
      <QueryState query={organisation} lines={10}>
        {(own) => (
          <>
            {own.buys && <Stakeholders />}
            <Members />
            <Profile key={own.version} organisation={own} />
          </>
        )}
      </QueryState>
    </Page>
  )
}
