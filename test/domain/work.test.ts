import { describe, expect, it } from 'vitest'
import type { ApprovalRequest } from '../../shared/domain/approval.ts'
import { workOf } from '../../shared/domain/work.ts'
import { anId, anRfq, DAY, later, NOON, RFQ, someTerms } from '../support/builders.ts'

const approval = (status: ApprovalRequest['status']): ApprovalRequest => ({
  number: 1,
  status,
  steps: [
    {
      stakeholderId: anId('stk'),
      name: 'Tove',
      email: 'tove@buyer.example',
      role: 'technical',
      language: 'da',
      status: status === 'vetoed' ? 'vetoed' : 'actionable',
      turns: 0,
    },
  ],
  sections: {} as ApprovalRequest['sections'],
  askedAt: NOON,
  until: later(NOON, 2 * DAY),
})
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
  it('is an award that was vetoed, or that nobody decided in time', () => {
    const proposed = { ...evaluation, awardCount: 1 }
    expect(kindOf(proposed, approval('vetoed'), NOON)).toBe('awardVetoed')
    expect(kindOf(proposed, approval('proposed'), later(NOON, 2 * DAY - 1))).toBeUndefined()
    expect(kindOf(proposed, approval('proposed'), later(NOON, 2 * DAY))).toBe('awardStuck')
    expect(kindOf(proposed, approval('approved'), later(NOON, 9 * DAY))).toBeUndefined()
  })
  it('is a new contract, for two weeks', () => {
    const awarded = anRfq({ status: 'awarded' })
    expect(kindOf(awarded, undefined, NOON)).toBe('contractReady')
    expect(kindOf(awarded, undefined, later(NOON, 14 * DAY))).toBeUndefined()
  })
  it.each(['complete', 'cancelled', 'unsuccessful'] as const)('is nothing of an RFQ that is %s', (status) => {
    expect(kindOf(anRfq({ status, unanswered: 1 }), undefined, later(NOON, 99 * DAY))).toBeUndefined()
  })
})
