import { describe, expect, it } from 'vitest'
import type { Mail } from '../../shared/domain/letters.ts'
import { writeLetter } from '../../shared/formats/letter.ts'
import {
  bo,
  declared,
  delegating,
  director,
  everyApprovalMail,
  shown,
  withOverride,
} from '../support/approval-mails.ts'
import { aStory } from '../support/approval-story.ts'
import {
  aGroup,
  anApproval,
  aRequest,
  aStakeholder,
  aVeto,
  HEAD,
  openedRequest,
  someHashes,
} from '../support/awards.ts'
import { DAY, later, NOON } from '../support/builders.ts'

const email = (role: Parameters<typeof aStakeholder>[0]) => aStakeholder(role).email
const told = (mails: Mail[]) =>
  mails.map(({ to, says }) => `${says.template}${'kind' in says ? ` ${says.kind}` : ''} ${to}`)
const linkIn = (mail: Mail | undefined) => (mail && 'link' in mail.says ? mail.says.link : undefined)
describe('who is asked', () => {
  it('is every step that may speak, in its own language, with its own link and its own limit', () => {
    const story = aStory(declared({ groups: [aGroup('technical'), aGroup('financial', { stage: 2 })] }))
    const asked = story.proposed()
    expect(told(asked)).toEqual([`approvalAsked first ${email('technical')}`])
    expect(asked[0]).toMatchObject({
      language: 'da',
      says: { subject: 'award', askedBy: HEAD.name, until: story.request().steps[0]?.dueAt, link: { number: 1 } },
    })
    expect(told(story.says('technical', anApproval()))).toContain(`approvalAsked first ${email('financial')}`)
  })

  it('is, of a revised proposal, told what changed; whose decision stands is left in peace', () => {
    const first = aStory(aRequest())
    first.says('technical', anApproval())
    const previous = first.request()
    const sections = { ...someHashes, budget: 'b'.repeat(64) }
    const second = openedRequest({ number: 2, sections, previous, at: later(NOON, DAY) })
    expect(told(aStory(second, { previous }).proposed()).sort()).toEqual(
      [
        `approvalAsked carried ${email('commercial')}`,
        `approvalAsked carried ${email('operational')}`,
        `approvalAsked revised ${email('financial')}`,
      ].sort(),
    )
  })

  it('is who takes over a seat, with who gave it and why', () => {
    const delegated = aStory(aRequest()).says('technical', delegating)
    expect(told(delegated)).toEqual([
      `decisionMade ${HEAD.email}`,
      `receipt ${email('technical')}`,
      `approvalAsked delegated ${bo.email}`,
    ])
    expect(delegated[2]).toMatchObject({ language: 'fr', says: { from: 'The technical one', words: 'I am on leave' } })
    const group = aGroup('technical', { escalateTo: director })
    const recused = aStory(declared({ groups: [group] })).says('technical', { decision: 'recuse', words: '' })
    expect(told(recused)).toEqual([`decisionMade ${HEAD.email}`, `approvalAsked recused ${director.email}`])
    expect(recused[0]?.says).toMatchObject({ note: 'succeeded', to: 'Dea Krogh' })
  })

  it('is, of a revised proposal, whoever a decision was handed to, as asked again', () => {
    const first = aStory(aRequest())
    first.says('technical', delegating)
    const previous = first.request()
    const sections = { ...someHashes, what: 'b'.repeat(64) }
    const second = openedRequest({ number: 2, sections, previous, at: later(NOON, DAY) })
    const letters = told(aStory(second, { previous }).proposed())
    expect(letters).toContain(`approvalAsked revised ${bo.email}`)
    expect(letters.filter((one) => one.endsWith(email('technical')))).toEqual([])
  })

  it('is nobody where the request or its RFQ has ended meanwhile', () => {
    const story = aStory(aRequest({ status: 'superseded' }))
    expect(story.proposed()).toEqual([])
    const over = aStory(aRequest())
    expect(over.mails('award.proposed', {}, { approval: aRequest({ status: 'expired' }) })).toEqual([])
  })

  it('gets a letter for each role held, under ids that stay the same', () => {
    const same = { ...aStakeholder('commercial'), email: email('technical') }
    const story = aStory(declared({ groups: [aGroup('technical'), aGroup('commercial', { people: [same] })] }))
    const ids = story.proposed().map(({ id }) => id)
    expect(new Set(ids).size).toBe(2)
    expect(story.proposed().map(({ id }) => id)).toEqual(ids)
  })
})

