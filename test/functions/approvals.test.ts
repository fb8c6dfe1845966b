import { beforeAll, describe, expect, it } from 'vitest'
import { ApprovalContent } from '../../shared/contracts/approvals.ts'
import { ApprovalRequest, type DecisionAsked } from '../../shared/domain/approval.ts'
import { sha256Hex } from '../../shared/domain/canonical.ts'
import { keys } from '../../shared/store/keys.ts'
import type { Table } from '../../shared/store/table.ts'
import { aTable } from '../support/api.ts'
import { anOffice } from '../support/approvals.ts'
import { anApproval, anEvaluation, aStakeholder, aVeto } from '../support/awards.ts'
import { DAY, MINUTE } from '../support/builders.ts'

const second = 'awd_01JQ0000000000000000000002'
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
  return { office, place, token, supplierId }
}
const shownIn = (content: { json: unknown }) => ApprovalContent.parse(content.json).hashes

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
    const { hashes } = ApprovalContent.parse((await office.content(session)).json)
    const asked = await office.askCode(token)
    await office.decide(session, aVeto(hashes))
    await table.update({
      update: keys.stakeholder(place.buyerId, financial),
      set: { email: 'successor@strandby.example' },
      when: 'present',
      otherwise: { code: 'none' },
    })
    const proposed = await office.propose(place.rfqId, supplierId, {
      awardId: second,
      after: 1,
      reason: 'Budget moved',
    })
    const { sections } = ApprovalRequest.parse(proposed.json.approval)

    const opened = await office.openSession(token, await office.codeOf(token, Number(asked.json.turn)))
    for (const old of [session, String(opened.json.session)]) {
      expect(await office.content(old)).toMatchObject({ status: 401, json: { code: 'session_unknown' } })
      expect(await office.decide(old, anApproval(sections), { awardNumber: 2 })).toMatchObject({ status: 401 })
    }
    const successor = await office.enter(token)
    expect((await office.decide(successor, anApproval(sections), { awardNumber: 2 })).status).toBe(201)
  })
})

describe('the content', () => {
  it('is everything that is decided, by the hashes that are decided on', async () => {
    const { office, token } = await aProposal()
    const content = ApprovalContent.parse((await office.content(await office.enter(token))).json)
    expect(content).toMatchObject({
      sections: {
        price: { supplier: { legalName: 'Deltadata' }, totalMinor: 20_930_000, lines: [{ unitPrice: '5980.00' }] },
        reason: { isLowest: true, ranking: [{ rank: 1 }, { rank: 2, aboveBestMinor: 490_000 }] },
      },
      own: { turn: 1, canApprove: true, canVeto: true, committed: false },
    })
  })

  it('is not shown for decision once the facts no longer give the approved hashes', async () => {
    const { office, place, token } = await aProposal()
    const session = await office.enter(token)
    await table.update({
      update: keys.award(place.buyerId, place.rfqId, 1),
      set: { totalMinor: 1 },
      when: 'present',
      otherwise: { code: 'none' },
    })
    expect(await office.content(session)).toMatchObject({ status: 409, json: { code: 'content_changed' } })
  })
})

describe('a decision', () => {
  const entered = async () => {
    const proposal = await aProposal()
    const session = await proposal.office.enter(proposal.token)
    const shown = shownIn(await proposal.office.content(session))
    return { ...proposal, session, shown }
  }

  it('is kept with what was shown, and said again it is the same decision', async () => {
    const { office, session, shown } = await entered()
    const once = await office.decide(session, aVeto(shown))
    expect(once).toMatchObject({ status: 201, json: { decision: 'veto', role: 'financial', turn: 1, shown } })
    office.pass(MINUTE)
    expect((await office.decide(session, aVeto(shown))).text).toBe(once.text)
    expect(await office.decide(session, anApproval(shown))).toMatchObject({ json: { code: 'turn_taken', turn: 2 } })
    expect(await office.decide(session, anApproval(shown), { turn: 2 })).toMatchObject({
      status: 409,
      json: { code: 'decision_stands' },
    })
  })

  it('on other hashes is refused', async () => {
    const { office, session } = await entered()
    expect(await office.decide(session, anApproval())).toMatchObject({ status: 409, json: { code: 'content_changed' } })
  })

  it('may turn from approval to veto, and both are kept', async () => {
    const { office, session, shown, place } = await entered()
    await office.decide(session, anApproval(shown, 'Within budget'))
    expect((await office.decide(session, aVeto(shown), { turn: 2 })).status).toBe(201)
    const { json } = await office.call('GET', '/rfqs/{rfqId}/awards', {
      params: { rfqId: place.rfqId },
      as: office.buyer,
    })
    expect(json).toMatchObject({
      items: [
        {
          approval: { status: 'vetoed' },
          decisions: [{ comment: 'Within budget' }, { remedy: 'Move 40,000 from 4.1' }],
        },
      ],
    })
  })

  it('on a superseded award is refused; the old link leads to the new proposal', async () => {
    const { office, session, shown, place, token, supplierId } = await entered()
    await office.decide(session, aVeto(shown))
    await office.propose(place.rfqId, supplierId, { awardId: second, after: 1, reason: 'Budget moved' })
    expect(await office.decide(session, aVeto(shown))).toMatchObject({ status: 201 })
    expect(await office.decide(session, anApproval(shown), { turn: 2 })).toMatchObject({
      json: { code: 'award_superseded' },
    })
    const { json } = await office.call('GET', '/approvals/case', office.byLink(token))
    expect(json).toMatchObject({ superseded: true, status: 'proposed' })
    const content = ApprovalContent.parse((await office.content(await office.enter(token))).json)
    expect(content).toMatchObject({ awardNumber: 2, own: { turn: 1, canApprove: true } })
    expect((await office.decide(session, anApproval(content.hashes), { awardNumber: 2 })).status).toBe(201)
  })

  it('is refused when the RFQ was cancelled', async () => {
    const { office, session, shown, place } = await entered()
    await table.update({
      update: keys.rfq(place.buyerId, place.rfqId),
      set: { status: 'cancelled' },
      when: 'present',
      otherwise: { code: 'none' },
    })
    const body: DecisionAsked = anApproval(shown)
    expect(await office.decide(session, body)).toMatchObject({
      json: { code: 'award_superseded', status: 'cancelled' },
    })
  })
})
