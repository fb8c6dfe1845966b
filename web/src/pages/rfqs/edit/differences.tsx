import type { ReactNode } from 'react'
import type { Planning } from '../../../../../shared/domain/planning.ts'
import type { RfqTerms } from '../../../../../shared/domain/rfq.ts'
import { useFormat, useT } from '../../../i18n/I18nProvider.tsx'
import { useAddress } from '../live/Terms.tsx'
import { type Draft, isSame, placeOf, type TermsField } from './draft.ts'
import { savableLines } from './lines.ts'
import { useProblemSentences } from './sentences.ts'

interface Difference {
  readonly label: string
  readonly mine: ReactNode
  readonly theirs: ReactNode
}

/** What two versions of a draft disagree on, in the words of the form. */
export const useDifferences = () => {
  const t = useT()
  const format = useFormat()
  const address = useAddress()
  const { nameOf } = useProblemSentences()

  const sayTerm = (field: TermsField, terms: RfqTerms): string => {
    const value = terms[field]
    if (field === 'closesAt') return terms.closesAt ? format.dateTimeIn(terms.closesAt, terms.timeZone) : ''
    if (field === 'deliveryPlace') {
      const place = placeOf(terms.deliveryPlace)
      return place ? address(place) : ''
    }
    if (field === 'vat') return t('rfqs.vatName', { vat: terms.vat })
    if (field === 'method') return t('rfqs.methodName', { method: terms.method })
    if (field === 'toldToLosers') return t('rfqs.toldName', { told: terms.toldToLosers })
    if (Array.isArray(value)) return value.join('\n')
    return value === null ? '' : String(value)
  }
  const label: Partial<Record<TermsField, string>> = {
    vat: t('rfqs.vat'),
    method: t('rfqs.method'),
    incoterm: t('rfqs.incoterm'),
    timeZone: t('rfqs.timeZone'),
    toldToLosers: t('rfqs.toldToLosers'),
  }
  const planned: Record<keyof Planning, (draft: Draft) => string> = {
    estimatedMinor: ({ planning: { estimatedMinor }, terms: { currency } }) =>
      typeof estimatedMinor === 'number' && currency ? format.money({ amountMinor: estimatedMinor, currency }) : '',
    category: ({ planning }) => planning.category,
    risk: ({ planning }) => t('planning.riskName', { risk: planning.risk }),
    budgetLine: ({ planning }) => planning.budgetLine ?? '',
  }
  const plannedLabel: Record<keyof Planning, string> = {
    estimatedMinor: t('planning.estimate'),
    category: t('planning.category'),
    risk: t('planning.risk'),
    budgetLine: t('planning.budgetLine'),
  }
  const sayPlanning = (mine: Draft, theirs: Draft): Difference[] =>
    (Object.keys(planned) as (keyof Planning)[])
      .map((field) => ({ label: plannedLabel[field], mine: planned[field](mine), theirs: planned[field](theirs) }))
      .filter((one) => one.mine !== one.theirs)
  const sayLines = (mine: Draft, theirs: Draft): Difference[] => {
    const [own, other] = [savableLines(mine.lines).lines, savableLines(theirs.lines).lines]
    if (isSame(own, other)) return []
    const byNumber = new Map(other.map((line) => [line.number, line]))
    const changed = own.filter((line) => !isSame(line, byNumber.get(line.number) ?? null)).map(({ number }) => number)
    const gone = other.filter((line) => !own.some(({ number }) => number === line.number)).map(({ number }) => number)
    const say = (count: number) => t('rfqs.lineCount', { count })
    const which = format.list([...changed, ...gone].slice(0, 12))
    return [{ label: t('rfqs.linesDiffer', { which }), mine: say(own.length), theirs: say(other.length) }]
  }
  return (mine: Draft, theirs: Draft): readonly Difference[] => {
    const fields = Object.keys(theirs.terms) as TermsField[]
    const changed = fields.filter((field) => sayTerm(field, mine.terms) !== sayTerm(field, theirs.terms))
    return [
      ...changed.map((field) => ({
        label: label[field] ?? nameOf(`/${field}`),
        mine: sayTerm(field, mine.terms),
        theirs: sayTerm(field, theirs.terms),
      })),
      ...sayLines(mine, theirs),
      ...sayPlanning(mine, theirs),
    ]
  }
}
