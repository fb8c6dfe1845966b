import type { ApprovalContent } from '../../shared/contracts/approvals.ts'
import type { Decision } from '../../shared/domain/approval.ts'
import type { Address } from '../../shared/domain/party.ts'
import { facts, h, note, table } from './elements.ts'
import type { Words } from './words.ts'

type Shown = { content: ApprovalContent; words: Words }

const addressText = ({ street, extra, postalCode, city, country }: Address, { say }: Words): string =>
  [street, extra, `${postalCode} ${city}`, say.country(country)].filter(Boolean).join('\n')

const prose = (text: string) => h('p', { class: 'prose' }, text)

/** Why it is not the lowest bid comes before anything else there is to read. */
const justification = ({ content: { sections }, words: { m } }: Shown): HTMLElement =>
  sections.reason.isLowest
    ? h('p', { class: 'quiet' }, m.lowest())
    : note('due', h('p', {}, h('strong', {}, m.notLowestTitle())), prose(sections.reason.justification))

const summary = (shown: Shown): HTMLElement => {
  const { content, words } = shown
  const { m, say } = words
  const { price } = content.sections
  return h(
    'section',
    {},
    h('p', { class: 'quiet' }, `${content.case.buyerName} · ${m.proposal({ number: content.awardNumber })}`),
    h('h1', { tabindex: '-1' }, content.sections.what.title),
    justification(shown),
    h(
      'p',
      {},
      h('strong', {}, price.supplier.legalName),
      h('br'),
      addressText(price.supplier.address, words).split('\n').join(', '),
    ),
    h(
      'p',
      {},
      h('span', { class: 'sum' }, say.money(price.totalMinor, price.currency)),
      ` ${m.vat({ vat: price.vat })}`,
    ),
    h('h2', {}, m.reason()),
    prose(content.sections.reason.reason),
  )
}

const lines = ({ content: { sections }, words: { m, say } }: Shown): HTMLElement => {
  const { what, price, delivery } = sections
  const priceOf = new Map(price.lines.map((line) => [line.number, line]))
  const deliveryOf = new Map(delivery.lines.map((line) => [line.number, line]))
  const unitOf = (unit: string) => m.unit({ unit })
  const when = (number: string) => {
    const { deliverBy, deliveryDays } = deliveryOf.get(number) ?? {}
    const by = deliverBy ? m.byDate({ date: say.date(deliverBy) }) : ''
    return [by, deliveryDays === undefined ? '' : m.inDays({ days: deliveryDays })].filter(Boolean).join(', ')
  }
  return h(
    'section',
    {},
    h('h2', {}, m.lines()),
    what.description ? prose(what.description) : undefined,
    table(
      m.lines(),
      [
        { label: m.no(), cell: (line) => line.number },
        {
          label: m.item(),
          cell: (line) => [
            line.name,
            line.description ? h('span', { class: 'quiet' }, h('br'), line.description) : undefined,
          ],
        },
        { label: m.quantity(), figure: true, cell: (line) => `${say.decimal(line.quantity)} ${unitOf(line.unit)}` },
        {
          label: `${m.unitPrice()} (${price.currency})`,
          figure: true,
          cell: (line) => {
            const offered = priceOf.get(line.number)
            if (!offered) return m.notOffered()
            const base =
              offered.priceBase && m.perUnits({ base: `${say.decimal(offered.priceBase)} ${unitOf(line.unit)}` })
            return [say.unitPrice(offered.unitPrice, price.currency), base ? ` ${base}` : undefined]
          },
        },
        { label: m.delivery(), cell: (line) => when(line.number) },
        {
          label: `${m.total()} (${price.currency})`,
          figure: true,
          cell: (line) => {
            const offered = priceOf.get(line.number)
            return offered ? say.amount(offered.totalMinor, price.currency) : ''
          },
        },
      ],
      what.lines,
    ),
  )
}

const terms = ({ content: { sections }, words }: Shown): HTMLElement => {
  const { m } = words
  const { price, delivery } = sections
  const days = price.paymentDays === null ? '' : m.paymentDays({ days: price.paymentDays })
  return h(
    'section',
    {},
    h('h2', {}, m.terms()),
    facts([
      [m.place(), delivery.place ? addressText(delivery.place, words) : undefined],
      [m.incoterm(), delivery.incoterm ?? undefined],
      [m.payment(), [days, price.paymentTerms].filter(Boolean).join('\n')],
      [m.specialTerms(), price.specialTerms],
    ]),
  )
}

const ranking = ({ content: { sections }, words: { m, say } }: Shown): HTMLElement => {
  const { reason, price } = sections
  const above = (amountMinor: number) => (amountMinor === 0 ? '–' : `+${say.amount(amountMinor, price.currency)}`)
  return h(
    'section',
    {},
    h('h2', {}, m.ranking()),
    table(
      m.ranking(),
      [
        { label: m.rank(), cell: ({ rank }) => String(rank) },
        { label: m.from(), cell: ({ supplierName }) => supplierName },
        {
          label: `${m.compared()} (${price.currency})`,
          figure: true,
          cell: ({ comparedMinor }) => say.amount(comparedMinor, price.currency),
        },
        { label: m.aboveBest(), figure: true, cell: ({ aboveBestMinor }) => above(aboveBestMinor) },
      ],
      reason.ranking,
    ),
    ...(reason.disqualified.length > 0
      ? [
          h('h2', {}, m.disqualified()),
          facts(reason.disqualified.map((one) => [one.supplierName, one.reason] as const)),
        ]
      : []),
  )
}

const said = (decision: Decision, { m }: Words): Node[] =>
  decision.decision === 'approve'
    ? decision.comment
      ? [prose(decision.comment)]
      : []
    : [
        h('p', {}, h('strong', {}, m.vetoReason({ reason: decision.reasonCode }))),
        prose(decision.words),
        prose(m.wouldLift({ remedy: decision.remedy })),
      ]

const opinions = ({ content, words }: Shown): HTMLElement => {
  const { m, say } = words
  const { steps, decisions, own } = content
  const newestOf = (role: string, name: string) =>
    decisions.findLast((one) => one.role === role && one.name === name && one.stakeholderId !== own.stakeholderId)
  const isOwn = (role: string, name: string) =>
    decisions.some((one) => one.stakeholderId === own.stakeholderId && one.role === role && one.name === name) ||
    (content.case.role === role && content.case.stakeholder === name)
  return h(
    'section',
    {},
    h('h2', {}, m.opinions()),
    h(
      'ul',
      {},
      steps
        .filter(({ role, name }) => !isOwn(role, name))
        .map(({ role, name, status }) => {
          const newest = newestOf(role, name)
          const at = newest ? `, ${say.dateTime(newest.decidedAt, content.case.timeZone)}` : ''
          const line = `${name} (${m.role({ role })}): ${m.stepStatus({ status })}${at}`
          return h('li', {}, h('p', {}, line), ...(newest ? said(newest, words) : []))
        }),
    ),
  )
}

/** Everything that is decided, the weightiest first. */
export const contentView = (shown: Shown): HTMLElement[] => [
  summary(shown),
  ranking(shown),
  lines(shown),
  terms(shown),
  opinions(shown),
]
