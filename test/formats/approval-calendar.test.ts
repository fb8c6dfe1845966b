import { describe, expect, it } from 'vitest'
import type { Mail } from '../../shared/domain/letters.ts'
import { calendarFiles } from '../../shared/formats/approval-calendar.ts'
import { declared, everyApprovalMail, shown } from '../support/approval-mails.ts'
import { aStory } from '../support/approval-story.ts'
import {
  aGroup,
  aLift,
  anApproval,
  aRequest,
  aStakeholder,
  aVeto,
  openedRequest,
  someHashes,
} from '../support/awards.ts'
import { DAY, later, NOON } from '../support/builders.ts'
import { readCalendar } from '../support/icalendar.ts'

const sender = { site: 'https://sealbid.example', from: 'Sealbid <no-reply@sealbid.example>' }
const entriesIn = (mail: Mail) =>
  calendarFiles(mail, sender).map(({ method, text: file }) => {
    const { values, text } = readCalendar(file)
    expect(values.get('METHOD')).toBe(method)
    const [uid, end, organizer, status] = ['UID', 'DTEND', 'ORGANIZER', 'STATUS'].map((name) =>
      values.get(`VEVENT.${name}`),
    )
    return { method, uid, end, organizer, status, sequence: Number(values.get('VEVENT.SEQUENCE')), text }
  })
const entryIn = (mail: Mail | undefined) => (mail ? entriesIn(mail)[0] : undefined)
const utc = (instant = '') => `${instant.slice(0, 19).replaceAll(/[-:]/g, '')}Z`
const technical = aStakeholder('technical').stakeholderId
type Story = ReturnType<typeof aStory>
/** What whoever asks for their link once more gets. */
const askedAgain = (story: Story) => {
  const [step] = story.request().steps
  return step ? story.mails('link.asked', {}, { step }) : []
}

