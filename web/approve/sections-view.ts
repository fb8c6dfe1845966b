import type { ApprovalContent } from '../../shared/contracts/approvals.ts'
import type { Address, Party } from '../../shared/domain/party.ts'
import type { Section } from '../../shared/domain/subjects.ts'
import { button, type Child, type Column, facts, h, list, prose, quiet, table } from './elements.ts'
import type { Words } from './words.ts'

/** In the order they are read. */
export const sections: readonly Section[] = ['what', 'price', 'budget', 'delivery', 'risk']

export type Shown = {
  content: ApprovalContent
  words: Words
  /** Where the content has parts that most have not. */
  rare?: Awaited<ReturnType<Words['seldom']>> | undefined
}

export const hasRareParts = ({ case: { place }, sections: { risk: said } }: ApprovalContent): boolean =>
  place.subject !== 'award' || said.supplierScore !== undefined || said.disqualified.length > 0

export const addressText = (
  { street, extra, postalCode, city, country }: Address,
  { say }: Words,
  between = '\n',
): string => [street, extra, `${postalCode} ${city}`, say.country(country)].filter(Boolean).join(between)

export const partyText = ({ legalName, registrationId, address }: Party, words: Words) =>
  `${legalName} (${registrationId})\n${addressText(address, words)}`

export type Line = ApprovalContent['sections']['what']['lines'][number]
export const byNumber = <T extends { number: string }>(lines: readonly T[]) => {
  const found = new Map(lines.map((line) => [line.number, line]))
  return ({ number }: Line): T | undefined => found.get(number)
}

const linesTable = ({ content, words: { m } }: Shown, section: Section, columns: readonly Column<Line>[]) =>
  table(
    m.section({ section }),
    [{ label: m.item(), cell: ({ number, name }: Line) => `${number}. ${name}` }, ...columns],
    content.sections.what.lines,
    (rows) => m.showAll({ rows }),
  )

/** What is said of a line in words, where anything is. */
const inWords = (lines: readonly Line[], member: 'description' | 'note', label: string): Column<Line>[] =>
  lines.some((line) => line[member]) ? [{ label, cell: (line) => line[member] || '–' }] : []

export const described = ({ content, words: { m } }: Shown): Column<Line>[] =>
  inWords(content.sections.what.lines, 'description', m.about())
export const bidNotes = ({ content, words: { m } }: Shown): Column<Line>[] =>
  inWords(content.sections.what.lines, 'note', m.bidNote())

/** Who sells, what they wrote with their bid, and the documents, each to be opened. */
export const offered = (shown: Shown): Child[] => {
  const { words, content } = shown
  const { m } = words
  const { supplier, bidNote, documents = [] } = content.sections.what
  return [
    facts([
      [m.from(), supplier ? partyText(supplier, words) : ''],
      [m.bidNote(), bidNote],
    ]),
    documents.length > 0 && quiet(m.documents()),
    list(
      documents.map((document) => {
        const state = h('span', { class: 'quiet', role: 'status' })
        const open = () =>
          words.seldom().then(
            ({ openShown, more }) => openShown(shown, document, state, more),
            () => state.replaceChildren(m.offline()),
          )
        return [button(document.name, open, 'jump'), ` ${words.say.size(document.bytes)} `, state]
      }),
    ),
  ]
}

const what = (shown: Shown): Child[] => {
  const { m, say } = shown.words
  const { description } = shown.content.sections.what
  return [
    description && prose(description),
    linesTable(shown, 'what', [
      ...described(shown),
      {
        label: m.quantity(),
        figure: true,
        cell: ({ quantity, unit }) => `${say.decimal(quantity)} ${m.unit({ unit })}`,
      },
      ...bidNotes(shown),
    ]),
    ...offered(shown),
  ]
}

