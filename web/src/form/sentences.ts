import type * as z from 'zod'
import type { MessageKey } from '../i18n/catalogue.ts'
import { useI18n } from '../i18n/I18nProvider.tsx'

/** What the schemas say in English, here and in the server's answers, and where each language has it. */
const known = new Map<string, MessageKey & `form.${string}`>([
  ['is empty', 'form.required'],
  ['contains control or direction-changing characters', 'form.badCharacters'],
  ['must be greater than 0', 'form.mustBePositive'],
  ['is used by another line', 'form.usedByAnotherLine'],
  ['is not a known time zone', 'form.unknownTimeZone'],
  ['must be 1 to 12 letters, digits, dots or hyphens', 'form.badLineNumber'],
  ['must be a UN/ECE unit code such as NIU, H87 or KGM', 'form.badUnit'],
])

type Issue = z.core.$ZodIssue

/** Says what is wrong with a field in the reader's language. */
export const useFieldSentences = () => {
  const { t, tIfKnown } = useI18n()

  const sayKnown = (english: string): string => {
    const key = known.get(english)
    if (key) return tIfKnown(key, {}) ?? english
    const decimal = /at most (\d+) digits before and (\d+) after/.exec(english)
    if (decimal) return t('form.badDecimal', { whole: Number(decimal[1]), decimals: Number(decimal[2]) })
    return english
  }
  const sayIssue = (issue: Issue): string => {
    switch (issue.code) {
      case 'invalid_type':
        return t('form.required')
      case 'invalid_value':
        return t('form.chooseOne')
      case 'too_big':
        if (issue.origin === 'string') return t('form.tooLong', { max: Number(issue.maximum) })
        return issue.origin === 'array'
          ? t('form.tooMany', { max: Number(issue.maximum) })
          : t('form.tooLarge', { max: String(issue.maximum) })
      case 'too_small':
        if (issue.origin === 'string') return t('form.required')
        return issue.origin === 'array'
          ? t('form.tooFew', { min: Number(issue.minimum) })
          : t('form.tooSmall', { min: String(issue.minimum) })
      case 'invalid_format':
        if (issue.format === 'email') return t('form.badEmail')
        return issue.format === 'date' || issue.format === 'datetime' ? t('form.badDate') : sayKnown(issue.message)
      default:
        return sayKnown(issue.message)
    }
  }
  return { sayKnown, sayIssue }
}
