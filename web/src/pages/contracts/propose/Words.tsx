import { ChangeReason } from '../../../../../shared/domain/contract-change.ts'
import { FormBody } from '../../../form/FormBody.tsx'
import { SelectField, TextAreaField } from '../../../form/fields.tsx'
import type { Form } from '../../../form/use-form.ts'
import { useT } from '../../../i18n/I18nProvider.tsx'
import { Section } from '../../../ui/Section.tsx'
import { BudgetLine } from '../../awards/BudgetLine.tsx'
import type { ChangeDraft } from './change-draft.ts'

interface Props {
  readonly form: Form<ChangeDraft>
  readonly supplier: string
}

/** Why: in words for both parties, and in words for one's own people. */
export function Words({ form, supplier }: Props) {
  const t = useT()
  return (
    <Section id="words" title={t('changes.why')}>
      <FormBody form={form}>
        <SelectField
          form={form}
          at="/reason"
          label={t('changes.reason')}
          blank={t('changes.chooseReason')}
          options={ChangeReason.options.map((reason) => ({
            value: reason,
            label: t('changes.reasonName', { reason }),
          }))}
        />
        <TextAreaField
          form={form}
          at="/words"
          label={t('changes.words')}
          hint={t('changes.wordsHint', { name: supplier })}
          maxLength={4_000}
        />
        <TextAreaField
          form={form}
          at="/note"
          label={t('changes.note')}
          hint={t('changes.noteHint')}
          maxLength={4_000}
          rows={3}
          optional
        />
        <BudgetLine
          value={form.values.budgetLine}
          onChange={(code) => form.set('/budgetLine', code)}
          blank={t('changes.budgetLineOfAward')}
        />
      </FormBody>
    </Section>
  )
}
