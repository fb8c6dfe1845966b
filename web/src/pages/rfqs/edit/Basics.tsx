import { minorDigits } from '../../../../../shared/domain/money.ts'
import type { RfqTerms } from '../../../../../shared/domain/rfq.ts'
import { FieldRow } from '../../../form/FormBody.tsx'
import { SelectField, TextAreaField, TextField } from '../../../form/fields.tsx'
import type { Form } from '../../../form/use-form.ts'
import { useFormat, useT } from '../../../i18n/I18nProvider.tsx'
import { Section } from '../../../ui/Section.tsx'
import styles from './edit.module.css'

export function Basics({ form }: { readonly form: Form<RfqTerms> }) {
  const t = useT()
  const format = useFormat()
  const currencies = Object.keys(minorDigits).map((code) => ({
    value: code,
    label: `${code}, ${format.currencyName(code)}`,
  }))
  return (
    <Section id="basics" title={t('rfqs.sectionName', { section: 'basics' })}>
      <div className={styles.fields}>
        <TextField form={form} at="/title" label={t('rfqs.title')} hint={t('rfqs.titleHint')} maxLength={200} />
        <TextAreaField
          form={form}
          at="/description"
          label={t('rfqs.description')}
          hint={t('rfqs.descriptionHint')}
          rows={5}
          maxLength={10_000}
          optional
        />
        <FieldRow>
          <SelectField
            form={form}
            at="/currency"
            label={t('rfqs.currency')}
            options={currencies}
            blank={t('form.choose')}
          />
          <SelectField
            form={form}
            at="/vat"
            label={t('rfqs.vat')}
            options={(['excluded', 'included'] as const).map((vat) => ({
              value: vat,
              label: t('rfqs.vatName', { vat }),
            }))}
          />
          <TextField
            form={form}
            at="/buyerReference"
            label={t('rfqs.buyerReference')}
            hint={t('rfqs.buyerReferenceHint')}
            maxLength={60}
            optional
          />
        </FieldRow>
      </div>
    </Section>
  )
}
