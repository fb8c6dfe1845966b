import { useState } from 'react'
import type { BudgetLine } from '../../../../../shared/domain/policy.ts'
import { useT } from '../../../i18n/I18nProvider.tsx'
import { ActButton } from '../../../ui/ActButton.tsx'
import { Section } from '../../../ui/Section.tsx'
import styles from './approvals.module.css'
import { BudgetLineDialog } from './BudgetLineDialog.tsx'
import { BudgetOwners } from './BudgetOwners.tsx'
import { ProblemsAt } from './Problems.tsx'
import { type PolicyEdit, replaced, without } from './policy-edit.ts'
import { RowActs } from './RowActs.tsx'
import { useRemove } from './use-remove.ts'
import { usePolicyWords } from './words.ts'

export function BudgetLines({ edit }: { readonly edit: PolicyEdit }) {
  const t = useT()
  const words = usePolicyWords(edit.stakeholders)
  const { terms, change } = edit
  const { budgetLines } = terms
  const [opened, setOpened] = useState<{ line: BudgetLine | undefined; index: number }>()
  const withLines = (next: BudgetLine[]) => ({ ...terms, budgetLines: next })
  const remove = useRemove(edit)
  return (
    <Section
      title={t('policy.budgetLines')}
      count={budgetLines.length}
      hint={t('policy.budgetLinesHint')}
      actions={
        change && (
          <ActButton size="xs" onClick={() => setOpened({ line: undefined, index: budgetLines.length })}>
            {t('policy.addBudgetLine')}
          </ActButton>
        )
      }
    >
      {budgetLines.length === 0 && <p className={styles.fine}>{t('policy.noBudgetLines')}</p>}
      <ul className={styles.rules}>
        {budgetLines.map((line, index) => {
          const name = `${line.code} ${line.name}`
          return (
            <li key={`${name} ${line.ownerId}`} className={styles.rule}>
              <div className={styles.ruleHead}>
                <p>
                  {name} <span className={styles.fine}>· {words.nameOf(line.ownerId)}</span>
                </p>
                {change && (
                  <div className={`${styles.acts} no-print`}>
                    <RowActs
                      name={name}
                      onChange={() => setOpened({ line, index })}
                      onRemove={() => remove(name, withLines(without(budgetLines, index)))}
                    />
                  </div>
                )}
              </div>
              <ProblemsAt edit={edit} at={`/budgetLines/${index}`} />
            </li>
          )
        })}
      </ul>
      <BudgetOwners edit={edit} />
      {opened && (
        <BudgetLineDialog
          edit={edit}
          line={opened.line}
          onClose={() => setOpened(undefined)}
          onDone={(line) => {
            change?.(withLines(replaced(budgetLines, opened.index, line)))
            setOpened(undefined)
          }}
        />
      )}
    </Section>
  )
}