describe('what a decision tells', () => {
  it('is said to the buyer and, as a receipt bound to what was shown, to who decided', () => {
    const [buyer, receipt] = aStory(aRequest()).says('financial', aVeto())
    expect(buyer).toMatchObject({ to: HEAD.email, says: { said: { reasonCode: 'risk' }, note: null } })
    expect(receipt).toMatchObject({
      to: email('financial'),
      language: 'da',
      says: { template: 'receipt', shown: someHashes, askedBy: HEAD.name, said: { decision: 'veto' } },
    })
  })

  it('of a declaration, nothing', () => {
    expect(aStory().says('technical', { decision: 'declare' })).toEqual([])
  })

  it('is that all approved, or that a condition is left', () => {
    const one = aStory(declared({ groups: [aGroup('technical')] }))
    expect(one.says('technical', anApproval())[0]?.says).toMatchObject({ note: 'contract' })
    const other = aStory(declared({ groups: [aGroup('technical')] }))
    const condition = anApproval(someHashes, '', 'Two spare screens')
    expect(other.says('technical', condition)[0]?.says).toMatchObject({ note: 'conditional' })
    const stakeholderId = aStakeholder('technical').stakeholderId
    const met = other.buyer({ kind: 'meet', stakeholderId, evidence: 'In the offer, line 7' })
    expect(told(met)).toEqual([`conditionMet ${email('technical')}`])
    expect(met[0]?.says).toMatchObject({ condition: 'Two spare screens', evidence: 'In the offer, line 7' })
    const confirmed = other.says('technical', { decision: 'confirm', words: '', ...shown })
    expect(told(confirmed)).toEqual([`decisionMade ${HEAD.email}`])
  })

  it('is that nobody is left to decide', () => {
    const story = aStory(declared({ groups: [aGroup('technical')] }))
    const [buyer] = story.says('technical', { decision: 'recuse', words: 'My brother sells them' })
    expect(buyer?.says).toMatchObject({ note: 'stuck', said: { words: 'My brother sells them' } })
  })

  it('of a question goes to the buyer, and the answer back by the same link', () => {
    const story = aStory(aRequest())
    const [asked] = story.proposed()
    const question = story.says('technical', { decision: 'ask', words: 'Which line pays?', ...shown })
    expect(told(question)).toEqual([`approverAsked ${HEAD.email}`])
    const stakeholderId = aStakeholder('technical').stakeholderId
    const answer = story.buyer(
      { kind: 'answer', stakeholderId, asked: { number: 1, turn: 1 }, words: 'Line 4.1' },
      later(NOON, DAY),
    )
    expect(told(answer)).toEqual([`approverAnswered ${email('technical')}`])
    expect(answer[0]?.says).toMatchObject({ question: 'Which line pays?', answer: 'Line 4.1' })
    expect(linkIn(answer[0])).toEqual(linkIn(asked))
  })

  it('of an override goes to whose veto it was, once, with the reasons of all', () => {
    const story = aStory(declared(withOverride(2)))
    story.says('financial', aVeto())
    const stakeholderId = aStakeholder('financial').stakeholderId
    const asked = story.buyer({ kind: 'askOverride', stakeholderId, words: 'The council has moved it' })
    expect(told(asked)).toEqual([`approvalAsked override ${director.email}`, 'approvalAsked override second@x.example'])
    expect(asked[0]?.says).toMatchObject({ from: 'The financial one', words: 'The council has moved it' })
    for (const who of [director.email, 'second@x.example']) story.mailboxSays(who, { decision: 'declare' })
    const one = story.mailboxSays(director.email, { decision: 'override', words: 'It is urgent', ...shown })
    expect(told(one)).toEqual([`decisionMade ${HEAD.email}`, `receipt ${director.email}`])
    expect(one[0]?.says).toMatchObject({ note: null, to: 'The financial one' })
    const both = story.mailboxSays('second@x.example', { decision: 'override', words: 'I agree', ...shown })
    expect(told(both)).toEqual([
      `decisionMade ${HEAD.email}`,
      'receipt second@x.example',
      `vetoOverridden ${email('financial')}`,
    ])
    expect(both[0]?.says).toMatchObject({ note: 'overridden' })
    expect(both[2]?.says).toMatchObject({ reasons: [{ words: 'It is urgent' }, { words: 'I agree' }] })
  })
})

