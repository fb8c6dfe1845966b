import { describe, expect, it } from 'vitest'
import type { Mail } from '../../shared/domain/letters.ts'
import { writeLetter } from '../../shared/formats/letter.ts'
import { anApproval, aStakeholder, aVeto } from '../support/awards.ts'
import {
  aChangeStory,
  changes,
  contract,
  everyChangeMail,
  pending,
  requester,
  supplier,
} from '../support/change-mails.ts'

const email = (role: Parameters<typeof aStakeholder>[0]) => aStakeholder(role).email
const told = (mails: Mail[]) => mails.map(({ to, says }) => `${says.template} ${to}`)
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

  it('that is withdrawn is no longer asked of its approvers, nor of a supplier who saw it', () => {
    const spared = [`noLongerAsked ${email('technical')}`, `noLongerAsked ${email('financial')}`]
    const { tell } = aChangeStory()
    expect(told(tell('change.withdrawn', { change: changes.over({ offered: false }) }))).toEqual(spared)
    expect(told(tell('change.withdrawn', { change: changes.over({}) }))).toEqual([
      ...toSupplier('changeTakenBack'),
      ...spared,
    ])
  })

  it('that takes the place of one that was offered takes that back, unless it is offered itself', () => {
    const story = aChangeStory()
    const replaced = changes.over({ because: 'replaced', words: '' })
    expect(told(story.tell('change.proposed', { replaced }))).toEqual(
      expect.arrayContaining(toSupplier('changeTakenBack')),
    )
    const unseen = { ...replaced, ended: { because: 'replaced' as const, words: '', at: '', offered: false } }
    for (const [own, data] of [
      [{ replaced: unseen }, {}],
      [{ replaced, change: { ...pending, needsApproval: false } }, { allApproved: true }],
    ] as const)
      expect(told(story.tell('change.proposed', own, data)).join()).not.toContain('changeTakenBack')
  })

  it('is named by its contract in every letter, in every language, and none says a price', () => {
    expect(pending.totals).toEqual({ beforeMinor: 35_000, afterMinor: 40_000 })
    for (const mail of everyChangeMail()) {
      for (const language of ['en', 'fr', 'da'] as const) {
        const secrets = { approvalLink: 'https://sealbid.example/approve/#token' }
        const { subject, text } = writeLetter({ ...mail, language }, 'https://sealbid.example', secrets)
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
