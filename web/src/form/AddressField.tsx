import { useMemo } from 'react'
import { useFormat, useT } from '../i18n/I18nProvider.tsx'
import { countryCodes } from './countries.ts'
import { FieldRow } from './FormBody.tsx'
import { SelectField, TextField } from './fields.tsx'
import styles from './form.module.css'
import type { Pointer } from './pointer.ts'
import type { Form } from './use-form.ts'

interface Props<V extends object> {
  readonly form: Form<V>
  /** Where the address is; it has street, extra, postalCode, city and country. */
  readonly at: Pointer<V>
  readonly legend: string
}

export function AddressField<V extends object>({ form, at, legend }: Props<V>) {
  const t = useT()
  const format = useFormat()
  const countries = useMemo(
    () =>
      countryCodes
        .map((value) => ({ value, label: format.country(value) }))
        .sort((one, other) => one.label.localeCompare(other.label, format.locale)),
    [format],
  )
  // The parts of an address lie one level below a pointer the compiler has already checked.
  const part = (name: string) => `${at}/${name}` as Pointer<V>
  return (
    <fieldset className={styles.fieldset}>
      <legend>{legend}</legend>
      <TextField
        form={form}
        at={part('street')}
        label={t('form.street')}
        autoComplete="street-address"
        maxLength={200}
      />
      <TextField form={form} at={part('extra')} label={t('form.addressExtra')} maxLength={200} optional />
      <FieldRow>
        <TextField
          form={form}
          at={part('postalCode')}
          label={t('form.postalCode')}
          autoComplete="postal-code"
          maxLength={20}
        />
        <TextField form={form} at={part('city')} label={t('form.city')} autoComplete="address-level2" maxLength={100} />
      </FieldRow>
      <SelectField
        form={form}
        at={part('country')}
        label={t('form.country')}
        options={countries}
        blank={t('form.choose')}
      />
    </fieldset>
  )
}
