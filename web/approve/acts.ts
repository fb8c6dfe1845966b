import type { StepPlace } from '../../shared/contracts/approvals.ts'
import type { APPROVAL_PAGE, SectionHashes } from '../../shared/domain/approval.ts'
import type { DecisionAsked, DecisionKind, VetoReason, vetoReasons } from '../../shared/domain/decisions.ts'
import type { StakeholderRole } from '../../shared/domain/party.ts'
import type { Field } from './form.ts'
import type { Values } from './kept.ts'
import type { Words } from './words.ts'

/** As in shared/domain/decisions.ts, which would bring a validator along; the compiler compares the two. */
const reasonsOf: typeof vetoReasons = {
  technical: ['specification', 'quality', 'compatibility', 'security', 'risk', 'other'],
  commercial: ['price', 'terms', 'supplier', 'competition', 'compliance', 'risk', 'other'],
  financial: ['budget', 'financing', 'price', 'terms', 'compliance', 'risk', 'other'],
  operational: ['delivery', 'capacity', 'continuity', 'quality', 'risk', 'other'],
}

/** Everything there is a form for. An approval on a condition and a veto with a document are such with more to say. */
export type Act = Exclude<DecisionKind, 'declare'> | 'condition' | 'documented'
export const kindOf = (act: Act): DecisionKind =>
  act === 'condition' ? 'approve' : act === 'documented' ? 'veto' : act
export type ActForm = {
  /** What will happen to whom. */
  warns?: string
  fields: readonly Field[]
  /** The same with more to say. */
  more?: Act
  asked: (values: Values) => DecisionAsked
}
/** What is decided by whom. Before the declaration nothing was shown. */
export type Deciding = { role: StakeholderRole; hashes?: SectionHashes; words: Words; place: StepPlace }

const page: typeof APPROVAL_PAGE = 'sealbid/approval-page/2'
export const boundTo = ({ hashes }: Deciding) => {
  if (!hashes) throw new Error('Nothing is decided before it was shown')
  return { shown: hashes, page }
}

/** Lines between a label and its three dots: the form it opens sends under the same words. */
export const verb = (label: string): string => label.replace(/ ?…$/, '')

const text = (name: string, label: string, hint?: string): Field => ({ name, label, ...(hint && { hint }) })

export const formOf = {
  approve: (deciding: Deciding): ActForm => ({
    fields: [{ ...text('comment', deciding.words.m.comment()), optional: true }],
    asked: ({ comment = '' }) => ({ ...boundTo(deciding), decision: 'approve', comment, condition: '' }),
  }),
  veto: (deciding: Deciding): ActForm => {
    const { role, words } = deciding
    const { m } = words
    const reasons: readonly VetoReason[] = reasonsOf[role]
    const options = Object.fromEntries(reasons.map((reason) => [reason, m.vetoReason({ reason })]))
    return {
      warns: m.vetoWarns(),
      more: 'documented',
      fields: [
        { name: 'reasonCode', label: m.why(), options },
        text('words', m.words()),
        text('remedy', m.remedy(), m.remedyHint()),
      ],
      asked: ({ reasonCode = '', words: said = '', remedy = '' }) => ({
        ...boundTo(deciding),
        decision: 'veto',
        reasonCode: reasons.find((one) => one === reasonCode) ?? 'other',
        words: said,
        remedy,
      }),
    }
  },
} satisfies Partial<Record<Act, (deciding: Deciding) => ActForm>>

const isUsual = (act: Act): act is keyof typeof formOf => act in formOf

/** The form of an act; what is seldom done is fetched when it is wanted. */
export const actForm = (act: Act, deciding: Deciding): ActForm | Promise<ActForm> =>
  isUsual(act)
    ? formOf[act](deciding)
    : deciding.words.seldom().then(({ seldomForm, more }) => seldomForm(act, deciding, more))
