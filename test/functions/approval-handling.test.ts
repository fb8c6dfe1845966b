import { beforeAll, describe, expect, it } from 'vitest'
import { ApprovalContent } from '../../shared/contracts/approvals.ts'
import { APPROVAL_PAGE } from '../../shared/domain/approval.ts'
import { type ApprovalFact, replayed } from '../../shared/domain/approval-replay.ts'
import { hashOf } from '../../shared/domain/canonical.ts'
import type { DecisionAsked } from '../../shared/domain/decisions.ts'
import { defaultPolicy } from '../../shared/domain/policy.ts'
import { loadApproval, openedOf } from '../../shared/store/approvals.ts'
import { keys } from '../../shared/store/keys.ts'
import type { Table } from '../../shared/store/table.ts'
import { type ApiRequest, aTable } from '../support/api.ts'
import { anApproval, aStakeholder, aVeto, HEAD, savePolicy } from '../support/awards.ts'
import { anId, aProfile, BUYER, DAY } from '../support/builders.ts'
import { anOpenedProposal } from '../support/proposals.ts'

const { stakeholderId: financial, email: financialMailbox } = aStakeholder('financial')
const { stakeholderId: commercial } = aStakeholder('commercial')
const [technical, operational] = [aStakeholder('technical'), aStakeholder('operational')]
const BO = { stakeholderId: 'stk_01JQ0000000000000000000009', name: 'Bo Krag', email: 'bo@strandby.example' }

let table: Table
beforeAll(async () => {
  table = await aTable()
  const by = [technical.stakeholderId, operational.stakeholderId, BO.stakeholderId]
  const { version: _, ...policy } = defaultPolicy(aProfile())
  const overrides = [{ role: 'financial' as const, by, needed: 2 }]
  await savePolicy(table, 0, { ...policy, overrides })
  const stakeholder = { ...BO, role: 'operational', language: 'en', active: true }
  await table.commit([{ put: { ...keys.stakeholder(BUYER, BO.stakeholderId), ...stakeholder } }])
})

/** A proposal that the financial approver has opened, and the buyer's way to act on it. */
const aHandledProposal = async () => {
  const { office, place, supplierId, session, hashes } = await anOpenedProposal(table)
  const say = async (said: DecisionAsked) => {
    const { status, json } = await office.decide(session, said)
    expect(status).toBe(201)
    return Number(json.turn)
  }
  const act = (
    what: string,
    body: unknown,
    more: ApiRequest & { turn?: number; number?: number; who?: string } = {},
  ) => {
    const { turn, number = 1, who = financial, ...request } = more
    const path = `/rfqs/{rfqId}/approvals/{subject}/{number}/${what}/{stakeholderId}${turn === undefined ? '' : '/{turn}'}`
    const params = { rfqId: place.rfqId, subject: 'award', number: String(number), stakeholderId: who }
    const method = what === 'reminders' ? 'POST' : 'PUT'
    return office.call(method, path, {
      as: office.buyer,
      params: { ...params, ...(turn !== undefined && { turn: String(turn) }) },
      ...(body !== undefined && { body }),
      ...request,
    })
  }
  const step = async (who = financial) =>
    (await office.current(place)).approval.steps.find(({ stakeholderId }) => stakeholderId === who)
  return { office, place, supplierId, session, hashes, say, act, step }
}

/** The tally that is kept is the one its facts make (P6). */
const expectReplayable = async ({ office, place }: Awaited<ReturnType<typeof aHandledProposal>>) => {
  const { decisions, handlings } = await office.current(place)
  const kept = await loadApproval(table, place, { subject: 'award', number: 1 })
  if (!kept) throw new Error('Nothing was asked')
  const opened = await table.get(keys.approvalOpened(place.buyerId, place.rfqId, 'award', 1))
  const facts: ApprovalFact[] = [
    ...decisions.map((decision) => ({ decision })),
    ...handlings.map((handling) => ({ handling })),
  ]
  const { version: _, ...request } = kept
  expect(opened && replayed(openedOf(opened), facts)).toEqual(request)
}

