import type * as z from 'zod'
import { Planning } from '../../../../../shared/domain/planning.ts'
import { MAX_INVITED, RfqTerms } from '../../../../../shared/domain/rfq.ts'
import { type Gap, gapsOf } from '../../../../../shared/domain/rfq-rules.ts'
import { getAt } from '../../../form/pointer.ts'
import { type Draft, placeOf } from './draft.ts'
import { savableLines } from './lines.ts'

export const editorSections = ['basics', 'lines', 'delivery', 'suppliers', 'closing', 'documents', 'planning'] as const
export type EditorSection = (typeof editorSections)[number]

/** What stands between a draft and its publication. */
export interface Problem {
  readonly section: EditorSection
  /** The field, as the form names it: "/closesAt"; "/lines" for the lines. */
  readonly pointer: string
  readonly code: Gap['detail'] | 'malformed' | 'past' | 'tooFar' | 'lineFaults'
  readonly issue?: z.core.$ZodIssue
  /** What was typed, where it is malformed. */
  readonly value?: unknown
  readonly count?: number
}

const sectionOf: Record<keyof RfqTerms, EditorSection> = {
  title: 'basics',
  description: 'basics',
  buyerReference: 'basics',
  currency: 'basics',
  vat: 'basics',
  deliveryPlace: 'delivery',
  incoterm: 'delivery',
  paymentDays: 'delivery',
  paymentTerms: 'delivery',
  specialTerms: 'delivery',
  bidValidityDays: 'delivery',
  method: 'suppliers',
  invited: 'suppliers',
  closesAt: 'closing',
  timeZone: 'closing',
  toldToLosers: 'closing',
}
const isTermsField = (name: string): name is keyof RfqTerms => name in sectionOf
const sectionAt = (pointer: string): EditorSection => {
  const field = pointer.split('/')[1] ?? ''
  return isTermsField(field) ? sectionOf[field] : 'lines'
}

const TWO_YEARS = 2 * 365 * 86_400_000

const malformed = (terms: RfqTerms, issues: readonly z.core.$ZodIssue[]): Problem[] =>
  issues.map((issue) => {
    const pointer = issue.path.map((part) => `/${String(part)}`).join('')
    return { section: sectionAt(pointer), pointer, code: 'malformed', issue, value: getAt(terms, pointer) }
  })

const timeProblem = (closesAt: string | null, now: number): Problem[] => {
  if (!closesAt) return []
  const ahead = Date.parse(closesAt) - now
  if (ahead > 0 && ahead <= TWO_YEARS) return []
  return [{ section: 'closing', pointer: '/closesAt', code: ahead <= 0 ? 'past' : 'tooFar' }]
}

const plannedWrong = (planning: Planning): Problem[] => {
  const issues = Planning.safeParse(planning).error?.issues ?? []
  return issues.map((issue) => {
    const field = issue.path.map((part) => `/${String(part)}`).join('')
    const value = getAt(planning, field)
    return { section: 'planning', pointer: `/planning${field}`, code: 'malformed', issue, value }
  })
}

// The form has the parts of an address, never the address itself, to point at.
const fieldOf = (pointer: string) => (pointer === '/deliveryPlace' ? '/deliveryPlace/street' : pointer)

/** What the rule of publication would refuse, said while one writes. */
export const problemsOf = (draft: Draft, now: number): Problem[] => {
  const terms = { ...draft.terms, deliveryPlace: placeOf(draft.terms.deliveryPlace) }
  const { lines, faults } = savableLines(draft.lines)
  const read = RfqTerms.safeParse(terms)
  const wrong = malformed(terms, read.success ? [] : read.error.issues)
  const missing = gapsOf(read.success ? read.data : terms, lines).map(({ pointer, detail }): Problem => {
    const field = fieldOf(pointer.replace(/^\/terms/, ''))
    return {
      section: sectionAt(field),
      pointer: field,
      code: detail,
      ...(detail === 'nobody_invited' ? { count: MAX_INVITED } : {}),
    }
  })
  const unplanned = plannedWrong(draft.planning)
  const isNew = ({ pointer }: Problem) => !wrong.some((one) => one.pointer === pointer)
  const half: Problem[] =
    faults.size > 0 ? [{ section: 'lines', pointer: '/lines', code: 'lineFaults', count: faults.size }] : []
  return [...wrong, ...missing.filter(isNew), ...timeProblem(terms.closesAt, now).filter(isNew), ...half, ...unplanned]
}
