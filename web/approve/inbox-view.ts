import type { InboxItem, StepPlace } from '../../shared/contracts/approvals.ts'
import { button, h, list, quiet, title } from './elements.ts'
import { onVeto } from './opinions-view.ts'
import type { Words } from './words.ts'

/** The same question to the same person: its requests replace one another. */
export const isSame = (a: StepPlace, b: StepPlace): boolean =>
  a.rfqId === b.rfqId && a.subject === b.subject && a.stakeholderId === b.stakeholderId

/** Each question once, as it was last asked. */
export const newestOf = (items: readonly InboxItem[]): InboxItem[] =>
  items.filter(
    ({ case: { place } }) =>
      !items.some(({ case: { place: other } }) => isSame(place, other) && other.number > place.number),
  )

/** What comes next for somebody who has just decided `place`. */
export const nextAfter = (items: readonly InboxItem[], place: StepPlace): InboxItem | undefined =>
  newestOf(items).find((one) => one.waits && !isSame(one.case.place, place))

type Props = {
  items: readonly InboxItem[]
  /** What the link was about that led here: it comes first. */
  linked: StepPlace | undefined
  words: Words
  open: (place: StepPlace) => unknown
  /** Absent when the whole inbox is here. */
  older: (() => Promise<void>) | undefined
}

/** Everything one mailbox is asked: what waits for it first. */
export const inboxView = ({ items, linked, words, open, older }: Props): HTMLElement => {
  const { m, say } = words
  const all = newestOf(items)
  const isLinked = ({ case: { place } }: InboxItem) => linked !== undefined && isSame(place, linked)
  const waiting = all.filter(({ waits }) => waits).sort((a, b) => Number(isLinked(b)) - Number(isLinked(a)))
  const others = all.filter(({ waits }) => !waits)
  const row = ({ case: { place, ...about }, step, waits }: InboxItem) => [
    button(about.title, () => open(place), 'row'),
    quiet(`${about.buyerName} · ${m.kind(place)} · ${about.overrides ? m.mayOverride() : m.role(about)}`),
    waits
      ? h('p', {}, `${m.until()} ${say.dateTime(about.until, about.timeZone)}`)
      : h('p', {}, onVeto(about, step, m) || m.ownStatus({ status: step }), ' ', m.ended(about)),
  ]
  return h(
    'div',
    {},
    title(m.waiting({ n: waiting.length })),
    list(waiting.map(row), 'inbox'),
    others.length > 0 && [h('h2', {}, m.others()), list(others.map(row), 'inbox')],
    older && h('div', { class: 'acts' }, button(m.older(), older)),
  )
}