describe('answering a stakeholder’s question', () => {
  const asked = async () => {
    const proposal = await aHandledProposal()
    const turn = await proposal.say({
      decision: 'ask',
      words: 'Which line?',
      shown: proposal.hashes,
      page: APPROVAL_PAGE,
    })
    return { ...proposal, turn }
  }

  it('is kept with who answered, and gives back the time the question stood open', async () => {
    const proposal = await asked()
    const { office, act, step, turn } = proposal
    const before = await step()
    office.pass(1.25 * DAY)
    const answered = await act('questions', { words: 'Line 4.2' }, { turn })
    expect(answered).toMatchObject({ status: 201, json: { kind: 'answer', words: 'Line 4.2', by: HEAD } })
    const after = await step()
    expect(after?.question).toBeNull()
    expect(Date.parse(after?.dueAt ?? '') - Date.parse(before?.dueAt ?? '')).toBe(1.25 * DAY)
    await expectReplayable(proposal)
  })

  it('reaches who asked also where the question went on into a newer request', async () => {
    const { act, turn, office, place, supplierId, session } = await asked()
    const revised = { awardId: 'awd_01JQ0000000000000000000002', after: 1, deliveryNote: 'Delivered in March' }
    expect((await office.propose(place.rfqId, supplierId, revised)).status).toBe(201)
    const { decisions } = await office.current(place)
    expect(decisions).toMatchObject([{ decision: 'ask', words: 'Which line?' }])
    office.pass(60_000)
    expect(await act('questions', { words: 'Line 4.2' }, { turn, number: 2 })).toMatchObject({
      status: 201,
      json: { asked: { number: 1, turn } },
    })
    await office.deliver(place)
    const { email } = aStakeholder('financial')
    const letters = office.letters.filter(({ to, text }) => to === email && text.includes('Line 4.2'))
    expect(letters).toMatchObject([{ text: expect.stringContaining('Which line?') }])
    const seen = ApprovalContent.parse((await office.content(session, { number: 2 })).json)
    expect(seen).toMatchObject({ decisions: [{ words: 'Which line?' }], handlings: [{ words: 'Line 4.2' }] })
  })

  it('answers the same words again as the first time, and no others', async () => {
    const { act, turn, office, place } = await asked()
    const once = await act('questions', { words: 'Line 4.2' }, { turn })
    expect((await act('questions', { words: 'Line 4.2' }, { turn })).text).toBe(once.text)
    expect(await act('questions', { words: 'Line 4.1' }, { turn })).toMatchObject({
      json: { code: 'already_answered' },
    })
    expect((await office.current(place)).handlings).toHaveLength(1)
  })

  it('is made once when two answer at the same moment', async () => {
    const { act, turn, office, place } = await asked()
    const both = await Promise.all(['One', 'Two'].map((words) => act('questions', { words }, { turn })))
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    expect((await office.current(place)).handlings).toHaveLength(1)
  })

  it('refuses what was not asked, and what is not there', async () => {
    const { act, turn } = await asked()
    const said = { words: 'Line 4.2' }
    expect(await act('questions', said, { turn: turn + 1 })).toMatchObject({ json: { code: 'question_not_found' } })
    expect(await act('questions', said, { turn, who: commercial })).toMatchObject({
      json: { code: 'question_not_found' },
    })
    expect(await act('questions', said, { turn, number: 2 })).toMatchObject({ json: { code: 'award_not_found' } })
  })

  it('is over with the request', async () => {
    const { act, turn, office, place, supplierId } = await asked()
    await office.propose(place.rfqId, supplierId, {
      awardId: 'awd_01JQ0000000000000000000002',
      after: 1,
      reason: 'New',
    })
    expect(await act('questions', { words: 'Late' }, { turn })).toMatchObject({ json: { code: 'award_superseded' } })
    expect(await act('questions', { words: 'In time' }, { turn, number: 2 })).toMatchObject({ status: 201 })
  })
})

describe('meeting a condition', () => {
  it('says what meets it, may be said more fully, and leaves it to the role to confirm', async () => {
    const proposal = await aHandledProposal()
    const { say, act, step, hashes } = proposal
    await say(anApproval(hashes, '', 'A bank guarantee'))
    const first = await act('conditions', { evidence: 'Here' })
    expect(first).toMatchObject({ status: 201, json: { kind: 'meet', evidence: 'Here' } })
    expect((await act('conditions', { evidence: 'Here' })).text).toBe(first.text)
    expect((await step())?.condition).toMatchObject({ evidence: 'Here', confirmedAt: null })
    expect(await act('conditions', { evidence: 'Here, signed' })).toMatchObject({ status: 201 })
    expect((await step())?.condition?.evidence).toBe('Here, signed')
    await say({ decision: 'confirm', words: '', shown: hashes, page: APPROVAL_PAGE })
    expect(await act('conditions', { evidence: 'More' })).toMatchObject({ json: { code: 'condition_not_found' } })
    await expectReplayable(proposal)
  })

  it('needs a condition', async () => {
    const { act } = await aHandledProposal()
    expect(await act('conditions', { evidence: 'Here' })).toMatchObject({ json: { code: 'condition_not_found' } })
  })
})

