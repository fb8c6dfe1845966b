import { useMemo, useState } from 'react'
import { ulid } from 'ulid'
import { stakeholderRoles } from '../../../../../shared/domain/party.ts'
import type { PolicyRule } from '../../../../../shared/domain/policy.ts'
import type { ApprovalSubject } from '../../../../../shared/domain/subjects.ts'
import { FormDialog } from '../../../form/FormDialog.tsx'
import { TextField } from '../../../form/fields.tsx'
import { useForm } from '../../../form/use-form.ts'
import { useT } from '../../../i18n/I18nProvider.tsx'
import { AskFields } from './AskFields.tsx'
import styles from './approvals.module.css'
import { ConditionFields } from './ConditionFields.tsx'
import type { PolicyEdit } from './policy-edit.ts'
import { type RuleDraft, ruleDraft, ruleForm } from './rule-draft.ts'

interface Props {
  readonly edit: PolicyEdit
  readonly subject: ApprovalSubject
  /** Undefined for a new one. */
  readonly rule: PolicyRule | undefined
  readonly onClose: () => void
  readonly onDone: (rule: PolicyRule) => void
}

export function RuleDialog({ edit, subject, rule, onClose, onDone }: Props) {
  const t = useT()
  const [ruleId] = useState(() => rule?.ruleId ?? `rul_${ulid()}`)
  const schema = useMemo(() => ruleForm(subject, ruleId, t('policy.askOneAtLeast')), [subject, ruleId, t])
  const about = t('policy.subject', { subject })
  const form = useForm<RuleDraft, PolicyRule>({
    schema,
    initial: ruleDraft(rule),
    submit: async (done) => {
      onDone(done)
      return undefined
    },
  })
  return (
    <FormDialog
      form={form}
      title={rule ? t('policy.changeRuleOf', { subject: about }) : t('policy.addRuleTo', { subject: about })}
      size="xl"
      submit={t('policy.doneRule')}
      onClose={onClose}
    >
      <TextField form={form} at="/name" label={t('policy.ruleName')} hint={t('policy.ruleNameHint')} maxLength={120} />
      <ConditionFields form={form} subject={subject} currency={edit.terms.currency} />
      <fieldset className={styles.fieldset}>
        <legend>{t('policy.askLegend')}</legend>
        {stakeholderRoles.map((role) => (
          <AskFields key={role} form={form} role={role} edit={edit} />
        ))}
      </fieldset>
    </FormDialog>
  )
}
