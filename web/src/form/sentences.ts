import { useMemo } from 'react'
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

const isBlank = (value: unknown) => value === '' || value === null || value === undefined

/** Says what is wrong with a field in the reader's language. */
export const useFieldSentences = () => {
  const { t, tIfKnown } = useI18n()

  return useMemo(() => {
    const sayKnown = (english: string): string => {
      const key = known.get(english)
      if (key) return tIfKnown(key, {}) ?? english
      const decimal = /at most (\d+) digits before and (\d+) after/.exec(english)
      if (decimal) return t('form.badDecimal', { whole: Number(decimal[1]), decimals: Number(decimal[2]) })
      // zod's own words are for programmers.
      return /^Invalid|^Unrecognized/.test(english) ? t('form.badFormat') : english
    }
    const sayTooBig = ({ origin, maximum }: z.core.$ZodIssueTooBig): string => {
      if (origin === 'string') return t('form.tooLong', { max: Number(maximum) })
      return origin === 'array'
        ? t('form.tooMany', { max: Number(maximum) })
        : t('form.tooLarge', { max: String(maximum) })
    }
    const sayTooSmall = ({ origin, minimum }: z.core.$ZodIssueTooSmall): string => {
      if (origin === 'string') return t('form.required')
      return origin === 'array'
        ? t('form.tooFew', { min: Number(minimum) })
        : t('form.tooSmall', { min: String(minimum) })
    }
    const sayIssue = (issue: Issue, value: unknown): string => {
      if (isBlank(value)) return t('form.required')
      switch (issue.code) {
        case 'invalid_value':
          return t('form.chooseOne')
        case 'too_big':
          return sayTooBig(issue)
        case 'too_small':
          return sayTooSmall(issue)
        case 'invalid_format':
          if (issue.format === 'email') return t('form.badEmail')
          return issue.format === 'date' || issue.format === 'datetime' ? t('form.badDate') : sayKnown(issue.message)
        default:
          return sayKnown(issue.message)
      }
    }
    return { sayKnown, sayIssue }
  }, [t, tIfKnown])
}