describe('asking for an override', () => {
  it('asks those whom the policy names, once, and never who asks', async () => {
    const proposal = await aHandledProposal()
    const { say, act, office, place, hashes } = proposal
    await say(aVeto(hashes))
    const words = 'The bridge is closed'
    const asker = { ...office.buyer, email: BO.email, name: BO.name }
    const asked = await act('overrides', { words }, { as: asker })
    expect(asked).toMatchObject({ status: 201, json: { kind: 'askOverride', words, by: { email: BO.email } } })
    expect((await act('overrides', { words }, { as: asker })).text).toBe(asked.text)
    expect(await act('overrides', { words: 'Again' })).toMatchObject({ json: { code: 'override_under_way' } })
    const { approval } = await office.current(place)
    const [group] = approval.groups.filter(({ overrides }) => overrides === financial)
    expect(group).toMatchObject({ needed: 2, because: [{ vetoOf: financial, words }] })
    const emails = approval.steps.filter(({ groupId }) => groupId === group?.groupId).map(({ email }) => email)
    expect(emails.sort()).toEqual([operational.email, technical.email])
    await expectReplayable(proposal)
  })

  it('needs a veto, and a policy that names somebody', async () => {
    const { say, act, hashes, office, place } = await aHandledProposal()
    expect(await act('overrides', { words: 'x' })).toMatchObject({ json: { code: 'veto_not_found' } })
    await say(aVeto(hashes))
    const other = await office.enter(await office.tokenOf(place, commercial))
    await office.decide(other, aVeto(hashes, 'terms'))
    expect(await act('overrides', { words: 'x' }, { who: commercial })).toMatchObject({
      status: 409,
      json: { code: 'override_not_in_policy', role: 'commercial' },
    })
  })
})

describe('what was shown', () => {
  const shown = ({ office, place }: Awaited<ReturnType<typeof aHandledProposal>>, sha256: string, as = office.buyer) =>
    office.call('GET', '/rfqs/{rfqId}/approvals/shown/{sha256}', { params: { rfqId: place.rfqId, sha256 }, as })

  it('is given back word for word, also after it was replaced', async () => {
    const proposal = await aHandledProposal()
    const { office, place, supplierId, hashes } = proposal
    await office.propose(place.rfqId, supplierId, {
      awardId: 'awd_01JQ0000000000000000000002',
      after: 1,
      reason: 'New',
    })
    for (const sha256 of Object.values(hashes)) {
      const { status, json } = await shown(proposal, sha256)
      expect(status).toBe(200)
      expect(hashOf(json.content)).toBe(sha256)
    }
    const { json } = await shown(proposal, hashes.risk)
    expect(json).toMatchObject({ content: { reason: 'The lowest total' } })
  })

  it('is nothing under another hash, nor for another buyer', async () => {
    const proposal = await aHandledProposal()
    expect(await shown(proposal, hashOf('x'))).toMatchObject({ status: 404, json: { code: 'section_not_found' } })
    const stranger = { ...proposal.office.buyer, org: 'org_01JQ0000000000000000000099' }
    expect(await shown(proposal, proposal.hashes.what, stranger)).toMatchObject({ json: { code: 'rfq_not_found' } })
  })
})

describe('reminding', () => {
  it('sends the link again while the request is under way', async () => {
    const { office, act, place, supplierId } = await aHandledProposal()
    office.pass(DAY)
    const before = office.letters.length
    expect((await act('reminders', undefined)).status).toBe(200)
    await office.deliver(place)
    const sent = office.letters.slice(before).filter(({ to }) => to === financialMailbox)
    expect(sent).toHaveLength(1)
    expect(await act('reminders', undefined, { who: anId('stk') })).toMatchObject({
      json: { code: 'award_not_found' },
    })
    await office.propose(place.rfqId, supplierId, {
      awardId: 'awd_01JQ0000000000000000000002',
      after: 1,
      reason: 'New',
    })
    expect(await act('reminders', undefined)).toMatchObject({ json: { code: 'award_superseded' } })
  })
})
