import { minorDigits } from '../../../../shared/domain/money.ts'
import type { OrganisationProfile } from '../../../../shared/domain/party.ts'
import { AddressField } from '../../form/AddressField.tsx'
import { FieldRow } from '../../form/FormBody.tsx'
import { CheckboxField, SelectField, TextField } from '../../form/fields.tsx'
import type { Form } from '../../form/use-form.ts'
import { useFormat, useT } from '../../i18n/I18nProvider.tsx'
import { languageNames, languages } from '../../i18n/language.ts'
import styles from './organisation.module.css'

const zones = Intl.supportedValuesOf('timeZone')

/** The fields of an organisation, the same when it is created and when it changes. */
export function ProfileFields({ form }: { readonly form: Form<OrganisationProfile> }) {
  const t = useT()
  const format = useFormat()
  const { timeZone } = form.values
  const currencies = Object.keys(minorDigits).map((code) => ({
    value: code,
    label: `${code}, ${format.currencyName(code)}`,
  }))
  const zoneOptions = (zones.includes(timeZone) ? zones : [timeZone, ...zones]).map((zone) => ({
    value: zone,
    label: zone,
  }))
  return (
    <>
      <TextField
        form={form}
        at="/legalName"
        label={t('organisation.legalName')}
        hint={t('organisation.legalNameHint')}
        autoComplete="organization"
        maxLength={200}
      />
      <AddressField form={form} at="/address" legend={t('organisation.address')} />
      <FieldRow>
        <TextField
          form={form}
          at="/registrationId"
          label={t('organisation.registrationId', { country: form.values.address.country })}
          maxLength={40}
        />
        <TextField form={form} at="/vatId" label={t('organisation.vatId')} maxLength={40} optional />
      </FieldRow>
      <FieldRow>
        <SelectField form={form} at="/currency" label={t('rfqs.currency')} options={currencies} />
        <SelectField form={form} at="/timeZone" label={t('rfqs.timeZone')} options={zoneOptions} />
        <SelectField
          form={form}
          at="/language"
          label={t('organisation.language')}
          hint={t('organisation.languageHint')}
          options={languages.map((code) => ({ value: code, label: languageNames[code] }))}
        />
      </FieldRow>
      <fieldset className={styles.sides}>
        <legend>{t('organisation.sides')}</legend>
        <CheckboxField form={form} at="/buys" label={t('organisation.buys')} hint={t('organisation.buysHint')} />
        <CheckboxField
          form={form}
          at="/supplies"
          label={t('organisation.supplies')}
          hint={t('organisation.suppliesHint')}
        />
      </fieldset>
    </>
  )
}