describe('the limit in a calendar', () => {
  it('comes with every letter that asks somebody to decide by then, and with no other', () => {
    const carrying = everyApprovalMail().filter((mail) => entryIn(mail)?.method === 'PUBLISH')
    expect(new Set(carrying.map(({ says }) => says.template))).toEqual(new Set(['approvalAsked', 'approverAnswered']))
    const kinds = carrying.flatMap(({ says }) => ('kind' in says ? [says.kind] : []))
    expect([...new Set(kinds)].sort()).toEqual(
      ['away', 'carried', 'delegated', 'escalated', 'first', 'override', 'recused', 'reminder', 'revised'].sort(),
    )
    for (const { says } of carrying) expect('until' in says && says.until).toBeTruthy()
  })

  it('is one entry for a step, and another for each of the others', () => {
    const story = aStory(declared({ groups: [aGroup('technical'), aGroup('financial')] }))
    const [asked, other] = story.proposed().map(entryIn)
    const due = story.request().steps[0]?.dueAt ?? ''
    const [reminder] = story.passes(later(due, -1)).map(entryIn)
    expect(asked).toMatchObject({ end: utc(due), organizer: 'mailto:no-reply@sealbid.example' })
    expect(reminder).toEqual({ ...asked, text: expect.any(Function) })
    expect(other?.uid).not.toBe(asked?.uid)
  })

  it('moves with the limit: after an answer, after a veto is lifted and with a newer proposal', () => {
    const story = aStory(declared({ groups: [aGroup('technical')] }))
    const entries = story.proposed().map(entryIn)
    story.says('technical', { decision: 'ask', words: 'Which line pays?', ...shown })
    const answer = { kind: 'answer', stakeholderId: technical, asked: { number: 1, turn: 1 }, words: '4.1' } as const
    entries.push(...story.buyer(answer, later(NOON, DAY)).map(entryIn))
    story.says('technical', aVeto(someHashes, 'quality'), later(NOON, DAY))
    story.says('technical', aLift(), later(NOON, 2 * DAY))
    entries.push(...askedAgain(story).map(entryIn))
    const previous = story.request()
    const sections = { ...someHashes, what: 'b'.repeat(64) }
    const groups = [aGroup('technical')]
    const newer = openedRequest({ number: 2, groups, sections, previous, at: later(NOON, 3 * DAY) })
    entries.push(...aStory(newer, { previous }).proposed().map(entryIn))
    expect(new Set(entries.map((entry) => entry?.uid)).size).toBe(1)
    const ends = entries.map((entry) => entry?.end ?? '')
    expect(new Set(ends).size).toBe(4)
    const sequences = entries.map((entry) => entry?.sequence ?? 0)
    expect(sequences).toEqual([...new Set(sequences)].sort((a, b) => a - b))
  })

  it('is left out once it is past or somebody has decided', () => {
    const story = aStory(declared({ groups: [aGroup('technical')] }))
    const [asked] = story.proposed()
    const due = story.request().steps[0]?.dueAt ?? ''
    expect(asked && entriesIn({ ...asked, at: due })).toEqual([])
    story.says('technical', anApproval())
    const again = askedAgain(story)
    expect(again).toHaveLength(1)
    expect(again.map(entryIn)).toEqual([undefined])
  })

  it.each([
    ['en', 'Your decision is due: Computers', 'this award by'],
    ['fr', 'Votre décision est attendue : Computers', 'cette attribution avant le'],
    ['da', 'Din afgørelse har frist: Computers', 'denne tildeling senest'],
  ] as const)('speaks %s, and names what is asked but nothing that opens it', (language, summary, words) => {
    const [asked] = aStory(aRequest()).proposed()
    const text = asked && entryIn({ ...asked, language })?.text
    expect(text?.('VEVENT.SUMMARY')).toBe(summary)
    expect(text?.('VEVENT.DESCRIPTION')).toContain(words)
    expect(text?.('VEVENT.URL')).toBe('https://sealbid.example/approve/')
  })

  it('goes with the receipt of who decided, once, and comes back with the next limit', () => {
    const story = aStory(declared({ groups: [aGroup('technical'), aGroup('financial')] }))
    const [asked] = story.proposed().map(entryIn)
    const receiptOf = (mails: Mail[]) => mails.filter(({ says }) => says.template === 'receipt').flatMap(entriesIn)
    const [gone, ...others] = receiptOf(story.says('technical', anApproval()))
    expect(others).toEqual([])
    expect(gone).toMatchObject({ method: 'CANCEL', status: 'CANCELLED', uid: asked?.uid, end: asked?.end })
    expect(gone?.sequence).toBeGreaterThan(asked?.sequence ?? 0)
    // It is gone already when they think better of it.
    expect(receiptOf(story.says('technical', aVeto(someHashes, 'quality')))).toEqual([])
    expect(receiptOf(story.says('technical', aLift()))).toEqual([])
    const [again] = askedAgain(story).flatMap(entriesIn)
    expect(again).toMatchObject({ method: 'PUBLISH', uid: asked?.uid })
    expect(again?.sequence).toBeGreaterThan(gone?.sequence ?? 0)
    const [last] = receiptOf(story.says('technical', anApproval()))
    expect(last?.sequence).toBeGreaterThan(again?.sequence ?? 0)
    // A question leaves the limit where it is.
    expect(receiptOf(story.says('financial', { decision: 'ask', words: 'Which line pays?', ...shown }))).toEqual([])
  })

  it('goes with the letter that says that nothing is to be decided any more, for each seat of its reader', () => {
    const story = aStory(declared({ groups: [aGroup('technical'), aGroup('financial')] }))
    const asked = story.proposed().map(entryIn)
    const oneMailbox = story.request().steps.map((step) => ({ ...step, email: 'tove@strandby.example' }))
    const approval = { ...story.request(), steps: oneMailbox }
    const letters = story.mails('rfq.cancelled', { reason: 'No longer needed' }, { approval })
    expect(letters.map(({ to }) => to)).toEqual(['tove@strandby.example'])
    const gone = letters.flatMap(entriesIn)
    expect(gone.map(({ uid }) => uid)).toEqual(asked.map((entry) => entry?.uid))
    for (const [i, entry] of gone.entries()) {
      expect(entry.method).toBe('CANCEL')
      expect(entry.sequence).toBeGreaterThan(asked[i]?.sequence ?? 0)
    }
    // Whoever has decided has nothing left in the calendar, and what is past is left where it is.
    const [past] = letters
    expect(past && entriesIn({ ...past, at: later(NOON, 100 * DAY) })).toEqual([])
  })
})
