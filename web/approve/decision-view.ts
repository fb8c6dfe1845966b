import type { ApprovalContent, InboxItem } from '../../shared/contracts/approvals.ts'
import type { Decision } from '../../shared/domain/decisions.ts'
import { actsView, type Sending } from './acts-view.ts'
import type { Content } from './api.ts'
import { button, filled, h, note, quiet } from './elements.ts'
import type { KeptDraft } from './kept.ts'
import { actOf, ownEntries, said } from './opinions-view.ts'
import { sections } from './sections-view.ts'
import type { Words } from './words.ts'

type Props = {
  content: ApprovalContent
  words: Words
  draft: KeptDraft
  send: Sending
  /** What waits for this person besides. */
  next: InboxItem | undefined
  openNext: (item: InboxItem) => unknown
}

/** What this person said so far, and what they may say now. */
export const decisionView = (props: Props): HTMLElement => {
  const { content, words, draft, send, next, openNext } = props
  const { own, decisions, hashes, case: about } = content
  const { m } = words
  const mine = decisions.filter((one) => one.stakeholderId === own.stakeholderId && one.decision !== 'declare')
  const last = mine.findLast((one) => one.decision !== 'ask')
  const before = mine.filter((one) => one !== last)
  const rests = ['waiting', 'delegated', 'recused', 'overridden'].includes(own.status)
  return h(
    'section',
    { id: 'decision' },
    h('h2', { tabindex: '-1' }, m.decide()),
    last && receipt(last, props),
    last && next && h('div', { class: 'acts' }, nextButton(next, words, openNext)),
    before.length > 0 && ownEntries(props, before.toReversed()),
    own.condition && filled(words.seldom().then(({ conditionView, more }) => conditionView(content, words, more))),
    (own.question || rests) && restingView(content, words),
    own.status === 'vetoed' && quiet(m.vetoStands()),
    own.acts.length > 0
      ? actsView({ acts: own.acts, deciding: { role: about.role, hashes, words, place: about.place }, draft, send })
      : !rests && own.status !== 'vetoed' && quiet(m.alreadyDone()),
    !last && next && own.acts.length === 0 && h('div', { class: 'acts' }, nextButton(next, words, openNext)),
  )
}

/** Why nothing is asked of somebody for now, or any more. */
export const restingView = ({ own }: Content, words: Words): HTMLElement =>
  filled(words.seldom().then(({ restingNotes, more }) => restingNotes(own, more)))

const nextButton = (next: InboxItem, { m }: Words, openNext: Props['openNext']) =>
  button(m.next({ title: next.case.title }), () => openNext(next), 'primary')

const tone = (decision: Decision['decision']) =>
  decision === 'veto' ? 'danger' : decision === 'approve' || decision === 'confirm' ? 'done' : ''

const receipt = (last: Decision, { content, words }: Props): HTMLElement => {
  const { m, say } = words
  const { own, case: about } = content
  const bound =
    'shown' in last && sections.map((section) => `${m.section({ section })} ${last.shown[section].slice(0, 8)}`)
  const carried = own.standing && own.standing.number !== about.place.number && own.standing.number
  return note(
    tone(last.decision),
    h('p', {}, h('strong', {}, `${m.did({ act: actOf(last) })}, ${say.dateTime(last.decidedAt, about.timeZone)}`)),
    said(last, { content, words }),
    carried && h('p', {}, m.carried({ number: carried })),
    own.status === 'approved' && own.acts.includes('veto') && h('p', {}, m.mayStillVeto()),
    bound && quiet(m.receipt({ hashes: bound.join(' · ') })),
  )
}
