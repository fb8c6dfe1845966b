import { Incoterm, type RfqTerms } from '../../../../../shared/domain/rfq.ts'
import { AddressField } from '../../../form/AddressField.tsx'
import { FieldRow } from '../../../form/FormBody.tsx'
import { SelectField, TextAreaField } from '../../../form/fields.tsx'
import { IntegerField } from '../../../form/number-fields.tsx'
import type { Form } from '../../../form/use-form.ts'
import { useT } from '../../../i18n/I18nProvider.tsx'
import { Section } from '../../../ui/Section.tsx'
import styles from './edit.module.css'

export function Delivery({ form }: { readonly form: Form<RfqTerms> }) {
  const t = useT()
  const incoterms = Incoterm.options.map((code) => ({ value: code, label: t('rfqs.incotermName', { code }) }))
  return (
    <Section id="delivery" title={t('rfqs.sectionName', { section: 'delivery' })}>
      <div className={styles.fields}>
        <AddressField form={form} at="/deliveryPlace" legend={t('rfqs.deliveryPlace')} />
        <FieldRow>
          <SelectField
            form={form}
            at="/incoterm"
            label={t('rfqs.incoterm')}
            options={incoterms}
            blank={t('rfqs.noIncoterm')}
            optional
          />
          <IntegerField form={form} at="/paymentDays" label={t('rfqs.paymentDays')} unit={t('rfqs.days')} />
          <IntegerField
            form={form}
            at="/bidValidityDays"
            label={t('rfqs.validity')}
            hint={t('rfqs.validityHint')}
            unit={t('rfqs.days')}
          />
        </FieldRow>
        <TextAreaField
          form={form}
          at="/paymentTerms"
          label={t('rfqs.paymentTerms')}
          rows={2}
          maxLength={1_000}
          optional
        />
        <TextAreaField
          form={form}
          at="/specialTerms"
          label={t('rfqs.specialTerms')}
          hint={t('rfqs.specialTermsHint')}
          rows={4}
          maxLength={4_000}
          optional
        />
      </div>
    </Section>
  )
}
