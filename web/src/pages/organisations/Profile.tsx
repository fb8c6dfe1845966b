import { useMemo } from 'react'
import { getMe, getOrganisation, saveOrganisation } from '../../../../shared/contracts/organisations.ts'
import type { Organisation, OrganisationProfile } from '../../../../shared/domain/party.ts'
import { useCall, useRefetch } from '../../api/use-api.ts'
import { useAuth } from '../../auth/SessionProvider.tsx'
import { FormBody } from '../../form/FormBody.tsx'
import { useForm } from '../../form/use-form.ts'
import { useT } from '../../i18n/I18nProvider.tsx'
import { ActButton, PrimaryButton } from '../../ui/ActButton.tsx'
import { RefusalNotice } from '../../ui/RefusalNotice.tsx'
import { Section } from '../../ui/Section.tsx'
import { toast } from '../../ui/toast.tsx'
import { answerOf } from '../rfqs/answer-of.ts'
import styles from './organisation.module.css'
import { ProfileFields } from './ProfileFields.tsx'
import { profileForm, profileOf } from './profile-schema.ts'

export function Profile({ organisation }: { readonly organisation: Organisation }) {
  const t = useT()
  const auth = useAuth()
  const refetch = useRefetch()
  const save = useCall(saveOrganisation)
  const schema = useMemo(() => profileForm(t('organisation.chooseSide')), [t])
  const form = useForm<OrganisationProfile, OrganisationProfile>({
    schema,
    initial: profileOf(organisation),
    submit: async (profile) => {
      const answer = await answerOf(save.mutateAsync({ body: profile, ifMatch: organisation.version }))
      if (!answer) return
      if (!answer.ok) return answer.refusal
      toast(t('organisation.saved'))
      // What one may do is in the token: buying or supplying shows at once.
      if (profile.buys !== organisation.buys || profile.supplies !== organisation.supplies)
        await auth.refresh().catch(() => auth.signIn())
      await refetch(getOrganisation, getMe)
    },
  })
  const stale = save.refusal?.code === 'changed_meanwhile'
  return (
    <Section id="profile" title={t('organisation.profile')} hint={t('organisation.profileHint')}>
      <FormBody form={form}>
        <RefusalNotice
          refusal={save.refusal}
          error={save.error}
          action={
            stale && <ActButton onClick={() => void refetch(getOrganisation)}>{t('organisation.showTheirs')}</ActButton>
          }
        />
        <ProfileFields form={form} />
        <div className={styles.submit}>
          <PrimaryButton type="submit" loading={form.submitting}>
            {t('organisation.save')}
          </PrimaryButton>
        </div>
      </FormBody>
    </Section>
  )
}
