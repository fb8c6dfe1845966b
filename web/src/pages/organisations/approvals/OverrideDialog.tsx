import { Checkbox } from '@mantine/core'
import { type StakeholderRole, stakeholderRoles } from '../../../../../shared/domain/party.ts'
import { OverrideRule } from '../../../../../shared/domain/policy.ts'
import { FormDialog } from '../../../form/FormDialog.tsx'
import { SelectField } from '../../../form/fields.tsx'
import { IntegerField } from '../../../form/number-fields.tsx'
import { useForm } from '../../../form/use-form.ts'
import { useT } from '../../../i18n/I18nProvider.tsx'
import styles from './approvals.module.css'
import type { PolicyEdit } from './policy-edit.ts'
import { usePeople, usePolicyWords } from './words.ts'

interface Props {
  readonly edit: PolicyEdit
  readonly rule: OverrideRule
  /** Roles that have an override rule already. */
  readonly taken: readonly StakeholderRole[]
  readonly onClose: () => void
  readonly onDone: (rule: OverrideRule) => void
}

/** Whoever holds the role is not offered: nobody overrides their own veto. */
export function OverrideDialog({ edit: { stakeholders }, rule, taken, onClose, onDone }: Props) {
  const t = useT()
  const words = usePolicyWords(stakeholders)
  const form = useForm<OverrideRule, OverrideRule>({
    schema: OverrideRule,
    initial: rule,
    submit: async (done) => {
      onDone(done)
      return undefined
    },
  })
  const { role, by } = form.values
  const people = usePeople(stakeholders.filter((one) => one.role !== role))
  const error = form.errorAt('/by')
  const roles = stakeholderRoles.filter((one) => !taken.includes(one))
  const turn = (id: string, on: boolean) => form.set('/by', on ? [...by, id] : by.filter((one) => one !== id))
  return (
    <FormDialog form={form} title={t('policy.addOverride')} size="lg" submit={t('policy.done')} onClose={onClose}>
      <SelectField
        form={form}
        at="/role"
        label={t('policy.overrideRole')}
        options={roles.map((one) => ({ value: one, label: words.role(one) }))}
      />
      <fieldset className={styles.fieldset} id={form.fieldId('/by')} tabIndex={-1} aria-label={t('policy.overrideBy')}>
        <legend>{t('policy.overrideBy')}</legend>
        {people.map(({ value, label }) => (
          <Checkbox
            key={value}
            label={label}
            checked={by.includes(value)}
            onChange={(event) => turn(value, event.currentTarget.checked)}
          />
        ))}
        {error && <p className={styles.problem}>{error}</p>}
      </fieldset>
      <IntegerField form={form} at="/needed" label={t('policy.overrideNeeded')} />
    </FormDialog>
  )
}
