import { useState } from 'react'
import { MAX_RULES, type PolicyRule } from '../../../../../shared/domain/policy.ts'
import type { ApprovalSubject } from '../../../../../shared/domain/subjects.ts'
import { useT } from '../../../i18n/I18nProvider.tsx'
import { ActButton } from '../../../ui/ActButton.tsx'
import { Section } from '../../../ui/Section.tsx'
import styles from './approvals.module.css'
import { ProblemsAt } from './Problems.tsx'
import { moved, type PolicyEdit, replaced, without } from './policy-edit.ts'
import { RowActs } from './RowActs.tsx'
import { RuleDialog } from './RuleDialog.tsx'
import { useRemove } from './use-remove.ts'
import { usePolicyWords } from './words.ts'

interface Props {
  readonly edit: PolicyEdit
  readonly subject: ApprovalSubject
}

/** The rules on one subject, as sentences, in the order in which they are told to those who are asked. */
export function Rules({ edit, subject }: Props) {
  const t = useT()
  const rules = edit.terms.rules[subject]
  const [opened, setOpened] = useState<{ rule: PolicyRule | undefined; index: number }>()
  const withRules = (next: PolicyRule[]) => ({ ...edit.terms, rules: { ...edit.terms.rules, [subject]: next } })
  const set = (next: PolicyRule[]) => edit.change?.(withRules(next))
  const remove = useRemove(edit)
  return (
    <Section
      title={t('policy.subject', { subject })}
      hint={t('policy.subjectHint', { subject })}
      count={rules.length}
      actions={
        edit.change && (
          <ActButton
            size="xs"
            aria-label={t('policy.addRuleTo', { subject: t('policy.subject', { subject }) })}
            disabledReason={rules.length < MAX_RULES ? undefined : t('form.tooMany', { max: MAX_RULES })}
            onClick={() => setOpened({ rule: undefined, index: rules.length })}
          >
            {t('policy.addRule')}
          </ActButton>
        )
      }
    >
      {rules.length === 0 && <p className={styles.fine}>{t('policy.noRules', { subject })}</p>}
      <ol className={styles.rules}>
        {rules.map((rule, index) => (
          <Rule
            key={rule.ruleId}
            edit={edit}
            subject={subject}
            rule={rule}
            index={index}
            onMove={(to) => set(moved(rules, index, to))}
            onChange={() => setOpened({ rule, index })}
            onRemove={() => remove(rule.name, withRules(without(rules, index)))}
          />
        ))}
      </ol>
      {opened && (
        <RuleDialog
          key={opened.rule?.ruleId ?? 'new'}
          edit={edit}
          subject={subject}
          rule={opened.rule}
          onClose={() => setOpened(undefined)}
          onDone={(rule) => {
            set(replaced(rules, opened.index, rule))
            setOpened(undefined)
          }}
        />
      )}
    </Section>
  )
}

interface RuleProps extends Props {
  readonly rule: PolicyRule
  readonly index: number
  readonly onMove: (to: number) => void
  readonly onChange: () => void
  readonly onRemove: () => void
}

function Rule({ edit, subject, rule, index, onMove, onChange, onRemove }: RuleProps) {
  const t = useT()
  const words = usePolicyWords(edit.stakeholders)
  const { name } = rule
  const last = edit.terms.rules[subject].length - 1
  const staged = edit.terms.rules[subject].some(({ asks }) => asks.some(({ stage }) => stage > 1))
  return (
    <li className={styles.rule}>
      <div className={styles.ruleHead}>
        <h3>{name}</h3>
        {edit.change && (
          <div className={`${styles.acts} no-print`}>
            {last > 0 && (
              <>
                <ActButton
                  size="compact-xs"
                  aria-label={t('policy.moveUp', { name })}
                  disabledReason={index === 0 ? t('policy.isFirst') : undefined}
                  onClick={() => onMove(index - 1)}
                >
                  ↑
                </ActButton>
                <ActButton
                  size="compact-xs"
                  aria-label={t('policy.moveDown', { name })}
                  disabledReason={index === last ? t('policy.isLast') : undefined}
                  onClick={() => onMove(index + 1)}
                >
                  ↓
                </ActButton>
              </>
            )}
            <RowActs name={name} onChange={onChange} onRemove={onRemove} />
          </div>
        )}
      </div>
      <p>{words.condition(rule.when, subject, edit.terms)}</p>
      <ul className={styles.asks}>
        {rule.asks.map((ask) => (
          <li key={ask.role}>{words.ask(ask, staged)}</li>
        ))}
      </ul>
      <ProblemsAt edit={edit} at={`/rules/${subject}/${index}`} />
    </li>
  )
}
