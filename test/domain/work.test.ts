import { describe, expect, it } from 'vitest'
import type { ApprovalRequest, ApprovalStep } from '../../shared/domain/approval.ts'
import { HOUR } from '../../shared/domain/time.ts'
import { awaitedOf, workOf } from '../../shared/domain/work.ts'
import { aGroup, openedRequest } from '../support/awards.ts'
import { anId, anRfq, DAY, later, NOON, RFQ, someTerms } from '../support/builders.ts'

const approval = (status: ApprovalRequest['status']): ApprovalRequest => {
  const { groups, steps, ...request } = openedRequest({ groups: [aGroup('technical')], until: later(NOON, 2 * DAY) })
  const vetoed = steps.map((step) => ({ ...step, status: 'vetoed' as const }))
  return { ...request, groups, status, steps: status === 'vetoed' ? vetoed : steps }
}
const opening = (bids: number) => ({ openedAt: NOON, bids, bidsSha256: '' })
const evaluation = anRfq({ status: 'evaluation', opening: opening(3), terms: someTerms({ title: 'Computers' }) })
const kindOf = (...[rfq, request, now]: Parameters<typeof workOf>) => workOf(rfq, request, now)?.kind

describe('what waits for a buyer', () => {
  it('is a draft nobody touched for a day', () => {
    const draft = anRfq({ status: 'draft' })
    expect(kindOf(draft, undefined, later(NOON, DAY - 1))).toBeUndefined()
    expect(kindOf(draft, undefined, later(NOON, DAY))).toBe('finishDraft')
  })
  it('are questions without an answer', () => {
    expect(kindOf(anRfq(), undefined, NOON)).toBeUndefined()
    expect(workOf(anRfq({ unanswered: 2 }), undefined, NOON)).toMatchObject({ kind: 'answerQuestions', count: 2 })
  })
  it('are opened bids to compare, or that there are none', () => {
    expect(workOf(evaluation, undefined, NOON)).toEqual({
      kind: 'compareBids',
      rfqId: RFQ,
      title: 'Computers',
      since: NOON,
      count: 3,
    })
    expect(kindOf({ ...evaluation, opening: opening(0) }, undefined, NOON)).toBe('noBids')
  })
  const proposed = { ...evaluation, awardCount: 1 }
  const workOn = (request: ApprovalRequest, now = NOON) => workOf(proposed, request, now)
  const changed = (change: Partial<ApprovalStep>, request = approval('proposed')): ApprovalRequest => ({
    ...request,
    steps: request.steps.map((step, i) => (i === 0 ? { ...step, ...change } : step)),
  })

  it('is an award that was vetoed, or whose time ran out', () => {
    expect(workOn(approval('vetoed'))).toMatchObject({ kind: 'vetoed', count: 1 })
    expect(workOn(approval('expired'), later(NOON, 2 * DAY))).toMatchObject({
      kind: 'approvalExpired',
      since: later(NOON, 2 * DAY),
    })
    expect(workOn(approval('approved'), later(NOON, 9 * DAY))).toBeUndefined()
  })
  it('is an award that somebody did not decide in time, unless another took it over or enough approved', () => {
    const dueAt = later(NOON, DAY)
    const late = changed({ dueAt })
    expect(workOn(late, later(dueAt, -1))).toBeUndefined()
    expect(workOn(late, dueAt)).toMatchObject({ kind: 'approvalStuck', since: dueAt })
    const [step] = late.steps
    if (!step) throw new Error('A step')
    const from = { how: 'escalated' as const, stakeholderId: step.stakeholderId, name: step.name }
    const next = { ...step, stakeholderId: anId('stk'), dueAt: later(dueAt, DAY), from }
    const passedOn = { ...late, steps: [{ ...step, escalatedAt: dueAt }, next] }
    expect(workOn(passedOn, dueAt)).toBeUndefined()
    expect(workOn(passedOn, later(dueAt, DAY))).toMatchObject({ kind: 'approvalStuck', since: later(dueAt, DAY) })
    const enough = { ...late, steps: [step, { ...next, status: 'approved' as const }] }
    expect(workOn(enough, dueAt)).toBeUndefined()
  })
  it('is an award that nobody is left to decide', () => {
    expect(workOn(changed({ status: 'recused' }))).toMatchObject({ kind: 'approvalStuck', since: NOON })
  })
  it('is a question of an approver', () => {
    const asked = changed({ question: { number: 1, turn: 2, askedAt: later(NOON, 5) } })
    expect(workOn(asked)).toMatchObject({ kind: 'approverAsked', since: later(NOON, 5), count: 1 })
  })
  it('is a condition nobody said is met yet', () => {
    const condition = { words: 'A guarantee', at: { number: 1, turn: 2 }, evidence: null, confirmedAt: null }
    const open = changed({ status: 'approved', condition }, approval('conditional'))
    expect(workOn(open)).toMatchObject({ kind: 'conditionOpen', count: 1 })
    const met = changed({ condition: { ...condition, evidence: 'Here it is' } }, open)
    expect(workOn(met)).toBeUndefined()
  })
  it('waits since somebody said so, on an earlier proposal perhaps', () => {
    const saidAt = (decidedAt: string) => ({ standing: { number: 1, turn: 2, decidedAt } })
    const [hour, before] = [later(NOON, HOUR), later(NOON, -DAY)]
    const vetoed = (at: string) => changed({ status: 'vetoed', ...saidAt(at) }, approval('vetoed'))
    expect(workOn(vetoed(hour))).toMatchObject({ kind: 'vetoed', since: hour })
    expect(workOn(vetoed(before))).toMatchObject({ kind: 'vetoed', since: before })
    const condition = { words: 'A guarantee', at: { number: 1, turn: 2 }, evidence: null, confirmedAt: null }
    const open = changed({ status: 'approved', condition, ...saidAt(hour) }, approval('conditional'))
    expect(workOn(open)).toMatchObject({ kind: 'conditionOpen', since: hour })
  })
  const draft = anRfq({ status: 'draft', publicationCount: 2 })
  const toPublish = (request: ApprovalRequest): ApprovalRequest => ({ ...request, subject: 'publication' })
  it('is what approvers of a publication said, as it is of an award', () => {
    const at = later(NOON, 3 * DAY)
    expect(workOf(draft, toPublish(approval('vetoed')), at)).toMatchObject({ kind: 'vetoed', subject: 'publication' })
    expect(kindOf(draft, toPublish(approval('expired')), at)).toBe('approvalExpired')
    const asked = changed({ question: { number: 1, turn: 2, askedAt: NOON } })
    expect(kindOf(draft, toPublish(asked), NOON)).toBe('approverAsked')
    const condition = { words: 'A guarantee', at: { number: 1, turn: 2 }, evidence: null, confirmedAt: null }
    const open = changed({ status: 'approved', condition }, approval('conditional'))
    expect(kindOf(draft, toPublish(open), NOON)).toBe('conditionOpen')
    expect(kindOf(draft, toPublish(changed({ status: 'recused' })), NOON)).toBe('approvalStuck')
  })
  it('is an approved draft to publish, as long as it says what was approved', () => {
    const asked = { ...draft, updatedAt: NOON }
    expect(workOf(asked, toPublish(approval('approved')), NOON)).toMatchObject({
      kind: 'readyToPublish',
      subject: 'publication',
      since: NOON,
    })
    const written = { ...draft, updatedAt: later(NOON, 1) }
    expect(kindOf(written, toPublish(approval('approved')), later(NOON, DAY))).toBeUndefined()
    expect(kindOf(written, toPublish(approval('approved')), later(NOON, 2 * DAY))).toBe('finishDraft')
  })
  it('is not a draft that others decide on', () => {
    const asked = { ...draft, updatedAt: NOON }
    expect(kindOf(asked, toPublish(approval('proposed')), later(NOON, DAY - 1))).toBeUndefined()
    const request = toPublish(changed({ dueAt: later(NOON, 9 * DAY) }))
    expect(kindOf(asked, request, later(NOON, 5 * DAY))).toBeUndefined()
    expect(kindOf({ ...asked, publicationCount: 0 }, undefined, later(NOON, 5 * DAY))).toBe('finishDraft')
  })
  it('is about the request that counts where the RFQ is now', () => {
    expect(awaitedOf(draft)).toEqual({ subject: 'publication', number: 2 })
    expect(awaitedOf({ ...draft, status: 'evaluation' })).toBeUndefined()
    expect(awaitedOf({ ...draft, status: 'evaluation', awardCount: 3 })).toEqual({ subject: 'award', number: 3 })
    expect(awaitedOf({ ...draft, status: 'awarded', awardCount: 3 })).toBeUndefined()
  })
  it('is a new contract, for two weeks', () => {
    const awarded = anRfq({ status: 'awarded' })
    expect(kindOf(awarded, undefined, NOON)).toBe('contractReady')
    expect(kindOf(awarded, undefined, later(NOON, 14 * DAY))).toBeUndefined()
  })
  it('is what the change of a contract waits for, once there is one', () => {
    const changing = anRfq({ status: 'awarded', awardCount: 3, changeCount: 2 })
    expect(awaitedOf(changing)).toEqual({ subject: 'change', number: 2 })
    const about = (status: ApprovalRequest['status']) => ({ ...approval(status), subject: 'change' as const })
    expect(workOf(changing, about('expired'), NOON)).toMatchObject({ kind: 'approvalExpired', subject: 'change' })
    for (const status of ['approved', 'committed', 'cancelled'] as const)
      expect(kindOf(changing, about(status), NOON)).toBeUndefined()
    expect(kindOf(changing, undefined, NOON)).toBeUndefined()
  })
  it('is the supplier’s no to a change, for two weeks, and not the yes', () => {
    const changing = anRfq({ status: 'awarded', awardCount: 3, changeCount: 2 })
    const answered = (accepted: boolean) => ({
      answer: { accepted, words: '', at: NOON, by: { email: 'bids@deltadata.example', name: 'Mads' } },
    })
    expect(workOf(changing, undefined, NOON, answered(false))).toMatchObject({
      kind: 'changeDeclined',
      since: NOON,
      change: 2,
    })
    expect(workOf(changing, undefined, later(NOON, 14 * DAY), answered(false))).toBeUndefined()
    expect(workOf(changing, undefined, NOON, answered(true))).toBeUndefined()
  })
  it.each(['complete', 'cancelled', 'unsuccessful'] as const)('is nothing of an RFQ that is %s', (status) => {
    expect(kindOf(anRfq({ status, unanswered: 1 }), undefined, later(NOON, 99 * DAY))).toBeUndefined()
  })
})
