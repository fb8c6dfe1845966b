import { sha256Hex } from '../domain/canonical.ts'
import type { LetterLink } from '../domain/letter-shapes.ts'
import type { LetterContent, Mail } from '../domain/letters.ts'
import { type Due, icalendar, methodOf } from './icalendar.ts'
import { words } from './letter.ts'
import { thingOf } from './letter-writer.ts'
import { say } from './say.ts'

/** Where letters come from: the address of the site, and the mailbox. */
export type Sender = { site: string; from: string }
/** A file for a calendar, with what it asks the calendar to do. */
export type CalendarFile = { method: ReturnType<typeof methodOf>; text: string }

const addressIn = (from: string): string => /<(.+)>$/.exec(from)?.[1] ?? from

const uidOf = ({ buyerId, rfqId, subject, stakeholderId }: LetterLink, { site }: Sender): string =>
  `${sha256Hex([buyerId, rfqId, subject, stakeholderId].join('|')).slice(0, 32)}@${new URL(site).hostname}`

const fileOf = (due: Due): CalendarFile => ({ method: methodOf(due), text: icalendar(due) })

/** What every entry says that one of these letters brings. */
const shared = ({ at, language }: Mail, { title }: Extract<LetterContent, { title: string }>, sender: Sender) => ({
  at,
  summary: words[language].calendarSummary({ title }),
  url: `${sender.site}/approve/`,
  organizer: addressIn(sender.from),
})

/**
 * What a letter does to its reader's calendar: one that asks for a decision says when to have decided, and one after which
 * there is nothing left to decide takes that away again. Calendars are shared with colleagues, assistants and programs, so
 * nothing here knows the link or a price, and neither can be written.
 */
export const calendarFiles = (mail: Mail, sender: Sender): CalendarFile[] => {
  const { says, at, language } = mail
  if ('ended' in says) {
    const due = says.ended.filter(({ until }) => until > at)
    return due.map((limit) => {
      const what = { uid: uidOf(limit, sender), sequence: limit.revision, by: limit.until, description: '' }
      return fileOf({ ...shared(mail, says, sender), ...what, isOver: true })
    })
  }
  if (!('until' in says && 'link' in says) || says.until === null || says.until <= at) return []
  const { link, until, timeZone, revision, buyer } = says
  const w = words[language]
  const description = w.calendarText({
    buyer,
    thing: thingOf(w, says),
    until: say(language).dateTime(until, timeZone),
  })
  const what = { uid: uidOf(link, sender), sequence: revision, by: until, description }
  return [fileOf({ ...shared(mail, says, sender), ...what })]
}
