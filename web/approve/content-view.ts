import type { Section } from '../../shared/domain/subjects.ts'
import type { ChangeParts } from './change-view.ts'
import { button, type Child, facts, h, list, note, prose, quiet, title } from './elements.ts'
import { addressText, type Shown, sectionParts, sections } from './sections-view.ts'

/** Why this person is asked, as far as it is more than that somebody has to. */
const whyAsked = ({ content: { own, case: about }, words: { m, say } }: Shown): HTMLElement => {
  const reasons = own.because.flatMap((one) =>
    'rule' in one ? [one.rule] : 'budgetLine' in one ? [m.ownsBudget({ line: one.budgetLine })] : [],
  )
  return facts([
    [m.askedBy(), about.asks],
    [m.askedAs(), m.role({ role: about.role }) + (own.from ? `, ${m.standsIn(own.from)}` : '')],
    [m.whyYou(), reasons.join('\n')],
    [m.until(), say.dateTime(own.dueAt ?? about.until, about.timeZone)],
  ])
}

/** What is to be looked at twice comes before anything else there is to read. */
const flags = ({ content: { sections: shown }, words: { m } }: Shown): HTMLElement | undefined => {
  const { flags: raised, isLowest, justification } = shown.risk
  if (raised.length === 0) return shown.what.supplier && !shown.risk.changing ? quiet(m.noFlags()) : undefined
  return note(
    'due',
    h('h2', {}, m.flags()),
    list(
      raised.map((flag) => m.flag({ flag })),
      'plain',
    ),
    !isLowest && justification && prose(justification),
  )
}

const summary = (shown: Shown, toDecision: () => void, change: ChangeParts | undefined): HTMLElement => {
  const { content, words } = shown
  const { m, say } = words
  const { what, price, risk } = content.sections
  const { place, buyerName } = content.case
  const { supplier } = what
  return h(
    'section',
    {},
    quiet(`${buyerName} · ${m.kind({ subject: place.subject })} · ${m.proposal({ number: place.number })}`),
    title(what.title),
    flags(shown),
    supplier && h('p', {}, h('strong', {}, supplier.legalName), h('br'), addressText(supplier.address, words, ', ')),
    price.totalMinor !== null &&
      h(
        'p',
        {},
        h('span', { class: 'sum' }, say.money(price.totalMinor, price.currency)),
        ` ${m.vat({ vat: price.vat })}`,
      ),
    change ? change.why(shown) : risk.reason && [h('h2', {}, m.reason()), prose(risk.reason)],
    whyAsked(shown),
    shown.content.own.acts.length > 0 && button(m.decide(), toDecision, 'jump'),
  )
}

/** Everything that is decided: what this role answers for before the rest. A change has parts of its own. */
export const contentView = (shown: Shown, toDecision: () => void, change?: ChangeParts): HTMLElement[] => {
  const { scope } = shown.content.own
  const mine = sections.filter((section) => scope.includes(section))
  const rest = sections.filter((section) => !scope.includes(section))
  return [
    summary(shown, toDecision, change),
    ...[...mine, ...rest].map((section) => sectionView(shown, section, (change?.sections ?? sectionParts)[section])),
  ]
}

const sectionView = (shown: Shown, section: Section, parts: (shown: Shown) => Child[]): HTMLElement => {
  const { m } = shown.words
  const isOwn = shown.content.own.scope.includes(section)
  return h(
    'section',
    { class: isOwn && 'own' },
    h('h2', {}, `${m.section({ section })} `, isOwn && h('span', { class: 'tag' }, m.yours())),
    ...parts(shown),
  )
}
