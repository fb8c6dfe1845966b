import { Checkbox, NativeSelect } from '@mantine/core'
import { MAX_STAGES } from '../../../../../shared/domain/policy.ts'
import { ApprovalSubject } from '../../../../../shared/domain/subjects.ts'
import { FieldRow } from '../../../form/FormBody.tsx'
import { useT } from '../../../i18n/I18nProvider.tsx'
import styles from './approvals.module.css'
import { ProblemsAt } from './Problems.tsx'
import type { PolicyEdit } from './policy-edit.ts'
import { usePeople } from './words.ts'

const stages = Array.from({ length: MAX_STAGES }, (_, i) => String(i + 1))
const usualDays = [1, 2, 3, 5, 10, 15, 20, 30, 60]

/** How the owners of budget lines are asked: about what, when, until when, and who after that. */
export function BudgetOwners({ edit }: { readonly edit: PolicyEdit }) {
  const t = useT()
  const { terms, change, stakeholders } = edit
  const { about, stage, workingDays, escalateTo } = terms.budgetOwners
  const people = usePeople(stakeholders, escalateTo)
  const set = (changed: Partial<typeof terms.budgetOwners>) =>
    change({ ...terms, budgetOwners: { ...terms.budgetOwners, ...changed } })
  const turn = (subject: ApprovalSubject, on: boolean) =>
    set({ about: ApprovalSubject.options.filter((one) => (one === subject ? on : about.includes(one))) })
  const days = [...new Set([...usualDays, workingDays])].sort((a, b) => a - b)
  return (
    <>
      <fieldset className={styles.boxes}>
        <legend>{t('policy.budgetAbout')}</legend>
        {ApprovalSubject.options.map((subject) => (
          <Checkbox
            key={subject}
            label={t('policy.subject', { subject })}
            checked={about.includes(subject)}
            onChange={(event) => turn(subject, event.currentTarget.checked)}
          />
        ))}
      </fieldset>
      {about.length > 0 && (
        <div className={styles.owners}>
          <FieldRow>
            <NativeSelect
              label={t('policy.stageLabel')}
              data={stages}
              value={String(stage)}
              onChange={(event) => set({ stage: Number(event.currentTarget.value) })}
            />
            <NativeSelect
              label={t('policy.workingDays')}
              data={days.map(String)}
              value={String(workingDays)}
              onChange={(event) => set({ workingDays: Number(event.currentTarget.value) })}
            />
            <NativeSelect
              label={t('policy.escalateTo')}
              data={[{ value: '', label: t('policy.escalateNobody') }, ...people]}
              value={escalateTo ?? ''}
              onChange={(event) => set({ escalateTo: event.currentTarget.value || null })}
            />
          </FieldRow>
        </div>
      )}
      <ProblemsAt edit={edit} at="/budgetOwners" />
    </>
  )
}
