import { beforeAll, describe, expect, it } from 'vitest'
import { ApprovalContent } from '../../shared/contracts/approvals.ts'
import { ApprovalRequest } from '../../shared/domain/approval.ts'
import { hashOf, sha256Hex } from '../../shared/domain/canonical.ts'
import { Section } from '../../shared/domain/subjects.ts'
import { keys } from '../../shared/store/keys.ts'
import type { Table } from '../../shared/store/table.ts'
import { aTable } from '../support/api.ts'
import { anOffice } from '../support/approvals.ts'
import { aLift, anApproval, anEvaluation, aStakeholder, aVeto, HEAD } from '../support/awards.ts'
import { DAY, MINUTE } from '../support/builders.ts'

const { stakeholderId: financial, email: financialMailbox } = aStakeholder('financial')
let table: Table
beforeAll(async () => {
  table = await aTable()
})

const aProposal = async () => {
  const { place, bidders } = await anEvaluation(table)
  const office = anOffice(table)
  const supplierId = bidders[0]?.supplierId ?? ''
  await office.propose(place.rfqId, supplierId)
  await office.deliver(place)
  const token = await office.tokenOf(place, financial)
  return { office, place, token, supplierId, bidders }
}
const shownIn = (content: { json: unknown }) => ApprovalContent.parse(content.json)
const revised = { awardId: 'awd_01JQ0000000000000000000002', after: 1 }

describe('the link', () => {
  it('tells who asks for what and until when, but no price and no supplier', async () => {
    const { office, token } = await aProposal()
    const { status, json, text } = await office.call('GET', '/approvals/case', office.byLink(token))
    expect(status).toBe(200)
    expect(json).toMatchObject({
      buyerName: 'Strandby Kommune',
      role: 'financial',
      status: 'proposed',
      superseded: false,
    })
    expect(text).not.toMatch(/5980|20930|Deltadata|Nordkontor/)
  })

  it('answers an unknown, a malformed and an expired token with the same bytes', async () => {
    const { office, token } = await aProposal()
    const unknown = await office.call('GET', '/approvals/case', office.byLink('x'.repeat(43)))
    office.pass(31 * DAY)
    const expired = await office.call('GET', '/approvals/case', office.byLink(token))
    const malformed = await office.call('GET', '/approvals/case', { authorization: 'Link no' })
    expect(unknown.status).toBe(404)
    expect([expired.text, malformed.text]).toEqual([unknown.text, unknown.text])
  })

  it('is kept nowhere in the clear', async () => {
    const { place, token } = await aProposal()
    const items = await table.all({ pk: keys.rfq(place.buyerId, place.rfqId).pk })
    expect(JSON.stringify(items)).not.toContain(token)
  })
})

