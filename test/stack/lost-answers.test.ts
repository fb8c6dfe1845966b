import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { approverOf, bidOn, draftRfq, newId, organisationOf, personOf } from '../../infra/local/demo/actors.ts'
import { prices, termsOf } from '../../infra/local/demo/content.ts'
import { buyer as demoBuyer } from '../../infra/local/demo/people.ts'
import { timeOf } from '../../infra/local/demo/running.ts'
import * as handling from '../../shared/contracts/approval-handling.ts'
import * as awards from '../../shared/contracts/awards.ts'
import * as bids from '../../shared/contracts/bids.ts'
import * as organisations from '../../shared/contracts/organisations.ts'
import * as policies from '../../shared/contracts/policies.ts'
import * as publishing from '../../shared/contracts/publishing.ts'
import * as rfqs from '../../shared/contracts/rfqs.ts'
import * as tenders from '../../shared/contracts/tenders.ts'
import { defaultPolicy } from '../../shared/domain/policy.ts'
import { startTestStack, type TestStack } from '../support/stack.ts'
import { aBuyer, aProposedAward, aPublishedRfq, aSupplier, closeAndOpen, fresh, someLines } from '../support/stories.ts'

let stack: TestStack
beforeAll(async () => {
  stack = await startTestStack()
})
afterEach(() => stack.faults.clear())
afterAll(() => stack?.stop())

const WRITES = ['PutItem', 'UpdateItem', 'TransactWriteItems'] as const
/** The next write of the function is done, and its answer lost on the way: the SDK asks again by itself. */
const loseTheAnswerOf = (fn: string) => {
  for (const operation of WRITES) {
    stack.faults.add({ match: { service: 'dynamodb', operation, function: fn }, kind: 'commit-then-timeout', times: 1 })
  }
}
const answersLost = () => stack.faults.list().reduce((sum, { struck }) => sum + struck, 0)
const timelineOf = async (buyer: Awaited<ReturnType<typeof aBuyer>>['person'], rfqId: string) =>
  (await buyer.must(rfqs.listTimeline, { params: { rfqId }, query: { limit: 100 } })).value.items.map(
    ({ name }) => name,
  )
const counted = (names: readonly string[], name: string) => names.filter((one) => one === name).length

it('writes, publishes, answers, extends and cancels an RFQ once each', async () => {
  const { person: buyer, buyerId } = await aBuyer(stack)
  const { person: supplier } = await aSupplier(stack)
  const closesAt = new Date((await timeOf(stack)) + 3_600_000).toISOString()
  loseTheAnswerOf('rfqs')
  const draft = await draftRfq(
    buyer,
    termsOf({ title: 'Lost answers', description: '', invited: [supplier.email], closesAt }),
    someLines(),
  )
  const params = { rfqId: draft.rfqId }
  loseTheAnswerOf('publishing')
  await buyer.must(publishing.publishRfq, { params, ifMatch: draft.version })
  const ids = { buyerId, rfqId: draft.rfqId }
  const questionId = newId('qst')
  loseTheAnswerOf('tenders')
  await supplier.must(tenders.askQuestion, { params: { ...ids, questionId }, body: { text: 'May it be blue?' } })
  loseTheAnswerOf('rfqs')
  await buyer.must(rfqs.answerQuestion, { params: { ...params, questionId }, body: { text: 'Yes' } })
  loseTheAnswerOf('rfqs')
  const to = new Date(Date.parse(closesAt) + 3_600_000).toISOString()
  await buyer.must(rfqs.extendRfq, { params, body: { from: closesAt, to, reason: 'More time' } })
  loseTheAnswerOf('rfqs')
  await buyer.must(rfqs.cancelRfq, { params, body: { reason: 'Not needed' } })
  const names = await timelineOf(buyer, draft.rfqId)
  for (const name of ['rfq.published', 'question.asked', 'question.answered', 'rfq.extended', 'rfq.cancelled']) {
    expect(counted(names, name), name).toBe(1)
  }
  expect(answersLost()).toBeGreaterThanOrEqual(6)
})

it('takes part, declines, bids and withdraws once each', async () => {
  const { person: buyer, buyerId } = await aBuyer(stack)
  const [one, other] = [await aSupplier(stack), await aSupplier(stack)]
  const rfq = await aPublishedRfq(stack, buyer, [one.person, other.person])
  const ids = { buyerId, rfqId: rfq.rfqId }
  loseTheAnswerOf('tenders')
  await other.person.must(tenders.declineTender, { params: ids, body: { reason: 'capacity', words: '' } })
  loseTheAnswerOf('tenders')
  loseTheAnswerOf('bids')
  await bidOn(one.person, ids, { lines: prices('1.00', '1.00', '1.00') })
  loseTheAnswerOf('bids')
  await one.person.must(bids.withdrawBid, { params: { ...ids, version: 2 } })
  const versions = (await one.person.must(bids.listOwnVersions, { params: ids })).value.items
  expect(versions.map(({ kind }) => kind)).toEqual(['sealed', 'withdrawn'])
  expect(counted(await timelineOf(buyer, rfq.rfqId), 'invitation.declined')).toBe(1)
  expect(answersLost()).toBeGreaterThanOrEqual(3)
})

