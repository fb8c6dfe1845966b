import { useState } from 'react'
import { stakeholderRoles } from '../../../../../shared/domain/party.ts'
import type { OverrideRule } from '../../../../../shared/domain/policy.ts'
import { useT } from '../../../i18n/I18nProvider.tsx'
import { ActButton } from '../../../ui/ActButton.tsx'
import { Section } from '../../../ui/Section.tsx'
import styles from './approvals.module.css'
import { OverrideDialog } from './OverrideDialog.tsx'
import { ProblemsAt } from './Problems.tsx'
import { type PolicyEdit, replaced, without } from './policy-edit.ts'
import { RowActs } from './RowActs.tsx'
import { useRemove } from './use-remove.ts'
import { usePolicyWords } from './words.ts'

export function Overrides({ edit }: { readonly edit: PolicyEdit }) {
  const t = useT()
  const words = usePolicyWords(edit.stakeholders)
  const { terms, change } = edit
  const { overrides } = terms
  const [opened, setOpened] = useState<{ rule: OverrideRule; index: number }>()
  const withOverrides = (next: OverrideRule[]) => ({ ...terms, overrides: next })
  const remove = useRemove(edit)
  const free = stakeholderRoles.find((role) => !overrides.some((one) => one.role === role))
  return (
    <Section
      title={t('policy.overrides')}
      hint={t('policy.overridesHint')}
      actions={
        change && (
          <ActButton
            size="xs"
            disabledReason={free ? undefined : t('policy.noOverrideRoleLeft')}
            onClick={() => free && setOpened({ rule: { role: free, by: [], needed: 1 }, index: overrides.length })}
          >
            {t('policy.addOverride')}
          </ActButton>
        )
      }
    >
      {overrides.length === 0 && <p className={styles.fine}>{t('policy.noOverrides')}</p>}
      <ul className={styles.rules}>
        {overrides.map((rule, index) => (
          <li key={rule.role} className={styles.rule}>
            <div className={styles.ruleHead}>
              <p>{words.override(rule)}</p>
              {change && (
                <div className={`${styles.acts} no-print`}>
                  <RowActs
                    name={words.role(rule.role)}
                    onChange={() => setOpened({ rule, index })}
                    onRemove={() => remove(words.role(rule.role), withOverrides(without(overrides, index)))}
                  />
                </div>
              )}
            </div>
            <ProblemsAt edit={edit} at={`/overrides/${index}`} />
          </li>
        ))}
      </ul>
      {opened && (
        <OverrideDialog
          edit={edit}
          rule={opened.rule}
          taken={without(overrides, opened.index).map(({ role }) => role)}
          onClose={() => setOpened(undefined)}
          onDone={(rule) => {
            change?.(withOverrides(replaced(overrides, opened.index, rule)))
            setOpened(undefined)
          }}
        />
      )}
    </Section>
  )
}
