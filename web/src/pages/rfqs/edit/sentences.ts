import { useFieldSentences } from '../../../form/sentences.ts'
import type { MessageKey } from '../../../i18n/catalogue.ts'
import { useI18n } from '../../../i18n/I18nProvider.tsx'
import type { Problem } from './problems.ts'

/** What each field is called, so that the outline and the field say the same word. */
const names = {
  '/title': 'rfqs.title',
  '/description': 'rfqs.description',
  '/buyerReference': 'rfqs.buyerReference',
  '/currency': 'rfqs.currency',
  '/deliveryPlace/postalCode': 'form.postalCode',
  '/deliveryPlace/city': 'form.city',
  '/deliveryPlace/country': 'form.country',
  '/deliveryPlace': 'rfqs.deliveryPlace',
  '/paymentDays': 'rfqs.paymentDays',
  '/paymentTerms': 'rfqs.paymentTerms',
  '/specialTerms': 'rfqs.specialTerms',
  '/bidValidityDays': 'rfqs.validity',
  '/invited': 'rfqs.invited',
  '/closesAt': 'rfqs.closesAt',
  '/lines': 'rfqs.lines',
  '/planning/estimatedMinor': 'planning.estimate',
  '/planning/category': 'planning.category',
} as const satisfies Record<string, MessageKey>

/** Says what is missing or wrong, and what the field is called. */
export const useProblemSentences = () => {
  const { t, tIfKnown } = useI18n()
  const { sayIssue } = useFieldSentences()
  const nameOf = (pointer: string): string => {
    const known = Object.entries(names).find(([field]) => pointer === field || pointer.startsWith(`${field}/`))
    return (known && tIfKnown(known[1], {})) ?? pointer
  }
  const say = ({ pointer, code, issue, value, count = 0 }: Problem): string => {
    if (issue) return sayIssue(issue, value)
    const sentences: Record<Problem['code'], () => string> = {
      malformed: () => t('rfqs.cellMalformed'),
      required: () => (pointer === '/lines' ? t('rfqs.problemNoLines') : t('form.required')),
      no_required_line: () => t('rfqs.problemNoRequired'),
      nobody_invited: () => t('rfqs.problemNobody', { max: count }),
      past: () => t('rfqs.problemPast'),
      tooFar: () => t('rfqs.problemTooFar'),
      lineFaults: () => t('rfqs.problemLines', { count }),
    }
    return sentences[code]()
  }
  return { nameOf, say }
}
