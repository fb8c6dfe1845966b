import type { ApprovalSections } from '../../shared/domain/approval-sections.ts'
import { facts } from './elements.ts'
import type { MoreMessages, Words } from './words.ts'

type Risk = ApprovalSections['risk']
type Publishing = NonNullable<Risk['publishing']>

/** How a request for quotation goes out. */
const howPublished = (
  { method, invited, closesAt, timeZone, bidValidityDays, toldToLosers, category, risk }: Publishing,
  { say }: Words,
  more: MoreMessages,
): HTMLElement =>
  facts([
    [more.riskLevel(), more.risk({ level: risk })],
    [more.category(), category],
    [more.method(), more.methodIs({ method })],
    [more.invited(), invited.join('\n')],
    [more.closes(), say.dateTime(closesAt, timeZone)],
    [more.validity(), bidValidityDays === null ? '' : more.days({ n: bidValidityDays })],
    [more.told(), more.toldIs({ told: toldToLosers })],
  ])

/** What besides words there may be to an award’s risks, and how an RFQ goes out. */
export const riskBesides = (
  { publishing, supplierScore, disqualified }: Risk,
  words: Words,
  more: MoreMessages,
): HTMLElement[] => [
  ...(publishing ? [howPublished(publishing, words, more)] : []),
  facts([
    [more.supplierScore(), supplierScore && `${supplierScore.score}/100\n${supplierScore.note}`],
    ...disqualified.map((one) => [`${more.disqualified()}: ${one.supplierName}`, one.reason] as const),
  ]),
]
