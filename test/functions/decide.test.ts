import { beforeAll, describe, expect, it } from 'vitest'
import { keys } from '../../shared/store/keys.ts'
import type { Table } from '../../shared/store/table.ts'
import { aTable } from '../support/api.ts'
import { aLift, anApproval, aStakeholder, aVeto, HEAD } from '../support/awards.ts'
import { MINUTE } from '../support/builders.ts'
import { anOpenedProposal } from '../support/proposals.ts'

const { email: financialMailbox } = aStakeholder('financial')
let table: Table
beforeAll(async () => {
  table = await aTable()
})

describe('a decision', () => {
  it('is kept with what was shown and how the mailbox was proved, and said again it is the same decision', async () => {
    const { office, session, hashes: shown } = await anOpenedProposal(table)
    const once = await office.decide(session, aVeto(shown), { turn: 2 })
    expect(once).toMatchObject({
      status: 201,
      json: { decision: 'veto', role: 'financial', turn: 2, shown, proved: { method: 'code' } },
    })
    office.pass(MINUTE)
    expect((await office.decide(session, aVeto(shown), { turn: 2 })).text).toBe(once.text)
    const other = await office.decide(session, anApproval(shown), { turn: 2 })
    expect(other).toMatchObject({ json: { code: 'turn_taken', turn: 3 } })
    const approval = await office.decide(session, anApproval(shown))
    expect(approval).toMatchObject({ status: 409, json: { code: 'own_veto_stands' } })
  })

  it('made in two tabs at once is one decision, or the second is told that the first was made', async () => {
    const { office, session, hashes: shown } = await anOpenedProposal(table)
    const same = await Promise.all([1, 2, 3].map(() => office.decide(session, anApproval(shown), { turn: 2 })))
    expect(new Set(same.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    const tabs = [aVeto(shown), anApproval(shown, 'Yes')].map((asked) => office.decide(session, asked, { turn: 3 }))
    expect((await Promise.all(tabs)).map(({ status }) => status).sort()).toEqual([201, 409])
  })

  it('on other hashes is refused', async () => {
    const { office, session } = await anOpenedProposal(table)
    expect(await office.decide(session, anApproval())).toMatchObject({ status: 409, json: { code: 'content_changed' } })
  })

  it('may turn from approval to veto and be lifted, and all of it is kept', async () => {
    const { office, session, hashes: shown, place } = await anOpenedProposal(table)
    await office.decide(session, anApproval(shown, 'Within budget'))
    expect((await office.decide(session, aVeto(shown))).status).toBe(201)
    expect((await office.decide(session, aLift(shown))).status).toBe(201)
    const { json } = await office.call('GET', '/rfqs/{rfqId}/awards', {
      params: { rfqId: place.rfqId },
      as: office.buyer,
    })
    const decisions = [
      { decision: 'declare' },
      { comment: 'Within budget' },
      { remedy: 'Move 40,000 from 4.1' },
      { evidence: 'Moved on Tuesday' },
    ]
    expect(json).toMatchObject({ items: [{ approval: { status: 'proposed' }, decisions }] })
  })

  it('is not made by who wrote the request, nor handed to them or to a supplier', async () => {
    const { office, session, hashes: shown, place, bidders } = await anOpenedProposal(table)
    const to = (email: string) => ({ decision: 'delegate', to: { name: 'X', email, language: 'en' }, words: '' })
    for (const [email, because] of [
      [HEAD.email, 'approver_is_requester'],
      [bidders[0]?.email ?? '', 'approver_is_supplier'],
      [aStakeholder('technical').email, 'delegate_asked_already'],
    ] as const) {
      const handed = await office.decide(session, to(email))
      expect(handed).toMatchObject({ status: 422, json: { code: 'delegate_not_possible', because } })
    }
    await table.update({
      update: keys.rfq(place.buyerId, place.rfqId),
      set: { hands: [financialMailbox] },
      when: 'present',
      otherwise: { code: 'none' },
    })
    const out = await office.decide(session, anApproval(shown))
    expect(out).toMatchObject({ status: 403, json: { code: 'kept_out', because: 'approver_took_part' } })
  })

  it('handed over leaves a link of its own to the delegate, and none to the requester', async () => {
    const { office, session, place, hashes: shown } = await anOpenedProposal(table)
    const to = { name: 'Bo Lund', email: 'bo@strandby.example', language: 'en' }
    expect((await office.decide(session, { decision: 'delegate', to, words: 'On leave' })).status).toBe(201)
    expect(await office.decide(session, anApproval(shown))).toMatchObject({ json: { code: 'decision_stands' } })
    await office.deliver(place)
    const letter = office.letters.find((one) => one.to === to.email)
    expect(letter?.subject).toBeTruthy()
    const { approval } = await office.current(place)
    const step = approval.steps.find(({ email }) => email === to.email)
    const token = await office.tokenOf(place, step?.stakeholderId ?? '')
    expect(letter?.text).toContain(token)
    expect((await office.decide(await office.enter(token), anApproval(shown))).status).toBe(201)
  })

  it('is refused when the RFQ was cancelled', async () => {
    const { office, session, hashes: shown, place } = await anOpenedProposal(table)
    await table.update({
      update: keys.rfq(place.buyerId, place.rfqId),
      set: { status: 'cancelled' },
      when: 'present',
      otherwise: { code: 'none' },
    })
    const refused = await office.decide(session, anApproval(shown))
    expect(refused).toMatchObject({ json: { code: 'award_superseded', status: 'cancelled' } })
  })
})
