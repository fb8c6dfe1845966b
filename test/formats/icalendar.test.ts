import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { icalendar } from '../../shared/formats/icalendar.ts'
import { readCalendar } from '../support/icalendar.ts'

const due = {
  uid: '0123456789abcdef@sealbid.example',
  sequence: 1_000_001,
  at: '2026-12-01T08:30:00.123Z',
  by: '2026-12-03T11:00:00.000Z',
  summary: 'Your decision is due: Computers, monitors; and more',
  description: 'Line 1\nLine 2',
  url: 'https://sealbid.example/approve/',
  organizer: 'no-reply@sealbid.example',
}

describe('a calendar file', () => {
  it('is a published event that ends at the limit, in UTC, with an alarm', () => {
    const { values, text } = readCalendar(icalendar(due))
    expect(Object.fromEntries(values)).toMatchObject({
      VERSION: '2.0',
      METHOD: 'PUBLISH',
      'VEVENT.UID': due.uid,
      'VEVENT.SEQUENCE': '1000001',
      'VEVENT.DTSTAMP': '20261201T083000Z',
      'VEVENT.DTSTART': '20261203T100000Z',
      'VEVENT.DTEND': '20261203T110000Z',
      'VEVENT.ORGANIZER': 'mailto:no-reply@sealbid.example',
      'VEVENT.SUMMARY': 'Your decision is due: Computers\\, monitors\\; and more',
      'VEVENT.CLASS': 'PRIVATE',
      'VEVENT.VALARM.ACTION': 'DISPLAY',
      'VEVENT.VALARM.TRIGGER': '-PT1H',
    })
    expect(text('VEVENT.DESCRIPTION')).toBe(due.description)
  })

  it('takes an entry out again as a cancelled event, without an alarm', () => {
    const { values } = readCalendar(icalendar({ ...due, isOver: true }))
    expect(Object.fromEntries(values)).toMatchObject({
      METHOD: 'CANCEL',
      'VEVENT.UID': due.uid,
      'VEVENT.SEQUENCE': '1000001',
      'VEVENT.STATUS': 'CANCELLED',
    })
    expect([...values.keys()].filter((name) => name.includes('VALARM'))).toEqual([])
  })

  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({
      unit: fc.constantFrom('\\', ';', ',', '\n', '\r', ':', 'n', 'æ', '€', '🛒', ' ', '\u2028'),
      maxLength: 300,
    }),
  )
  /** What is left of a text: line breaks of one kind, and nothing that is no text. */
  const plain = (text: string) =>
    text
      .toWellFormed()
      .replaceAll(/\r\n?|\u2028|\u2029/g, '\n')
      .replaceAll(/(?!\n)\p{Cc}/gu, '')

  it('has lines of at most 75 octets, ended as the format says, and gives back every text', () => {
    fc.assert(
      fc.property(anyText, anyText, (summary, description) => {
        const file = icalendar({ ...due, summary, description })
        for (const line of file.split('\r\n')) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
          expect(line).not.toMatch(/[\r\n]/)
        }
        // No character was cut in two.
        expect(Buffer.from(file).toString()).toBe(file)
        const { text } = readCalendar(file)
        expect(text('VEVENT.SUMMARY')).toBe(plain(summary))
        expect(text('VEVENT.VALARM.DESCRIPTION')).toBe(plain(summary))
        expect(text('VEVENT.DESCRIPTION')).toBe(plain(description))
      }),
    )
  })

  it('holds nothing but what is meant, whatever a text says', () => {
    const names = [...readCalendar(icalendar(due)).values.keys()]
    fc.assert(
      fc.property(anyText, (words) => {
        const summary = `${words}\r\nEND:VEVENT\r\nATTACH:https://elsewhere.example/`
        expect([...readCalendar(icalendar({ ...due, summary })).values.keys()]).toEqual(names)
      }),
    )
  })
})
