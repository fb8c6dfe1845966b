import { useT } from '../../../i18n/I18nProvider.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import styles from './approvals.module.css'
import type { PolicyEdit } from './policy-edit.ts'
import { usePolicyWords } from './words.ts'

/** How many things are wrong; each is said where it is. */
export function Problems({ edit: { problems } }: { readonly edit: PolicyEdit }) {
  const t = useT()
  if (problems.length === 0) return null
  return <Notice tone="danger" title={t('policy.unworkable', { count: problems.length })} />
}

/** What is wrong at a place of the policy and inside it. */
export function ProblemsAt({ edit, at }: { readonly edit: PolicyEdit; readonly at: string }) {
  const { problem } = usePolicyWords(edit.stakeholders)
  const here = edit.problems.filter(({ pointer }) => pointer === at || pointer.startsWith(`${at}/`))
  const said = [...new Set(here.map(problem))]
  if (said.length === 0) return null
  return (
    <ul className={styles.problems}>
      {said.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  )
}
