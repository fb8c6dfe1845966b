import { Checkbox, NativeSelect } from '@mantine/core'
import { MAX_STAGES } from '../../../../../shared/domain/policy.ts'
import { ApprovalSubject } from '../../../../../shared/domain/subjects.ts'
import { FieldRow } from '../../../form/FormBody.tsx'
import { useFormat, useT } from '../../../i18n/I18nProvider.tsx'
import { DefinitionList } from '../../../ui/DefinitionList.tsx'
import styles from './approvals.module.css'
import { ProblemsAt } from './Problems.tsx'
import type { PolicyEdit } from './policy-edit.ts'
import { usePeople, usePolicyWords } from './words.ts'

const stages = Array.from({ length: MAX_STAGES }, (_, i) => String(i + 1))
const usualDays = [1, 2, 3, 5, 10, 15, 20, 30, 60]

/** How the owners of budget lines are asked: about what, when, until when, and who after that. */
export function BudgetOwners({ edit }: { readonly edit: PolicyEdit }) {
  const { change } = edit
  return (
    <>
      {change ? <OwnersAsked edit={edit} change={change} /> : <OwnersRead edit={edit} />}
      <ProblemsAt edit={edit} at="/budgetOwners" />
    </>
  )
}

function OwnersRead({ edit: { terms, stakeholders } }: { readonly edit: PolicyEdit }) {
  const t = useT()
  const format = useFormat()
  const words = usePolicyWords(stakeholders)
  const { about, stage, workingDays, escalateTo } = terms.budgetOwners
  const next = escalateTo ? words.nameOf(escalateTo) : t('policy.escalateNobody')
  const how = [
    { term: t('policy.stageLabel'), value: String(stage) },
    { term: t('policy.workingDays'), value: String(workingDays) },
    { term: t('policy.escalateTo'), value: next },
  ]
  const subjects = format.list(about.map((subject) => t('policy.subject', { subject })))
  return (
    <div className={styles.owners}>
      <DefinitionList items={[{ term: t('policy.budgetAbout'), value: subjects }, ...(about.length > 0 ? how : [])]} />
    </div>
  )
}

interface OwnersProps {
  readonly edit: PolicyEdit
  readonly change: NonNullable<PolicyEdit['change']>
}

function OwnersAsked({ edit: { terms, stakeholders }, change }: OwnersProps) {
  const t = useT()
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
    </>
  )
}
