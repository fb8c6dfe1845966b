import type { Section } from '../../shared/domain/subjects.ts'
import { type Child, type Column, facts, h, prose, quiet, table } from './elements.ts'
import { riskBesides } from './risk-view.ts'
import { addressText, bidNotes, byNumber, described, type Line, offered, type Shown } from './sections-view.ts'
import type { MoreMessages } from './words.ts'

/** How a change of a contract is read: what it is for, and each section as it was and as it shall be. */
export type ChangeParts = {
  why: (shown: Shown) => Child[]
  sections: Readonly<Record<Section, (shown: Shown) => Child[]>>
}

/** What stays is said once; what was stands before what shall be. */
const turned = (before: string | undefined, after: string): Child[] =>
  before === undefined || before === after
    ? [after]
    : [h('span', { class: 'quiet' }, before), ' → ', h('strong', {}, after)]

export const changeIn = (more: MoreMessages): ChangeParts => {
  const linesTable = (
    { content, words: { m } }: Shown,
    section: Section,
    columns: readonly Column<Line>[],
  ): Child[] => {
    const { lines } = content.sections.what
    const item = { label: m.item(), cell: ({ number, name }: Line) => `${number}. ${name}` }
    return [
      quiet(more.beforeAfter()),
      table(m.section({ section }), [item, ...columns], lines, (rows) => m.showAll({ rows })),
    ]
  }
  /** What an amount becomes, and by how much. */
  const amounts = (
    { words: { m, say } }: Shown,
    before: number | undefined,
    after: number | null,
    currency: string,
  ) => {
    const money = (amountMinor: number) => say.money(amountMinor, currency)
    if (after === null) return facts([])
    const by = before === undefined ? 0 : after - before
    return facts([
      [m.total(), before === undefined || by === 0 ? money(after) : `${money(before)} → ${money(after)}`],
      [more.difference(), by === 0 ? '' : `${by > 0 ? '+' : ''}${money(by)}`],
    ])
  }

  const why = (shown: Shown): Child[] => {
    const { price, risk } = shown.content.sections
    const { changing, reason } = risk
    return [
      amounts(shown, price.before?.totalMinor, price.totalMinor, price.currency),
      changing &&
        facts([
          [more.contract(), changing.contractNumber],
          [more.because(), more.becauseOf({ reason: changing.because })],
          [more.changedBefore(), more.times({ n: changing.changes })],
        ]),
      h('h2', {}, more.agreed()),
      prose(reason),
    ]
  }

  const what = (shown: Shown): Child[] => {
    const { m, say } = shown.words
    const { before = [], description } = shown.content.sections.what
    const quantityBefore = byNumber(before)
    const cell = (line: Line) => {
      const written = (quantity: string) => `${say.decimal(quantity)} ${m.unit({ unit: line.unit })}`
      const old = quantityBefore(line)
      return turned(old && written(old.quantity), Number(line.quantity) === 0 ? more.dropped() : written(line.quantity))
    }
    return [
      description && prose(description),
      ...linesTable(shown, 'what', [
        ...described(shown),
        { label: m.quantity(), figure: true, cell },
        ...bidNotes(shown),
      ]),
      ...offered(shown),
    ]
  }

  const price = (shown: Shown): Child[] => {
    const { m, say } = shown.words
    const { currency, vat, totalMinor, lines, before, paymentDays, paymentTerms, specialTerms } =
      shown.content.sections.price
    const [was, shall] = [byNumber(before?.lines ?? []), byNumber(lines)]
    const unitPrice = (line: Line) => {
      const [old, offer] = [was(line), shall(line)]
      const base = offer?.priceBase && `${say.decimal(offer.priceBase)} ${m.unit({ unit: line.unit })}`
      const written = (one: string) => say.unitPrice(one, currency)
      return offer
        ? [...turned(old && written(old.unitPrice), written(offer.unitPrice)), base && ` ${m.perUnits({ base })}`]
        : []
    }
    const total = (line: Line) => {
      const [old, offer] = [was(line), shall(line)]
      return offer ? turned(old && say.amount(old.totalMinor, currency), say.amount(offer.totalMinor, currency)) : []
    }
    return [
      ...linesTable(shown, 'price', [
        { label: `${m.unitPrice()} (${currency})`, figure: true, cell: unitPrice },
        { label: `${m.total()} (${currency})`, figure: true, cell: total },
      ]),
      quiet(`${more.wholeContract()} ${m.vat({ vat })}`),
      amounts(shown, before?.totalMinor, totalMinor, currency),
      facts([
        [
          m.payment(),
          [paymentDays === null ? '' : m.paymentDays({ days: paymentDays }), paymentTerms].filter(Boolean).join('\n'),
        ],
        [m.specialTerms(), specialTerms],
      ]),
    ]
  }

  const budget = (shown: Shown): Child[] => {
    const { m, say } = shown.words
    const { line, name, estimatedMinor, totalMinor, before, currency } = shown.content.sections.budget
    return [
      facts([
        [m.budgetLine(), line ? `${line} ${name}` : m.noBudget()],
        [m.estimate(), estimatedMinor === null ? m.noEstimate() : say.money(estimatedMinor, currency)],
      ]),
      amounts(shown, before?.totalMinor, totalMinor, currency),
    ]
  }

  const delivery = (shown: Shown): Child[] => {
    const { m, say } = shown.words
    const { place, incoterm, lines, before = [], note } = shown.content.sections.delivery
    const [was, shall] = [byNumber(before), byNumber(lines)]
    const by = (date: string | null) => (date ? m.byDate({ date: say.date(date) }) : '–')
    const cell = (line: Line) => {
      const [old, offer] = [was(line), shall(line)]
      const days = offer?.deliveryDays
      const inDays = days !== undefined && m.inDays({ days })
      if (inDays && !old?.deliverBy && !offer?.deliverBy) return [inDays]
      return [...turned(old && by(old.deliverBy), by(offer?.deliverBy ?? null)), inDays && `, ${inDays}`]
    }
    return [
      ...linesTable(shown, 'delivery', [{ label: m.delivered(), cell }]),
      facts([
        [m.place(), place ? addressText(place, shown.words) : ''],
        [m.incoterm(), incoterm ?? ''],
        [m.deliveryNote(), note],
      ]),
    ]
  }

  const risk = ({ content, words }: Shown): Child[] => {
    const { risk: said } = content.sections
    return [said.note ? prose(said.note) : quiet(words.m.noRiskNote()), ...riskBesides(said, words, more)]
  }

  return { why, sections: { what, price, budget, delivery, risk } }
}
