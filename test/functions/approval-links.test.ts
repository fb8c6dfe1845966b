import { beforeAll, describe, expect, it } from 'vitest'
import { ApprovalRequest } from '../../shared/domain/approval.ts'
import { sha256Hex } from '../../shared/domain/canonical.ts'
import { keys } from '../../shared/store/keys.ts'
import type { Table } from '../../shared/store/table.ts'
import { aTable } from '../support/api.ts'
import { anApproval, aStakeholder } from '../support/awards.ts'
import { DAY, MINUTE } from '../support/builders.ts'
import { aProposal, revised } from '../support/proposals.ts'

const { stakeholderId: financial, email: financialMailbox } = aStakeholder('financial')
let table: Table
beforeAll(async () => {
  table = await aTable()
})

describe('the link', () => {
  it('tells who asks for what and until when, but no price and no supplier', async () => {
    const { office, token } = await aProposal(table)
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
    const { office, token } = await aProposal(table)
    const unknown = await office.call('GET', '/approvals/case', office.byLink('x'.repeat(43)))
    office.pass(31 * DAY)
    const expired = await office.call('GET', '/approvals/case', office.byLink(token))
    const malformed = await office.call('GET', '/approvals/case', { authorization: 'Link no' })
    expect(unknown.status).toBe(404)
    expect([expired.text, malformed.text]).toEqual([unknown.text, unknown.text])
  })

  it('is kept nowhere in the clear', async () => {
    const { place, token } = await aProposal(table)
    const items = await table.all({ pk: keys.rfq(place.buyerId, place.rfqId).pk })
    expect(JSON.stringify(items)).not.toContain(token)
  })
})

describe('the code', () => {
  it('goes to the stakeholder’s mailbox and opens half an hour', async () => {
    const { office, place, token } = await aProposal(table)
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
    const { office, token } = await aProposal(table)
    await office.askCode(token)
    const opened = await office.openSession(token, await office.codeOf(token, 1), 'another-browser-another-1')
    expect(opened).toMatchObject({ status: 403, json: { code: 'code_expired' } })
  })

  it('is gone after five tries, even right ones, however many come at once', async () => {
    const { office, token } = await aProposal(table)
    await office.askCode(token)
    const right = await office.codeOf(token, 1)
    const wrong = right === '000000' ? '000001' : '000000'
    const tries = await Promise.all(Array.from({ length: 12 }, () => office.openSession(token, wrong)))
    expect(tries.filter(({ json }) => json.code === 'code_wrong')).toHaveLength(5)
    expect(tries.filter(({ json }) => json.code === 'code_used_up')).toHaveLength(7)
    expect(await office.openSession(token, right)).toMatchObject({ status: 429, json: { code: 'code_used_up' } })
  })

  it('expires after ten minutes, and the one before stops working when a new one is asked for', async () => {
    const { office, token } = await aProposal(table)
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
    const { office, token } = await aProposal(table)
    await office.askCode(token)
    expect(await table.get(keys.codeAsked(sha256Hex(token), 1))).not.toHaveProperty('ttl')
  })

  it('and its session end with the mailbox they were for, once a proposal asks another', async () => {
    const { office, place, token, supplierId } = await aProposal(table)
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
