import type { PolicyTerms } from '../../../../../shared/domain/policy.ts'
import type { PolicyEntry } from '../../../../../shared/domain/policy-changes.ts'
import type { Stakeholders } from '../../../../../shared/domain/policy-groups.ts'
import { inSections } from '../../../../../shared/domain/policy-groups.ts'
import { useI18n } from '../../../i18n/I18nProvider.tsx'
import { usePolicyWords } from './words.ts'

/** One thing a policy says: what it is about, and in which sentences. */
export const useEntryWords = (stakeholders: Stakeholders) => {
  const { t, format } = useI18n()
  const words = usePolicyWords(stakeholders)

  const about = (entry: PolicyEntry): string => {
    switch (entry.kind) {
      case 'currency':
        return t('policy.amountsIn')
      case 'rule':
        return t('policy.subject', { subject: entry.subject })
      case 'order':
        return `${t('policy.subject', { subject: entry.subject })}, ${t('policy.inOrder')}`
      case 'scope':
      case 'opinions':
        return t('policy.scopes')
      case 'override':
        return t('policy.overrides')
      case 'budgetLine':
        return t('policy.budgetLines')
      case 'budgetOwners':
        return t('policy.budgetAbout')
      case 'workDays':
        return t('policy.weekdays')
      case 'holiday':
        return t('policy.holidays')
    }
  }

  const owners = ({ about: subjects, stage, workingDays, escalateTo }: PolicyTerms['budgetOwners']): string[] => [
    format.list(subjects.map((subject) => t('policy.subject', { subject }))),
    [
      t('policy.stage', { stage: String(stage) }),
      t('policy.within', { days: workingDays }),
      ...(escalateTo ? [t('policy.thenTo', { name: words.nameOf(escalateTo) })] : []),
    ].join(', '),
  ]

  /** Amounts are in the currency of the policy that says it. */
  const sentences = (entry: PolicyEntry, terms: PolicyTerms): string[] => {
    switch (entry.kind) {
      case 'currency':
        return [entry.currency]
      case 'rule': {
        const { name, when, asks } = entry.rule
        return [name, words.condition(when, entry.subject, terms), ...asks.map((ask) => words.ask(ask, true))]
      }
      case 'order':
        return entry.names.map((name, index) => `${index + 1}. ${name}`)
      case 'scope':
        return [
          words.role(entry.role),
          format.list(inSections(['what', ...entry.sections]).map((section) => t('policy.section', { section }))),
        ]
      case 'opinions':
        return [t(entry.shown ? 'policy.opinions' : 'policy.opinionsHidden')]
      case 'override':
        return [words.override(entry.rule)]
      case 'budgetLine':
        return [`${entry.line.code} ${entry.line.name}`, words.nameOf(entry.line.ownerId)]
      case 'budgetOwners':
        return entry.asked.about.length > 0 ? owners(entry.asked) : []
      case 'workDays':
        return [format.list(entry.days.map(format.weekday))]
      case 'holiday':
        return [format.date(entry.date)]
    }
  }
  return { about, sentences }
}
