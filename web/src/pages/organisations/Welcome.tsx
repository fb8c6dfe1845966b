import { useSearch } from '@tanstack/react-router'
import { useMemo, useRef } from 'react'
import { ulid } from 'ulid'
import { createOrganisation, getMe } from '../../../../shared/contracts/organisations.ts'
import type { OrganisationProfile } from '../../../../shared/domain/party.ts'
import { useCall, useRefetch } from '../../api/use-api.ts'
import { useAuth, useSession } from '../../auth/SessionProvider.tsx'
import { FormBody } from '../../form/FormBody.tsx'
import { useForm } from '../../form/use-form.ts'
import { useI18n } from '../../i18n/I18nProvider.tsx'
import { paths } from '../../links.ts'
import { nextOf } from '../../shell/next.ts'
import { PrimaryButton } from '../../ui/ActButton.tsx'
import { Page } from '../../ui/Page.tsx'
import { RefusalNotice } from '../../ui/RefusalNotice.tsx'
import { Section } from '../../ui/Section.tsx'
import { answerOf } from '../rfqs/answer-of.ts'
import { firstProfile } from './first-profile.ts'
import { ProfileFields } from './ProfileFields.tsx'
import { profileForm } from './profile-schema.ts'

/** The first page of a person nobody has invited: they say for whom they act. Then they go on to where they wanted. */
export function Welcome() {
  const { t, language } = useI18n()
  const auth = useAuth()
  const session = useSession()
  const refetch = useRefetch()
  const create = useCall(createOrganisation)
  const next = nextOf(useSearch({ strict: false }))
  const orgId = useRef(`org_${ulid()}`)

  const schema = useMemo(() => profileForm(t('organisation.chooseSide')), [t])
  const form = useForm<OrganisationProfile, OrganisationProfile>({
    schema,
    initial: firstProfile(language, next.startsWith(paths.tenders)),
    submit: async (profile) => {
      const answer = await answerOf(create.mutateAsync({ body: { ...profile, orgId: orgId.current } }))
      if (!answer) return
      if (!answer.ok) return answer.refusal
      // Which organisation one acts for is in the token; where it cannot be renewed, signing in again gives one.
      await auth.refresh().catch(() => auth.signIn(next))
      await refetch(getMe)
    },
  })
  const email = session.status === 'visitor' ? '' : session.identity.email
  return (
    <Page title={t('shell.welcomeTitle')} lead={t('shell.welcomeLead', { email })}>
      <Section title={t('shell.welcomeSection')} hint={t('shell.welcomeHint')}>
        <FormBody form={form}>
          <RefusalNotice refusal={create.refusal} error={create.error} />
          <ProfileFields form={form} />
          <PrimaryButton type="submit" loading={form.submitting}>
            {t('shell.createOrganisation')}
          </PrimaryButton>
        </FormBody>
      </Section>
    </Page>
  )
}
