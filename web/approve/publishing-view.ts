import type { ApprovalSections } from '../../shared/domain/approval-sections.ts'
import { facts } from './elements.ts'
import type { MoreMessages, Words } from './words.ts'

type Publishing = NonNullable<ApprovalSections['risk']['publishing']>

/** How a request for quotation goes out. */
export const howPublished = (
  { method, invited, closesAt, timeZone, bidValidityDays, toldToLosers, category, risk }: Publishing,
  { say }: Words,
  more: MoreMessages,
): HTMLElement[] => [
  facts([
    [more.riskLevel(), more.risk({ level: risk })],
    [more.category(), category],
    [more.method(), more.methodIs({ method })],
    [more.invited(), invited.join('\n')],
    [more.closes(), say.dateTime(closesAt, timeZone)],
    [more.validity(), bidValidityDays === null ? '' : more.days({ n: bidValidityDays })],
    [more.told(), more.toldIs({ told: toldToLosers })],
  ]),
]