describe('the code', () => {
  it('goes to the stakeholder’s mailbox and opens half an hour', async () => {
    const { office, place, token } = await aProposal()
    const asked = await office.askCode(token)
    expect(asked).toMatchObject({ status: 201, json: { sentTo: 'f…@strandby.example' } })
    expect(asked.text).not.toContain(financialMailbox)
    const session = await office.enter(token)
    expect((await office.content(session)).status).toBe(200)
    office.pass(31 * MINUTE)
    expect(await office.content(session)).toMatchObject({ status: 401, json: { code: 'session_unknown' } })
    expect(place.rfqId).toMatch(/^rfq_/)
  })

  it('works only in the browser that asked for it', async () => {
    const { office, token } = await aProposal()
    await office.askCode(token)
    const opened = await office.openSession(token, await office.codeOf(token, 1), 'another-browser-another-1')
    expect(opened).toMatchObject({ status: 403, json: { code: 'code_expired' } })
  })

  it('is gone after five tries, even right ones, however many come at once', async () => {
    const { office, token } = await aProposal()
    await office.askCode(token)
    const right = await office.codeOf(token, 1)
    const wrong = right === '000000' ? '000001' : '000000'
    const tries = await Promise.all(Array.from({ length: 12 }, () => office.openSession(token, wrong)))
    expect(tries.filter(({ json }) => json.code === 'code_wrong')).toHaveLength(5)
    expect(tries.filter(({ json }) => json.code === 'code_used_up')).toHaveLength(7)
    expect(await office.openSession(token, right)).toMatchObject({ status: 429, json: { code: 'code_used_up' } })
  })

  it('expires after ten minutes, and the one before stops working when a new one is asked for', async () => {
    const { office, token } = await aProposal()
    await office.askCode(token)
    office.pass(MINUTE)
    await office.askCode(token)
    expect(await office.openSession(token, await office.codeOf(token, 1))).toMatchObject({
      json: { code: 'code_wrong', triesLeft: 4 },
    })
    office.pass(10 * MINUTE)
    expect(await office.openSession(token, await office.codeOf(token, 2))).toMatchObject({
      json: { code: 'code_expired' },
    })
  })

  it('keeps its number for good: a number given again would carry a letter that was sent long ago', async () => {
    const { office, token } = await aProposal()
    await office.askCode(token)
    expect(await table.get(keys.codeAsked(sha256Hex(token), 1))).not.toHaveProperty('ttl')
  })

  it('and its session end with the mailbox they were for, once a proposal asks another', async () => {
    const { office, place, token, supplierId } = await aProposal()
    const session = await office.enter(token)
    const asked = await office.askCode(token)
    await table.update({
      update: keys.stakeholder(place.buyerId, financial),
      set: { email: 'successor@strandby.example' },
      when: 'present',
      otherwise: { code: 'none' },
    })
    const proposed = await office.propose(place.rfqId, supplierId, { ...revised, reason: 'Budget moved' })
    const { sections } = ApprovalRequest.parse(proposed.json.approval)

    await office.openSession(token, await office.codeOf(token, Number(asked.json.turn)))
    expect(await office.content(session)).toMatchObject({ status: 404, json: { code: 'approval_not_found' } })
    const inTheirPlace = await office.decide(session, anApproval(sections), { number: 2, turn: 1 })
    expect(inTheirPlace).toMatchObject({ status: 404, json: { code: 'approval_not_found' } })
    const successor = await office.enter(token)
    expect((await office.decide(successor, anApproval(sections), { number: 2 })).status).toBe(201)
  })
})

describe('the declaration', () => {
  it('comes before anything but who is involved', async () => {
    const { office, token } = await aProposal()
    const session = await office.proveMailbox(token)
    const before = await office.content(session)
    expect(before.json).toMatchObject({ kind: 'undeclared', parties: ['Deltadata', 'Nordkontor'] })
    expect(before.text).not.toMatch(/5980|20930|Three years/)
    expect(await office.decide(session, anApproval())).toMatchObject({ status: 409, json: { code: 'content_changed' } })
    await office.decide(session, { decision: 'declare' })
    expect((await office.content(session)).json).toMatchObject({ kind: 'content', own: { turn: 2 } })
  })
})

describe('the content', () => {
  it('is everything that is decided, by the hashes that are decided on', async () => {
    const { office, token } = await aProposal()
    const content = shownIn(await office.content(await office.enter(token)))
    expect(content).toMatchObject({
      sections: {
        what: { supplier: { legalName: 'Deltadata' } },
        price: {
          totalMinor: 20_930_000,
          lines: [{ unitPrice: '5980.00' }],
          ranking: [{ rank: 1 }, { rank: 2, aboveBestMinor: 490_000 }],
        },
        risk: { isLowest: true, flags: ['newSupplier'] },
      },
      own: { turn: 2, acts: ['recuse', 'approve', 'veto', 'delegate', 'ask'], scope: ['what', 'price', 'budget'] },
    })
    for (const section of Section.options) expect(hashOf(content.sections[section])).toBe(content.hashes[section])
  })

  it('is what was kept when it was asked, whatever became of the facts', async () => {
    const { office, place, token } = await aProposal()
    const session = await office.enter(token)
    const before = await office.content(session)
    await table.update({
      update: keys.award(place.buyerId, place.rfqId, 1),
      set: { totalMinor: 1 },
      when: 'present',
      otherwise: { code: 'none' },
    })
    expect((await office.content(session)).text).toBe(before.text)
  })
})

