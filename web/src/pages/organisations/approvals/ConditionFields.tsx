import { RiskLevel } from '../../../../../shared/domain/planning.ts'
import { partsOf } from '../../../../../shared/domain/policy.ts'
import { type ApprovalSubject, SupplierStanding } from '../../../../../shared/domain/subjects.ts'
import { FieldRow } from '../../../form/FormBody.tsx'
import { CheckboxField, TextField } from '../../../form/fields.tsx'
import { DecimalField, IntegerField, MoneyField } from '../../../form/number-fields.tsx'
import type { Form } from '../../../form/use-form.ts'
import { useT } from '../../../i18n/I18nProvider.tsx'
import styles from './approvals.module.css'
import type { RuleDraft } from './rule-draft.ts'

interface Props {
  readonly form: Form<RuleDraft>
  readonly subject: ApprovalSubject
  readonly currency: string
}

/** When a rule applies: only what is known of the subject at that time can be asked for. */
export function ConditionFields({ form, subject, currency }: Props) {
  const t = useT()
  const known = partsOf[subject]
  return (
    <fieldset className={styles.fieldset}>
      <legend>{t('policy.whenLegend')}</legend>
      <p className={styles.fine}>{t('policy.whenHint')}</p>
      <FieldRow>
        <MoneyField form={form} at="/atLeastMinor" label={t('policy.atLeast')} currency={currency} optional />
        {known.includes('aboveLowestPermille') && (
          <DecimalField form={form} at="/abovePercent" label={t('policy.above')} unit="%" optional />
        )}
        {known.includes('movedDays') && (
          <IntegerField
            form={form}
            at="/movedDays"
            label={t('policy.moved')}
            hint={t('policy.movedHint')}
            unit={t('policy.days')}
            optional
          />
        )}
      </FieldRow>
      <TextField
        form={form}
        at="/categories"
        label={t('policy.categories')}
        hint={t('policy.categoriesHint')}
        optional
      />
      <fieldset className={styles.boxes}>
        <legend>{t('policy.riskLegend')}</legend>
        {RiskLevel.options.map((risk) => (
          <CheckboxField key={risk} form={form} at={`/risk/${risk}`} label={t('policy.risk', { risk })} />
        ))}
      </fieldset>
      {known.includes('supplier') && (
        <fieldset className={styles.boxes}>
          <legend>{t('policy.supplierLegend')}</legend>
          {SupplierStanding.options.map((standing) => (
            <CheckboxField
              key={standing}
              form={form}
              at={`/supplier/${standing}`}
              label={t('policy.supplier', { standing })}
            />
          ))}
        </fieldset>
      )}
      {known.includes('singleBid') && <CheckboxField form={form} at="/singleBid" label={t('policy.singleBid')} />}
    </fieldset>
  )
}
