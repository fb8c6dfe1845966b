import { Link } from '@tanstack/react-router'
import type { Currency } from '../../../../../shared/domain/money.ts'
import { type Planning, RiskLevel } from '../../../../../shared/domain/planning.ts'
import { FieldRow } from '../../../form/FormBody.tsx'
import { SelectField, TextField } from '../../../form/fields.tsx'
import { MoneyField } from '../../../form/number-fields.tsx'
import type { Form } from '../../../form/use-form.ts'
import { useT } from '../../../i18n/I18nProvider.tsx'
import { links } from '../../../links.ts'
import { QueryState } from '../../../ui/QueryState.tsx'
import { useBudgetLines } from './use-budget-lines.ts'

interface Props {
  readonly form: Form<Planning>
  readonly currency: Currency
}

export function PlanningFields({ form, currency }: Props) {
  const t = useT()
  return (
    <>
      <FieldRow>
        <MoneyField
          form={form}
          at="/estimatedMinor"
          label={t('planning.estimate')}
          hint={t('planning.estimateHint')}
          currency={currency}
          optional
        />
        <SelectField
          form={form}
          at="/risk"
          label={t('planning.risk')}
          hint={t('planning.riskHint')}
          options={RiskLevel.options.map((risk) => ({ value: risk, label: t('planning.riskName', { risk }) }))}
        />
      </FieldRow>
      <TextField
        form={form}
        at="/category"
        label={t('planning.category')}
        hint={t('planning.categoryHint')}
        maxLength={100}
        optional
      />
      <BudgetLine form={form} />
    </>
  )
}

function BudgetLine({ form }: { readonly form: Form<Planning> }) {
  const t = useT()
  const { policy, options } = useBudgetLines(form.values.budgetLine)
  return (
    <QueryState query={policy} lines={1}>
      {() =>
        options.length === 0 ? (
          <p>
            {t('planning.noBudgetLines')} <Link {...links.approvals}>{t('planning.toPolicy')}</Link>
          </p>
        ) : (
          <SelectField
            form={form}
            at="/budgetLine"
            label={t('planning.budgetLine')}
            hint={t('planning.budgetLineHint')}
            options={options}
            blank={t('planning.noBudgetLine')}
            optional
          />
        )
      }
    </QueryState>
  )
}
