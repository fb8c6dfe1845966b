import { describe, expect, it } from 'vitest'
import type { Mail } from '../../shared/domain/letters.ts'
import { calendarFile } from '../../shared/formats/approval-calendar.ts'
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
const entryIn = (mail: Mail | undefined) => {
  const file = mail && calendarFile(mail, sender)
  if (!file) return undefined
  const { values, text } = readCalendar(file)
  const [uid, end, organizer] = ['UID', 'DTEND', 'ORGANIZER'].map((name) => values.get(`VEVENT.${name}`))
  return { uid, end, organizer, sequence: Number(values.get('VEVENT.SEQUENCE')), text }
}
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
    const carrying = everyApprovalMail().filter((mail) => calendarFile(mail, sender) !== undefined)
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
    expect(asked && calendarFile({ ...asked, at: due }, sender)).toBeUndefined()
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
})
