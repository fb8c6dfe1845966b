import { sha256Hex } from '../domain/canonical.ts'
import type { Mail } from '../domain/letters.ts'
import { icalendar } from './icalendar.ts'
import { words } from './letter.ts'
import { thingOf } from './letter-writer.ts'
import { say } from './say.ts'

/** Where letters come from: the address of the site, and the mailbox. */
export type Sender = { site: string; from: string }

const addressIn = (from: string): string => /<(.+)>$/.exec(from)?.[1] ?? from

/**
 * What a letter that asks for a decision gives its reader's calendar: when to have decided. Calendars are shared with
 * colleagues, assistants and programs, so nothing here knows the link or a price, and neither can be written.
 */
export const calendarFile = ({ says, at, language }: Mail, { site, from }: Sender): string | undefined => {
  if (!('until' in says && 'link' in says) || says.until === null || says.until <= at) return undefined
  const { link, until, timeZone, revision, buyer, title } = says
  const w = words[language]
  const step = [link.buyerId, link.rfqId, link.subject, link.stakeholderId]
  return icalendar({
    uid: `${sha256Hex(step.join('|')).slice(0, 32)}@${new URL(site).hostname}`,
    sequence: revision,
    at,
    by: until,
    summary: w.calendarSummary({ title }),
    description: w.calendarText({ buyer, thing: thingOf(w, says), until: say(language).dateTime(until, timeZone) }),
    url: `${site}/approve/`,
    organizer: addressIn(from),
  })
}