const rankingTable = ({ content, words: { m, say } }: Shown) => {
  const { currency, ranking } = content.sections.price
  const amount = (amountMinor: number) => say.amount(amountMinor, currency)
  const tagFor = (name: string) => (name === content.sections.what.supplier?.legalName ? 'strong' : 'span')
  return table(
    m.ranking(),
    [
      { label: m.ranking(), cell: ({ rank, supplierName }) => h(tagFor(supplierName), {}, `${rank}. ${supplierName}`) },
      { label: `${m.compared()} (${currency})`, figure: true, cell: ({ comparedMinor }) => amount(comparedMinor) },
      {
        label: m.aboveBest(),
        figure: true,
        cell: ({ aboveBestMinor }) => (aboveBestMinor === 0 ? '–' : `+${amount(aboveBestMinor)}`),
      },
    ],
    ranking,
    (rows) => m.showAll({ rows }),
  )
}

const price = (shown: Shown): Child[] => {
  const { m, say } = shown.words
  const { currency, vat, ranking, totalMinor, lines, paymentDays, paymentTerms, specialTerms } =
    shown.content.sections.price
  const offerOf = byNumber(lines)
  const unitPrice = (line: Line) => {
    const offer = offerOf(line)
    if (!offer) return m.notOffered()
    const base = offer.priceBase && `${say.decimal(offer.priceBase)} ${m.unit({ unit: line.unit })}`
    return say.unitPrice(offer.unitPrice, currency) + (base ? ` ${m.perUnits({ base })}` : '')
  }
  const lineTotal = (line: Line) => {
    const offer = offerOf(line)
    return offer ? say.amount(offer.totalMinor, currency) : ''
  }
  const days = paymentDays === null ? '' : m.paymentDays({ days: paymentDays })
  return [
    ranking.length > 0 && rankingTable(shown),
    lines.length > 0 &&
      linesTable(shown, 'price', [
        { label: `${m.unitPrice()} (${currency})`, figure: true, cell: unitPrice },
        { label: `${m.total()} (${currency})`, figure: true, cell: lineTotal },
      ]),
    facts([
      [m.total(), totalMinor === null ? '' : `${say.money(totalMinor, currency)} ${m.vat({ vat })}`],
      [m.payment(), [days, paymentTerms].filter(Boolean).join('\n')],
      [m.specialTerms(), specialTerms],
    ]),
  ]
}

const budget = ({ content, words: { m, say } }: Shown): Child[] => {
  const { line, name, estimatedMinor, totalMinor, currency } = content.sections.budget
  const money = (amountMinor: number | null) => (amountMinor === null ? undefined : say.money(amountMinor, currency))
  const over = estimatedMinor === null || totalMinor === null ? 0 : totalMinor - estimatedMinor
  return [
    facts([
      [m.budgetLine(), line ? `${line} ${name}` : m.noBudget()],
      [m.estimate(), money(estimatedMinor) ?? m.noEstimate()],
      [m.total(), money(totalMinor)],
      [over > 0 ? m.overEstimate() : m.underEstimate(), over === 0 ? '' : money(Math.abs(over))],
    ]),
  ]
}

const delivery = (shown: Shown): Child[] => {
  const { m, say } = shown.words
  const { place, incoterm, lines, note } = shown.content.sections.delivery
  const deliveryOf = byNumber(lines)
  const when = (line: Line) => {
    const { deliverBy, deliveryDays } = deliveryOf(line) ?? {}
    const by = deliverBy ? m.byDate({ date: say.date(deliverBy) }) : ''
    return [by, deliveryDays === undefined ? '' : m.inDays({ days: deliveryDays })].filter(Boolean).join(', ') || '–'
  }
  return [
    facts([
      [m.place(), place ? addressText(place, shown.words) : ''],
      [m.incoterm(), incoterm ?? ''],
      [m.deliveryNote(), note],
    ]),
    lines.length > 0 && linesTable(shown, 'delivery', [{ label: m.delivered(), cell: when }]),
  ]
}

const risk = ({ content, words, rare }: Shown): Child[] => {
  const { m } = words
  const { note, publishing } = content.sections.risk
  return [
    note ? prose(note) : !publishing && quiet(m.noRiskNote()),
    ...(rare ? rare.riskBesides(content.sections.risk, words, rare.more) : []),
  ]
}

export const sectionParts: Readonly<Record<Section, (shown: Shown) => Child[]>> = {
  what,
  price,
  budget,
  delivery,
  risk,
}
