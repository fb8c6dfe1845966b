import type { StakeholderRole } from '../../../../../shared/domain/party.ts'
import { MAX_STAGES } from '../../../../../shared/domain/policy.ts'
import { holdersOf } from '../../../../../shared/domain/policy-groups.ts'
import { FieldRow } from '../../../form/FormBody.tsx'
import { CheckboxField, SelectField } from '../../../form/fields.tsx'
import { IntegerField } from '../../../form/number-fields.tsx'
import type { Form } from '../../../form/use-form.ts'
import { useT } from '../../../i18n/I18nProvider.tsx'
import styles from './approvals.module.css'
import type { PolicyEdit } from './policy-edit.ts'
import type { RuleDraft } from './rule-draft.ts'
import { usePeople, usePolicyWords } from './words.ts'

interface Props {
  readonly form: Form<RuleDraft>
  readonly role: StakeholderRole
  readonly edit: PolicyEdit
}

const stages = Array.from({ length: MAX_STAGES }, (_, i) => String(i + 1))

/** Whether a role is asked, and how: how many of its holders, when, until when, and who after that. */
export function AskFields({ form, role, edit: { stakeholders } }: Props) {
  const t = useT()
  const words = usePolicyWords(stakeholders)
  const { asked, needed, escalateTo } = form.values.asks[role]
  const held = holdersOf(role, stakeholders).length
  const most = Math.max(held, Number(needed) || 0)
  const people = usePeople(
    stakeholders.filter((one) => one.role !== role || one.stakeholderId === escalateTo),
    escalateTo,
  )
  const counts = Array.from({ length: most }, (_, i) => ({
    value: String(i + 1),
    label: t('policy.neededOf', { needed: String(i + 1), held: String(held) }),
  }))
  return (
    <div className={styles.ask}>
      <CheckboxField form={form} at={`/asks/${role}/asked`} label={words.role(role)} />
      {asked && (
        <div className={styles.askHow}>
          <FieldRow>
            <SelectField
              form={form}
              at={`/asks/${role}/needed`}
              label={t('policy.needed')}
              options={[{ value: 'all', label: t('policy.neededAll') }, ...counts]}
            />
            <SelectField
              form={form}
              at={`/asks/${role}/stage`}
              label={t('policy.stageLabel')}
              options={stages.map((stage) => ({ value: stage, label: stage }))}
            />
            <IntegerField form={form} at={`/asks/${role}/workingDays`} label={t('policy.workingDays')} />
          </FieldRow>
          <SelectField
            form={form}
            at={`/asks/${role}/escalateTo`}
            label={t('policy.escalateTo')}
            options={people}
            blank={t('policy.escalateNobody')}
          />
          <CheckboxField form={form} at={`/asks/${role}/mayAbstain`} label={t('policy.mayAbstain')} />
        </div>
      )}
    </div>
  )
}
