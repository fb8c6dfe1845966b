import { useMemo } from 'react'
import { RiskLevel } from '../../../../../shared/domain/planning.ts'
import { partsOf } from '../../../../../shared/domain/policy.ts'
import { foreseen } from '../../../../../shared/domain/policy-rules.ts'
import { ApprovalSubject, SupplierStanding } from '../../../../../shared/domain/subjects.ts'
import { FieldRow } from '../../../form/FormBody.tsx'
import { SelectField, TextField } from '../../../form/fields.tsx'
import { DecimalField, IntegerField, MoneyField } from '../../../form/number-fields.tsx'
import { useForm } from '../../../form/use-form.ts'
import { useT } from '../../../i18n/I18nProvider.tsx'
import { Section } from '../../../ui/Section.tsx'
import styles from './approvals.module.css'
import { CaseDraft, factsOf, firstCase } from './case-draft.ts'
import { Foreseen } from './Foreseen.tsx'
import type { PolicyEdit } from './policy-edit.ts'

/** A made-up case, and who would be asked under the policy as it is being written. */
export function Preview({ edit: { terms, stakeholders } }: { readonly edit: PolicyEdit }) {
  const t = useT()
  const form = useForm<CaseDraft, CaseDraft>({ schema: CaseDraft, initial: firstCase })
  const { subject } = form.values
  const known = partsOf[subject]
  const unknown = t('policy.unknown')
  const answer = useMemo(
    () => foreseen(terms, stakeholders, factsOf(form.values, terms.currency)),
    [terms, stakeholders, form.values],
  )
  return (
    <Section title={t('policy.preview')} hint={t('policy.previewHint')}>
      <form className={styles.case} onSubmit={(event) => event.preventDefault()}>
        <SelectField
          form={form}
          at="/subject"
          label={t('policy.about')}
          options={ApprovalSubject.options.map((value) => ({ value, label: t('policy.subject', { subject: value }) }))}
        />
        <FieldRow>
          <MoneyField form={form} at="/amountMinor" label={t('policy.amount')} currency={terms.currency} />
          <TextField form={form} at="/category" label={t('policy.category')} maxLength={100} />
          <SelectField
            form={form}
            at="/risk"
            label={t('policy.riskLegend')}
            blank={unknown}
            options={RiskLevel.options.map((value) => ({ value, label: t('policy.risk', { risk: value }) }))}
          />
          {known.includes('supplier') && (
            <SelectField
              form={form}
              at="/supplier"
              label={t('policy.supplierLegend')}
              blank={unknown}
              options={[
                { value: 'none', label: t('policy.nothingSpecial') },
                ...SupplierStanding.options.map((value) => ({
                  value,
                  label: t('policy.supplier', { standing: value }),
                })),
              ]}
            />
          )}
          {known.includes('singleBid') && (
            <SelectField
              form={form}
              at="/bids"
              label={t('policy.bids')}
              blank={unknown}
              options={[
                { value: '1', label: t('policy.oneBid') },
                { value: '2', label: t('policy.severalBids') },
              ]}
            />
          )}
          {known.includes('aboveLowestPermille') && (
            <DecimalField form={form} at="/abovePercent" label={t('policy.above')} unit="%" />
          )}
          {known.includes('movedDays') && (
            <IntegerField form={form} at="/movedDays" label={t('policy.moves')} unit={t('policy.days')} />
          )}
        </FieldRow>
        {terms.budgetLines.length > 0 && (
          <SelectField
            form={form}
            at="/budgetLine"
            label={t('policy.budgetLine')}
            blank={t('policy.noBudgetLine')}
            options={terms.budgetLines.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))}
          />
        )}
      </form>
      <div aria-live="polite">
        <Foreseen subject={subject} answer={answer} stakeholders={stakeholders} />
      </div>
    </Section>
  )
}
