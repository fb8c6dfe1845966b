import { useMemo } from 'react'
import type { PolicyTerms } from '../../../../../shared/domain/policy.ts'
import { type PolicyEntry, policyChanges } from '../../../../../shared/domain/policy-changes.ts'
import type { Stakeholders } from '../../../../../shared/domain/policy-groups.ts'
import { useT } from '../../../i18n/I18nProvider.tsx'
import styles from './approvals.module.css'
import { useEntryWords } from './entry-words.ts'

interface Side {
  readonly name: string
  readonly terms: PolicyTerms
}
interface Props {
  readonly before: Side
  readonly after: Side
  readonly stakeholders: Stakeholders
}

/** Two policies side by side, as far as they differ. */
export function WhatChanged({ before, after, stakeholders }: Props) {
  const t = useT()
  const words = useEntryWords(stakeholders)
  const changes = useMemo(() => policyChanges(before.terms, after.terms), [before.terms, after.terms])
  if (changes.length === 0) return <p className={styles.fine}>{t('policy.noDifference')}</p>
  return (
    <ul className={styles.changes}>
      {changes.map((change) => {
        const entry = change.after ?? change.before
        return (
          <li key={change.id}>
            <h3 className={styles.subhead}>{entry && words.about(entry)}</h3>
            <dl className={styles.sides}>
              <Said side={before} entry={change.before} words={words} />
              <Said side={after} entry={change.after} words={words} />
            </dl>
          </li>
        )
      })}
    </ul>
  )
}

interface SaidProps {
  readonly side: Side
  readonly entry: PolicyEntry | undefined
  readonly words: ReturnType<typeof useEntryWords>
}

function Said({ side, entry, words }: SaidProps) {
  const t = useT()
  const sentences = entry ? words.sentences(entry, side.terms) : []
  return (
    <div className={styles.side}>
      <dt className={styles.fine}>{side.name}</dt>
      {sentences.length === 0 ? (
        <dd className={styles.fine}>{t('policy.notThere')}</dd>
      ) : (
        sentences.map((sentence) => <dd key={sentence}>{sentence}</dd>)
      )}
    </div>
  )
}