describe('what time tells', () => {
  const groups = [aGroup('technical', { escalateTo: director })]
  it('is a reminder with the link there is, then who is asked instead, then the end', () => {
    const story = aStory(declared({ groups }))
    const [asked] = story.proposed()
    const due = story.request().steps[0]?.dueAt ?? ''
    const reminder = story.passes(later(due, -DAY))
    expect(told(reminder)).toEqual([`approvalAsked reminder ${email('technical')}`])
    expect(linkIn(reminder[0])).toEqual(linkIn(asked))
    const escalation = story.passes(due)
    expect(told(escalation)).toEqual([`escalated ${HEAD.email}`, `approvalAsked escalated ${director.email}`])
    expect(escalation[0]?.says).toMatchObject({ name: 'The technical one', to: 'Dea Krogh', due })
    const end = story.passes(story.request().until)
    expect(told(end).at(-1)).toBe(`expired ${HEAD.email}`)
    expect(end.at(-1)?.says).toMatchObject({ silent: ['The technical one', 'Dea Krogh'] })
  })

  it('is that nobody takes over, where the policy names nobody', () => {
    const story = aStory(declared({ groups: [aGroup('technical')] }))
    const late = story.passes(story.request().steps[0]?.dueAt ?? '')
    expect(told(late)).toEqual([`escalated ${HEAD.email}`])
    expect(late[0]?.says).toMatchObject({ to: null })
  })
})

describe('giving up', () => {
  const givenUp = (status: 'proposed' | 'expired') => {
    const story = aStory(aRequest())
    story.says('technical', anApproval())
    const approval = { ...story.request(), status }
    const told = story.mails('rfq.cancelled', { reason: 'No budget' }, { approval })
    return told.map(({ to, says }) => [says.template, to])
  }
  it('spares whoever still had to decide', () => {
    const spared = (['commercial', 'financial', 'operational'] as const).map((role) => ['noLongerAsked', email(role)])
    expect(givenUp('proposed')).toEqual(spared)
    expect(givenUp('expired')).toEqual([])
  })
})

describe('every letter about an approval', () => {
  const secrets = { approvalLink: 'https://sealbid.example/approve/#token' }
  const mails = everyApprovalMail()

  it.each(['en', 'fr', 'da'] as const)('is complete in %s, as text and as HTML', (language) => {
    for (const mail of mails) {
      const { subject, text, html } = writeLetter({ ...mail, language }, 'https://sealbid.example', secrets)
      expect(`${subject}${text}${html}`).not.toMatch(/undefined|\[object|\bnull\b|NaN|\{|Invalid Date/)
      expect(subject).toContain('Computers')
      expect(text).not.toMatch(/ {2}| \.|\(\)/)
    }
  })

  it('says a different thing for each kind of asking and of deciding', () => {
    const leads = mails.map((mail) => {
      const { subject, text } = writeLetter({ ...mail, language: 'en' }, 'https://sealbid.example', secrets)
      const { says } = mail
      const kind =
        'kind' in says ? says.kind : 'said' in says ? `${says.said.decision} ${says.said.condition ?? ''}` : ''
      return { kind: `${says.template} ${kind}`, lead: `${subject}\n${text.split('\n\n')[0]}` }
    })
    const kinds = Map.groupBy(leads, ({ kind }) => kind)
    const first = [...kinds.values()].map(([one]) => one?.lead)
    expect(new Set(first).size).toBe(kinds.size)
  })

  it('speaks of what is asked for', () => {
    const written = (subject: 'publication' | 'change') => {
      const story = aStory(declared({ subject }), { rfq: { status: subject === 'publication' ? 'draft' : 'awarded' } })
      const [mail] = story.proposed()
      if (!mail) throw new Error('Nobody was asked')
      return writeLetter({ ...mail, language: 'en' }, 'https://x', secrets).text
    }
    expect(written('publication')).toContain('the publication of this request for quotation')
    expect(written('change')).toContain('this contract change')
  })
})
