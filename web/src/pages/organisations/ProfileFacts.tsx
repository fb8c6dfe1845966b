import type { Organisation } from '../../../../shared/domain/party.ts'
import { useI18n } from '../../i18n/I18nProvider.tsx'
import { languageNames } from '../../i18n/language.ts'
import { DefinitionList } from '../../ui/DefinitionList.tsx'
import { Section } from '../../ui/Section.tsx'

/** The profile for those who do not change it. */
export function ProfileFacts({ organisation }: { readonly organisation: Organisation }) {
  const { t, format } = useI18n()
  const { address, buys, supplies, currency } = organisation
  const { street, extra, postalCode, city, country } = address
  const places = [street, extra, `${postalCode} ${city}`, format.country(country)]
  const sides = [...(buys ? [t('organisation.buys')] : []), ...(supplies ? [t('organisation.supplies')] : [])]
  return (
    <Section id="profile" title={t('organisation.profile')} hint={t('organisation.profileHint')}>
      <DefinitionList
        columns={2}
        items={[
          { term: t('organisation.legalName'), value: organisation.legalName },
          { term: t('organisation.address'), value: places.filter(Boolean).join(', ') },
          { term: t('organisation.registrationId', { country }), value: organisation.registrationId },
          { term: t('organisation.vatId'), value: organisation.vatId },
          { term: t('rfqs.currency'), value: `${currency}, ${format.currencyName(currency)}` },
          { term: t('rfqs.timeZone'), value: organisation.timeZone },
          { term: t('organisation.language'), value: languageNames[organisation.language] },
          { term: t('organisation.sides'), value: sides.join(', ') },
        ]}
      />
    </Section>
  )
}
