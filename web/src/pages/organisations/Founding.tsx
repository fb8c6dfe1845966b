import { useEffect, useMemo, useRef } from 'react'
import { ulid } from 'ulid'
import { createOrganisation } from '../../../../shared/contracts/organisations.ts'
import type { OrganisationProfile } from '../../../../shared/domain/party.ts'
import { useCall } from '../../api/use-api.ts'
import { FormBody } from '../../form/FormBody.tsx'
import { useForm } from '../../form/use-form.ts'
import { useI18n } from '../../i18n/I18nProvider.tsx'
import { PrimaryButton } from '../../ui/ActButton.tsx'
import { RefusalNotice } from '../../ui/RefusalNotice.tsx'
import { Section } from '../../ui/Section.tsx'
import { answerOf } from '../rfqs/answer-of.ts'
import { firstProfile } from './first-profile.ts'
import { ProfileFields } from './ProfileFields.tsx'
import { profileForm } from './profile-schema.ts'

interface Props {
  readonly supplies: boolean
  /** Somebody asked for the form: they go on in it. */
  readonly asked: boolean
  readonly onFounded: () => Promise<void>
}

export function Founding({ supplies, asked, onFounded }: Props) {
  const { t, language } = useI18n()
  const create = useCall(createOrganisation)
  const orgId = useRef(`org_${ulid()}`)
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (asked) place.current?.focus()
  }, [asked])

  const schema = useMemo(() => profileForm(t('organisation.chooseSide')), [t])
  const form = useForm<OrganisationProfile, OrganisationProfile>({
    schema,
    initial: firstProfile(language, supplies),
    submit: async (profile) => {
      const answer = await answerOf(create.mutateAsync({ body: { ...profile, orgId: orgId.current } }))
      if (!answer) return
      if (!answer.ok) return answer.refusal
      await onFounded()
    },
  })
  return (
    <div ref={place} tabIndex={-1}>
      <Section title={t('shell.welcomeSection')} hint={t('shell.welcomeHint')}>
        <FormBody form={form}>
          <RefusalNotice refusal={create.refusal} error={create.error} />
          <ProfileFields form={form} />
          <PrimaryButton type="submit" loading={form.submitting}>
            {t('shell.createOrganisation')}
          </PrimaryButton>
        </FormBody>
      </Section>
    </div>
  )
}
