import { BudgetLine } from '../../../../../shared/domain/policy.ts'
import { FormDialog } from '../../../form/FormDialog.tsx'
import { SelectField, TextField } from '../../../form/fields.tsx'
import { useForm } from '../../../form/use-form.ts'
import { useT } from '../../../i18n/I18nProvider.tsx'
import type { PolicyEdit } from './policy-edit.ts'
import { usePeople } from './words.ts'

type Draft = Omit<BudgetLine, 'ownerId'> & { ownerId: string | null }

interface Props {
  readonly edit: PolicyEdit
  readonly line: BudgetLine | undefined
  readonly onClose: () => void
  readonly onDone: (line: BudgetLine) => void
}

export function BudgetLineDialog({ edit: { stakeholders }, line, onClose, onDone }: Props) {
  const t = useT()
  const people = usePeople(stakeholders, line?.ownerId)
  const form = useForm<Draft, BudgetLine>({
    schema: BudgetLine,
    initial: line ?? { code: '', name: '', ownerId: null },
    submit: async (done) => {
      onDone(done)
      return undefined
    },
  })
  return (
    <FormDialog
      form={form}
      title={line ? `${line.code} ${line.name}` : t('policy.addBudgetLine')}
      submit={t('policy.done')}
      onClose={onClose}
    >
      <TextField form={form} at="/code" label={t('policy.budgetCode')} maxLength={40} />
      <TextField form={form} at="/name" label={t('policy.budgetName')} maxLength={120} />
      <SelectField form={form} at="/ownerId" label={t('policy.budgetOwner')} options={people} blank="–" />
    </FormDialog>
  )
}
