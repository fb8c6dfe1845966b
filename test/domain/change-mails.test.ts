import { describe, expect, it } from 'vitest'
import type { ApprovalStep } from '../../shared/domain/approval.ts'
import { offersIn } from '../../shared/domain/change-mails.ts'
import type { ContractChange } from '../../shared/domain/contract-change.ts'
import type { Mail } from '../../shared/domain/letters.ts'
import { writeLetter } from '../../shared/formats/letter.ts'
import { anApproval, aStakeholder, aVeto } from '../support/awards.ts'
import { NOON } from '../support/builders.ts'
import {
  aChangeStory,
  changes,
  contract,
  everyChangeMail,
  pending,
  requester,
  supplier,
} from '../support/change-mails.ts'
import { say } from '../support/deciding.ts'

const email = (role: Parameters<typeof aStakeholder>[0]) => aStakeholder(role).email
const told = (mails: Mail[]) => mails.map(({ to, says }) => `${says.template} ${to}`)
const SITE = 'https://sealbid.example'
const toSupplier = (template: string) => [`${template} bo@d.example`, `${template} ${supplier.email}`]

describe('a change of a contract', () => {
  it('asks its approvers first, and is offered to the supplier once the last of them approves', () => {
    const story = aChangeStory()
    expect(told(story.tell('change.proposed'))).toEqual([
      `approvalAsked ${email('technical')}`,
      `approvalAsked ${email('financial')}`,
    ])
    expect(told(story.says('technical', anApproval()))).toEqual([
      `decisionMade ${requester}`,
      `receipt ${email('technical')}`,
    ])
    const last = story.says('financial', anApproval())
    expect(told(last)).toEqual([
      `decisionMade ${requester}`,
      `receipt ${email('financial')}`,
      ...toSupplier('changeOffered'),
    ])
    expect(last[0]?.says).toMatchObject({ note: 'offer', contractNumber: contract.contractNumber })
    expect(last[3]).toMatchObject({ language: 'fr', says: { words: 'Ten pupils more' } })
  })

  it('is offered at once where nobody is asked, and not any more where it is over or vetoed meanwhile', () => {
    const unasked = { change: { ...pending, needsApproval: false } }
    const now = { allApproved: true }
    const story = aChangeStory()
    expect(told(story.tell('change.proposed', unasked, now))).toEqual(
      expect.arrayContaining(toSupplier('changeOffered')),
    )
    expect(told(story.tell('change.proposed', { change: changes.over({}) }, now))).not.toContain(
      `changeOffered ${supplier.email}`,
    )
    story.says('technical', aVeto())
    expect(told(story.tell('approval.handled', {}, now))).toEqual([])
  })

  it('tells whoever proposed it what the supplier says, and spares who had still to decide where it says no', () => {
    const story = aChangeStory()
    const accepted = story.tell('change.answered', { change: changes.said(true) })
    expect(told(accepted)).toEqual([`changeAnswered ${requester}`])
    expect(accepted[0]?.says).toMatchObject({ accepted: true, words: 'As agreed on the phone', supplier: 'Deltadata' })
    story.says('technical', anApproval())
    expect(told(story.tell('change.answered', { change: changes.said(false) }))).toEqual([
      `changeAnswered ${requester}`,
      `noLongerAsked ${email('financial')}`,
    ])
  })

  it('that is withdrawn is no longer asked of its approvers, nor of a supplier who was told of it', () => {
    const spared = [`noLongerAsked ${email('technical')}`, `noLongerAsked ${email('financial')}`]
    const { tell } = aChangeStory()
    const unseen = { ...changes.over({}), told: 'nothing' as const }
    expect(told(tell('change.withdrawn', { change: unseen }))).toEqual(spared)
    expect(told(tell('change.withdrawn', { change: changes.over({}) }))).toEqual([
      ...toSupplier('changeTakenBack'),
      ...spared,
    ])
  })

  it('that is vetoed after it was offered is taken back once it is withdrawn, and not by the veto, which may be lifted', () => {
    const story = aChangeStory()
    story.says('technical', anApproval())
    story.says('financial', anApproval())
    expect(told(story.says('technical', aVeto())).join()).not.toContain('change')
    // How it stood when it was withdrawn plays no part in it: what counts is that the supplier had been told.
    const ended = changes.over({ offered: false })
    const end = story.tell('change.withdrawn', { change: ended })
    expect(told(end)).toEqual(toSupplier('changeTakenBack'))
    expect(end[1]).toMatchObject({ language: 'fr', says: { words: 'Too dear', number: pending.number } })
    expect(story.tell('change.withdrawn', { change: { ...ended, told: 'end' } })).toEqual([])
  })

  it('that lapses with its veto is taken back then, if it was offered, and not again when it is withdrawn', () => {
    const lapse = (told: ContractChange['told']) => {
      const story = aChangeStory()
      story.says('technical', aVeto())
      const expire = { seq: 9, kind: 'expire', at: NOON, by: 'clock' } as const
      return story.tell('approval.handled', { change: { ...pending, told }, handling: expire })
    }
    expect(told(lapse('offer'))).toEqual([`expired ${requester}`, ...toSupplier('changeTakenBack')])
    for (const before of ['nothing', 'end'] as const) expect(told(lapse(before))).toEqual([`expired ${requester}`])
  })

  it('that takes the place of one that was offered takes that back, or says so in its own offer', () => {
    const story = aChangeStory()
    const replaced = changes.over({ because: 'replaced', words: '' })
    expect(told(story.tell('change.proposed', { replaced }))).toEqual(
      expect.arrayContaining(toSupplier('changeTakenBack')),
    )
    for (const before of ['nothing', 'end'] as const)
      expect(told(story.tell('change.proposed', { replaced: { ...replaced, told: before } })).join()).not.toMatch(
        /change/,
      )

    const next = { replaced, change: { ...pending, number: pending.number + 1, needsApproval: false } }
    const atOnce = story.tell('change.proposed', next, { allApproved: true })
    expect(told(atOnce)).toEqual(expect.arrayContaining(toSupplier('changeOffered')))
    expect(told(atOnce).join()).not.toContain('changeTakenBack')
    expect(offersIn(atOnce)).toEqual({ begun: new Set([pending.number + 1]), over: new Set([pending.number]) })
    const offer = atOnce.find(({ says }) => says.template === 'changeOffered')
    for (const [language, says] of [
      ['en', 'takes the place of the change it offered before'],
      ['fr', 'remplace la précédente'],
      ['da', 'i stedet for den ændring, der blev tilbudt før'],
    ] as const)
      expect(offer && writeLetter({ ...offer, language }, SITE, {}).text.replaceAll(/\s+/g, ' ')).toContain(says)

    // It ended itself before the mail was written: then the one before is all the supplier knows of.
    const over = { replaced, change: { ...changes.over({}), told: 'nothing' as const } }
    expect(told(story.tell('change.proposed', over, { allApproved: true }))).toEqual(
      expect.arrayContaining(toSupplier('changeTakenBack')),
    )
  })

  it('is not offered again when somebody says something more once all have approved', () => {
    const story = aChangeStory(['technical'])
    expect(told(story.says('technical', anApproval())).join()).toContain('changeOffered')
    const [approved] = story.request().steps
    const again = say(
      { ...story.request(), steps: [{ ...approved, declaredAt: null } as ApprovalStep] },
      aStakeholder('technical').stakeholderId,
      { decision: 'declare' },
      { seq: 3 },
    )
    expect(again).toMatchObject({ value: { allApproved: false, request: { status: 'approved' } } })
  })

  it('is named by its contract in every letter, in every language, and none says a price', () => {
    expect(pending.totals).toEqual({ beforeMinor: 35_000, afterMinor: 40_000 })
    for (const mail of everyChangeMail()) {
      for (const language of ['en', 'fr', 'da'] as const) {
        const secrets = { approvalLink: `${SITE}/approve/#token` }
        const { subject, text } = writeLetter({ ...mail, language }, SITE, secrets)
        expect(`${subject}\n${text}`, mail.says.template).toContain(contract.contractNumber)
        expect(text).not.toMatch(/\b(350|400)[.,]00\b/)
        expect(text).not.toMatch(/award|attribution|tildeling|undefined|\{/)
      }
    }
  })

  it('has letters under ids that stay the same and are each their own', () => {
    const story = aChangeStory()
    story.says('technical', anApproval())
    const ids = () => story.tell('change.answered', { change: changes.said(false) }).map(({ id }) => id)
    expect(ids()).toEqual(ids())
    expect(new Set(ids()).size).toBe(2)
  })
})
