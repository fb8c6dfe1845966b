import type { ReactNode } from 'react'
import { useT } from '../../../i18n/I18nProvider.tsx'
import styles from './edit.module.css'
import { type EditorSection, editorSections, type Problem } from './problems.ts'
import { useProblemSentences } from './sentences.ts'

interface Props {
  readonly problems: readonly Problem[]
  /** Brings the reader to the field a problem is about. */
  readonly goTo: (problem: Problem) => void
  readonly children?: ReactNode
}

const untold: readonly EditorSection[] = ['documents', 'planning']

/** The parts of the document, and in each what is still missing. */
export function Outline({ problems, goTo, children }: Props) {
  const t = useT()
  const { nameOf, say } = useProblemSentences()
  return (
    <nav className={styles.outline} aria-label={t('rfqs.outline')}>
      <h2>{t('rfqs.outline')}</h2>
      <ol>
        {editorSections.map((section) => {
          const own = problems.filter((problem) => problem.section === section)
          return (
            <li key={section} className={styles.chapter}>
              <a href={`#${section}`}>{t('rfqs.sectionName', { section })}</a>
              {own.length === 0 && !untold.includes(section) && (
                <span className={styles.done}>
                  {' '}
                  <span aria-hidden="true">✓</span>
                  <span className="visually-hidden">{t('rfqs.sectionDone')}</span>
                </span>
              )}
              {own.length > 0 && (
                <ul className={styles.todo}>
                  {own.map((problem) => (
                    <li key={problem.pointer + problem.code}>
                      <a
                        href={`#${section}`}
                        onClick={(event) => {
                          event.preventDefault()
                          goTo(problem)
                        }}
                      >
                        {nameOf(problem.pointer)}
                      </a>
                      <span className="visually-hidden">: {say(problem)}</span>
                    </li>
                  ))}
                </ul>
              )}
            </li>
          )
        })}
      </ol>
      <div className={styles.summary}>
        {t('rfqs.missingCount', { count: problems.length })}
        {children}
      </div>
    </nav>
  )
}