describe('a decision', () => {
  const entered = async () => {
    const proposal = await aProposal()
    const session = await proposal.office.enter(proposal.token)
    const { hashes: shown } = shownIn(await proposal.office.content(session))
    return { ...proposal, session, shown }
  }

  it('is kept with what was shown and how the mailbox was proved, and said again it is the same decision', async () => {
    const { office, session, shown } = await entered()
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
    const { office, session, shown } = await entered()
    const same = await Promise.all([1, 2, 3].map(() => office.decide(session, anApproval(shown), { turn: 2 })))
    expect(new Set(same.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    const tabs = [aVeto(shown), anApproval(shown, 'Yes')].map((asked) => office.decide(session, asked, { turn: 3 }))
    expect((await Promise.all(tabs)).map(({ status }) => status).sort()).toEqual([201, 409])
  })

  it('on other hashes is refused', async () => {
    const { office, session } = await entered()
    expect(await office.decide(session, anApproval())).toMatchObject({ status: 409, json: { code: 'content_changed' } })
  })

  it('may turn from approval to veto and be lifted, and all of it is kept', async () => {
    const { office, session, shown, place } = await entered()
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
    const { office, session, shown, place, bidders } = await entered()
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
    const { office, session, place, shown } = await entered()
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
    const { office, session, shown, place } = await entered()
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

describe('a revised proposal', () => {
  const afterVeto = async () => {
    const proposal = await aProposal()
    const { office, place, token } = proposal
    const session = await office.enter(token)
    const { hashes } = shownIn(await office.content(session))
    const technical = await office.enter(await office.tokenOf(place, aStakeholder('technical').stakeholderId))
    await office.decide(technical, anApproval(hashes, 'Meets the specification'))
    await office.decide(session, aVeto(hashes, 'budget'))
    return { ...proposal, session, technical, hashes }
  }

  it('asks again only those in whose scope something changed; the others’ decisions stand', async () => {
    const { office, place, supplierId, token, technical, hashes } = await afterVeto()
    const proposed = await office.propose(place.rfqId, supplierId, { ...revised, deliveryNote: 'Delivered in March' })
    const { steps, sections } = ApprovalRequest.parse(proposed.json.approval)
    expect(sections).toMatchObject({ what: hashes.what, price: hashes.price, budget: hashes.budget })
    expect(steps.map(({ role, status, standing }) => [role, status, standing])).toEqual([
      ['technical', 'approved', { number: 1, turn: 2 }],
      ['commercial', 'actionable', null],
      ['financial', 'vetoed', { number: 1, turn: 2 }],
      ['operational', 'actionable', null],
    ])
    await office.deliver(place)
    const { json } = await office.call('GET', '/approvals/case', office.byLink(token))
    expect(json).toMatchObject({ superseded: true, status: 'vetoed', place: { number: 2 } })
    const old = await office.decide(technical, aVeto(hashes), { number: 1 })
    expect(old).toMatchObject({ status: 409, json: { code: 'award_superseded' } })
    const now = await office.decide(technical, aVeto(sections), { number: 2 })
    expect(now).toMatchObject({ status: 201, json: { turn: 1 } })
  })

  it('does not lose a veto that is said while it is made', async () => {
    const { office, place, supplierId, technical, hashes } = await afterVeto()
    const both = await Promise.all([
      office.propose(place.rfqId, supplierId, { ...revised, riskNote: '' }),
      office.decide(technical, aVeto(hashes), { turn: 3 }),
    ])
    const { approval } = await office.current(place)
    const step = approval.steps.find(({ role }) => role === 'technical')
    // Said in time it goes on, as nothing in its scope changed; said too late it was refused.
    expect(step?.status).toBe(both[1].status === 201 ? 'vetoed' : 'approved')
  })
})

describe('the inbox', () => {
  it('is all that one mailbox is asked, and nothing of another', async () => {
    const first = await aProposal()
    const next = await aProposal()
    const session = await next.office.enter(next.token)
    const page = await next.office.inbox(session, { limit: '100' })
    const items = (page.json as { items: { case: { place: { rfqId: string } }; waits: boolean }[] }).items
    const asked = items.map(({ case: { place } }) => place.rfqId)
    expect(asked).toEqual(expect.arrayContaining([first.place.rfqId, next.place.rfqId]))
    expect(page.text).not.toMatch(/5980|20930|technical@/)
    const elsewhere = { ...first.place, stakeholderId: aStakeholder('technical').stakeholderId }
    expect(await next.office.content(session, elsewhere)).toMatchObject({ status: 404 })
    expect(await next.office.content(session, first.place)).toMatchObject({ status: 200 })
  })
})