it('proposes and decides once each', async () => {
  const { buyer, ids, award, approvers } = await aProposedAward(stack)
  loseTheAnswerOf('awards')
  await buyer.must(awards.proposeAward, {
    params: { rfqId: ids.rfqId },
    body: { awardId: newId('awd'), supplierId: award.award.supplierId, reason: 'Again', justification: '', after: 1 },
  })
  const approver = await approverOf(stack, approvers[0] ?? '')
  loseTheAnswerOf('approvals')
  const decided = await approver.decide({ veto: { reasonCode: 'risk', words: 'Spent', remedy: 'Move it' } })
  expect(decided.ok).toBe(true)
  const [newest] = (await buyer.must(awards.listAwards, { params: { rfqId: ids.rfqId } })).value.items
  expect(newest?.decisions.map(({ decision }) => decision)).toEqual(['declare', 'veto'])
  expect(counted(await timelineOf(buyer, ids.rfqId), 'award.proposed')).toBe(2)
  expect(answersLost()).toBeGreaterThanOrEqual(2)
})

it('answers an approver, meets a condition and reminds once each', async () => {
  const { buyer, ids, approvers } = await aProposedAward(stack)
  const [asker, approver] = await Promise.all(approvers.slice(0, 2).map((email) => approverOf(stack, email)))
  if (!asker || !approver) throw new Error('Two approvers')
  const asked = await asker.decide({ decision: 'ask', words: 'Which?' })
  await approver.decide({ approve: '', condition: 'A guarantee' })
  if (!asked.ok) throw new Error(asked.refusal.code)
  const placeOf = ({ place: { buyerId: _, ...place } }: typeof asker) => place
  loseTheAnswerOf('awards')
  const params = { ...placeOf(asker), turn: asked.value.turn }
  await buyer.must(handling.answerStakeholder, { params, body: { words: 'This one' } })
  loseTheAnswerOf('awards')
  await buyer.must(handling.meetCondition, { params: placeOf(approver), body: { evidence: 'Here' } })
  loseTheAnswerOf('awards')
  await buyer.must(handling.remindStakeholder, { params: placeOf(asker) })
  expect(counted(await timelineOf(buyer, ids.rfqId), 'approval.handled')).toBe(2)
  expect(answersLost()).toBeGreaterThanOrEqual(3)
})

it('makes an organisation, its people and its stakeholders once each', async () => {
  const word = fresh('office')
  const person = personOf(stack, `head@${word}.example`)
  loseTheAnswerOf('organisations')
  await organisationOf(person, { ...demoBuyer.profile, legalName: word })
  const email = `second@${word}.example`
  loseTheAnswerOf('organisations')
  await person.must(organisations.inviteMember, { params: { email }, body: { name: 'Second' } })
  loseTheAnswerOf('organisations')
  await person.must(organisations.saveMemberRight, { params: { email }, body: { administrator: true } })
  loseTheAnswerOf('organisations')
  await person.must(organisations.removeMember, { params: { email } })
  loseTheAnswerOf('organisations')
  const stakeholder = { name: 'T', email, role: 'technical', language: 'en', active: true } as const
  await person.must(organisations.saveStakeholder, { params: { stakeholderId: newId('stk') }, body: stakeholder })
  expect((await person.must(organisations.listStakeholders)).value.items).toHaveLength(1)
  const recorded = await person.must(organisations.listStakeholderChanges, { query: { limit: 10 } })
  expect(recorded.value.items).toHaveLength(1)
  const members = await person.must(organisations.listMemberChanges, { query: { limit: 10 } })
  expect(members.value.items.map(({ kind }) => kind)).toEqual(['withdrawn', 'rightGiven', 'invited', 'founded'])
  expect(answersLost()).toBeGreaterThanOrEqual(5)
})

it('keeps a version of the approval policy once', async () => {
  const { person: buyer } = await aBuyer(stack)
  const { version: _, ...terms } = defaultPolicy(demoBuyer.profile)
  loseTheAnswerOf('organisations')
  await buyer.must(policies.saveApprovalPolicy, { ifMatch: 0, body: terms })
  const versions = await buyer.must(policies.listPolicyVersions, { query: { limit: 10 } })
  expect(versions.value.items).toHaveLength(1)
  expect(answersLost()).toBe(1)
})

it('disqualifies a bid and ends an RFQ without an award once each', async () => {
  const { person: buyer, buyerId } = await aBuyer(stack)
  const { person: supplier, supplierId } = await aSupplier(stack)
  const rfq = await aPublishedRfq(stack, buyer, [supplier])
  await bidOn(supplier, { buyerId, rfqId: rfq.rfqId }, { lines: prices('1.00', '1.00', '1.00') })
  await closeAndOpen(stack, buyer, rfq)
  loseTheAnswerOf('awards')
  await buyer.must(awards.disqualifyBid, {
    params: { rfqId: rfq.rfqId, supplierId },
    body: { reason: 'Not what was asked' },
  })
  loseTheAnswerOf('awards')
  await buyer.must(awards.endWithoutAward, { params: { rfqId: rfq.rfqId }, body: { reason: 'No bid is left' } })
  const names = await timelineOf(buyer, rfq.rfqId)
  for (const name of ['bid.disqualified', 'rfq.unsuccessful']) expect(counted(names, name), name).toBe(1)
  expect(answersLost()).toBeGreaterThanOrEqual(2)
})

it('sends a code and opens a session though answers are lost', async () => {
  const { approvers } = await aProposedAward(stack)
  loseTheAnswerOf('approvals')
  loseTheAnswerOf('notify')
  const { content } = await approverOf(stack, approvers[0] ?? '')
  expect((await content()).own.acts).toContain('veto')
  expect(answersLost()).toBeGreaterThanOrEqual(2)
})
