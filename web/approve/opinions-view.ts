import type { ApprovalContent } from '../../shared/contracts/approvals.ts'
import type { Decision, DecisionAsked } from '../../shared/domain/decisions.ts'
import { facts, filled, h, list, prose, quiet } from './elements.ts'
import type { Shown } from './sections-view.ts'
import type { Words } from './words.ts'

/** What somebody said, in their own words. */
export const said = (decision: Decision, shown: Shown): Node[] => {
  const { m, seldom } = shown.words
  switch (decision.decision) {
    case 'declare':
      return []
    case 'approve':
      return [
        ...(decision.comment ? [prose(decision.comment)] : []),
        ...(decision.condition ? [facts([[m.conditionIs(), decision.condition]])] : []),
      ]
    case 'veto':
      return [
        facts([
          [m.vetoReason({ reason: decision.reasonCode }), decision.words],
          [m.remedy(), decision.remedy],
        ]),
        ...(decision.document
          ? [filled(seldom().then(({ documentView, more }) => documentView(shown, decision, more)))]
          : []),
      ]
    case 'lift':
      return [prose(decision.evidence)]
    case 'delegate':
      return [prose([decision.to.name, decision.words].filter(Boolean).join('\n'))]
    default:
      return decision.words ? [prose(decision.words)] : []
  }
}

/** A question with its answer, as soon as there is one. */
const answersTo = ({ handlings, case: about }: ApprovalContent, asked: Decision, { m, say }: Words): Node[] =>
  handlings.flatMap((one) =>
    one.kind === 'answer' && one.stakeholderId === asked.stakeholderId && one.asked.turn === asked.turn
      ? [
          quiet(
            m.answered({ name: one.by === 'clock' ? '' : one.by.name, date: say.dateTime(one.at, about.timeZone) }),
          ),
          prose(one.words),
        ]
      : [],
  )

/** What somebody did, by the name its word has. */
export const actOf = (said: DecisionAsked): string =>
  'condition' in said && said.condition ? 'approveIf' : said.decision

const entry = (content: ApprovalContent, decision: Decision, words: Words): Node[] => {
  const { m, say } = words
  const date = say.dateTime(decision.decidedAt, content.case.timeZone)
  return [
    quiet(`${m.did({ act: actOf(decision) })}, ${date}`),
    ...said(decision, { content, words }),
    ...answersTo(content, decision, words),
  ]
}

/** One's own questions and decisions before the one that stands. */
export const ownEntries = ({ content, words }: Shown, decisions: readonly Decision[]): HTMLElement =>
  list(decisions.map((one) => entry(content, one, words)))

/** The answer of who was asked about somebody else’s veto: neither approves nor abstains from what was proposed. */
export const onVeto = ({ overrides }: { overrides: boolean }, status: string, { did }: Words['m']): string =>
  overrides ? did({ act: status === 'approved' ? 'override' : status === 'abstained' ? 'uphold' : '' }) : ''

/** What the others said so far, and who is asked besides. */
export const opinionsView = ({ content, words }: Shown): HTMLElement | undefined => {
  const { m } = words
  const { others, decisions } = content
  if (others.length === 0) return undefined
  const apart = others.some(({ status }) => status === undefined)
  const rows = others.map((step) => [
    h(
      'p',
      {},
      h('strong', {}, step.name),
      ` (${m.role({ role: step.role })})`,
      step.from && `, ${m.standsIn(step.from)}`,
      step.overrides && `, ${m.mayOverride()}`,
      step.status && ` · ${onVeto(step, step.status, m) || m.stepStatus({ status: step.status })}`,
    ),
    ...decisions
      .filter((one) => one.stakeholderId === step.stakeholderId && one.decision !== 'declare')
      .flatMap((one) => entry(content, one, words)),
    content.handlings.some((one) => one.kind === 'meet' && one.stakeholderId === step.stakeholderId) &&
      filled(words.seldom().then(({ metFor, more }) => metFor(content, step, more))),
  ])
  return h('section', {}, h('h2', {}, m.opinions()), apart && quiet(m.apart()), list(rows))
}
