import { Checkbox } from '@mantine/core'
import { stakeholderRoles } from '../../../../../shared/domain/party.ts'
import { inSections } from '../../../../../shared/domain/policy-groups.ts'
import { Section as Part } from '../../../../../shared/domain/subjects.ts'
import { useFormat, useT } from '../../../i18n/I18nProvider.tsx'
import { DefinitionList } from '../../../ui/DefinitionList.tsx'
import { Section } from '../../../ui/Section.tsx'
import styles from './approvals.module.css'
import type { PolicyEdit } from './policy-edit.ts'
import { usePolicyWords } from './words.ts'

/** Which parts of what is decided a role answers for. What is bought is everybody's. */
export function Scopes({ edit: { terms, change, stakeholders } }: { readonly edit: PolicyEdit }) {
  const t = useT()
  const format = useFormat()
  const words = usePolicyWords(stakeholders)
  if (!change) {
    const scopeOf = (role: (typeof stakeholderRoles)[number]) =>
      format.list(inSections(['what', ...terms.scopes[role]]).map((section) => t('policy.section', { section })))
    return (
      <Section title={t('policy.scopes')} hint={t('policy.scopesHint')}>
        <DefinitionList items={stakeholderRoles.map((role) => ({ term: words.role(role), value: scopeOf(role) }))} />
        <p className={styles.after}>{t(terms.showOpinions ? 'policy.opinions' : 'policy.opinionsHidden')}</p>
      </Section>
    )
  }
  const turn = (role: (typeof stakeholderRoles)[number], part: Part, on: boolean) => {
    const scope = inSections(on ? [...terms.scopes[role], part] : terms.scopes[role].filter((one) => one !== part))
    change({ ...terms, scopes: { ...terms.scopes, [role]: scope } })
  }
  return (
    <Section title={t('policy.scopes')} hint={t('policy.scopesHint')}>
      <div className={styles.scopes}>
        {stakeholderRoles.map((role) => (
          <fieldset key={role} className={styles.scope}>
            <legend>{words.role(role)}</legend>
            <p>
              {t('policy.section', { section: 'what' })} <span className={styles.fine}>({t('policy.alwaysIn')})</span>
            </p>
            {Part.options
              .filter((part) => part !== 'what')
              .map((part) => (
                <Checkbox
                  key={part}
                  label={t('policy.section', { section: part })}
                  checked={terms.scopes[role].includes(part)}
                  onChange={(event) => turn(role, part, event.currentTarget.checked)}
                />
              ))}
          </fieldset>
        ))}
      </div>
      <Checkbox
        mt="md"
        label={t('policy.opinions')}
        checked={terms.showOpinions}
        onChange={(event) => change({ ...terms, showOpinions: event.currentTarget.checked })}
      />
    </Section>
  )
}
