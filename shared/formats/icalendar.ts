import { HOUR, later } from '../domain/time.ts'

/** Something to be done by an instant, as a calendar program keeps it. */
export type Due = {
  /** The same as long as it is the same thing to do: what comes later takes the place of what came before. */
  uid: string
  /** Of two with the same `uid` the higher one holds. */
  sequence: number
  /** When this was written. */
  at: string
  by: string
  summary: string
  description: string
  url: string
  /** The mailbox it comes from. */
  organizer: string
  /** Set where there is nothing left to do. */
  isOver?: boolean
}

/** RFC 5546 §3.2.1 and §3.2.5: what is put into a calendar, and what takes it out again. */
export const methodOf = ({ isOver = false }: Pick<Due, 'isOver'>): 'PUBLISH' | 'CANCEL' =>
  isOver ? 'CANCEL' : 'PUBLISH'

const instant = (at: string): string => `${at.slice(0, 19).replaceAll(/[-:]/g, '')}Z`

/** RFC 5545 §3.3.11: a comma would end a value, a semicolon a part of it, and a control character is no text. */
const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\\;,]/g, '\\$&')
    .replaceAll(/\r\n?|\n|\u2028|\u2029/g, '\\n')
    .replaceAll(/\p{Cc}/gu, '')

const octets = (text: string): number => new TextEncoder().encode(text).length
const LONGEST = 75

/** No line is longer than 75 octets: the rest follows after a space, and no character is cut in two. */
const folded = (line: string): string => {
  let [written, length] = ['', 0]
  for (const character of line) {
    const more = octets(character)
    const fits = length + more <= LONGEST
    written += fits ? character : `\r\n ${character}`
    length = fits ? length + more : 1 + more
  }
  return written
}

const alarm = (summary: string): string[] => [
  'BEGIN:VALARM',
  'ACTION:DISPLAY',
  `DESCRIPTION:${escaped(summary)}`,
  'TRIGGER:-PT1H',
  'END:VALARM',
]

/**
 * A limit as RFC 5545 has it, published as RFC 5546 says: the hour before it, with an alarm an hour before that. To do
 * lists are unknown to most mail programs, an event is known to all. It takes up nobody's time, and who else may look
 * into the calendar sees no more than that there is something.
 */
export const icalendar = ({
  uid,
  sequence,
  at,
  by,
  summary,
  description,
  url,
  organizer,
  isOver = false,
}: Due): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//sealbid//approvals//EN',
    `METHOD:${methodOf({ isOver })}`,
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `SEQUENCE:${sequence}`,
    `DTSTAMP:${instant(at)}`,
    `DTSTART:${instant(later(by, -HOUR))}`,
    `DTEND:${instant(by)}`,
    `ORGANIZER;CN=sealbid:mailto:${organizer}`,
    `SUMMARY:${escaped(summary)}`,
    `DESCRIPTION:${escaped(description)}`,
    `URL:${url}`,
    'CLASS:PRIVATE',
    'TRANSP:TRANSPARENT',
    `STATUS:${isOver ? 'CANCELLED' : 'CONFIRMED'}`,
    ...(isOver ? [] : alarm(summary)),
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]
    .map(folded)
    .join('\r\n')
