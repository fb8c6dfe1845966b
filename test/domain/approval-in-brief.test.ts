import { describe, expect, it } from 'vitest'
import type { ApprovalRequest, ApprovalStep } from '../../shared/domain/approval.ts'
import { approvalInBrief } from '../../shared/domain/approval-in-brief.ts'
import { aRequest } from '../support/awards.ts'
import { anRfq, DAY, later, NOON } from '../support/builders.ts'

const evaluated = anRfq({ status: 'evaluation', awardCount: 1, updatedAt: NOON })
const at = later(NOON, DAY)
const inRole = (role: ApprovalStep['role'], change: Partial<ApprovalStep>, request: ApprovalRequest = aRequest()) => ({
  ...request,
  steps: request.steps.map((step) => (step.role === role ? { ...step, ...change } : step)),
})
const brief = (request: ApprovalRequest, now = at, rfq = evaluated) => approvalInBrief(rfq, request, now)

describe('an approval in brief', () => {
  it('says how many seats of how many approved, whom it waits for since when, and the nearest limit', () => {
    const soon = later(NOON, 2 * DAY)
    const request = inRole('financial', { dueAt: soon }, inRole('technical', { status: 'approved' }))
    expect(brief(request)).toEqual({
      subject: 'award',
      number: 1,
      status: 'proposed',
      approved: 1,
      needed: 4,
      hangs: [{ kind: 'awaited', roles: ['commercial', 'financial', 'operational'], since: NOON }],
      limit: soon,
    })
  })
  it('names those who are late first, and the time they had', () => {
    const due = later(NOON, DAY)
    expect(brief(inRole('financial', { dueAt: due }))).toMatchObject({
      hangs: [
        { kind: 'overdue', roles: ['financial'], since: due },
        { kind: 'awaited', roles: ['technical', 'commercial', 'operational'] },
      ],
      limit: due,
    })
  })
  it('says a veto with when it was said', () => {
    const standing = { number: 1, turn: 1, decidedAt: later(NOON, -DAY) }
    const vetoed = inRole('technical', { status: 'vetoed', standing })
    expect(brief({ ...vetoed, status: 'vetoed' })).toMatchObject({
      status: 'vetoed',
      hangs: [{ kind: 'vetoed', roles: ['technical'], since: later(NOON, -DAY) }, { kind: 'awaited' }],
    })
  })
  it('counts no more seats than are needed, and none of those who may override a veto', () => {
    const [first] = aRequest().groups
    const [step] = aRequest().steps
    if (!first || !step) throw new Error('A group and a step')
    const twice = [step, { ...step, stakeholderId: 'stk_2', seat: 'stk_2' }].map((one) => ({
      ...one,
      status: 'approved' as const,
    }))
    const overriding = { ...first, groupId: 'override', overrides: step.stakeholderId }
    expect(brief({ ...aRequest(), groups: [first, overriding], steps: twice })).toMatchObject({
      approved: 1,
      needed: 1,
    })
  })
  it('has the limit of the whole where nobody is asked now', () => {
    const question = { number: 1, turn: 1, askedAt: NOON }
    const request = aRequest()
    const asking = { ...request, steps: request.steps.map((step) => ({ ...step, question })) }
    expect(brief(asking)).toMatchObject({ hangs: [{ kind: 'asked', since: NOON }], limit: request.until })
  })
  it('still says what was approved and what lapsed, with nobody to wait for', () => {
    for (const status of ['approved', 'expired'] as const)
      expect(brief({ ...aRequest(), status })).toMatchObject({ status, hangs: [], limit: null })
  })
  it('is nothing once it is over, or overtaken by what became of the RFQ', () => {
    for (const status of ['committed', 'superseded', 'cancelled'] as const)
      expect(brief({ ...aRequest(), status })).toBeNull()
    expect(brief(aRequest(), at, { ...evaluated, status: 'unsuccessful' })).toBeNull()
  })
  it('is nothing of a draft that was changed after it was approved', () => {
    const draft = anRfq({ status: 'draft', publicationCount: 1, updatedAt: NOON })
    const approved = aRequest({ subject: 'publication', status: 'approved' })
    expect(brief(approved, at, draft)).toMatchObject({ subject: 'publication', status: 'approved' })
    const changed = { ...draft, updatedAt: later(NOON, 1) }
    expect(brief(approved, at, changed)).toBeNull()
    expect(brief({ ...approved, status: 'proposed' }, at, changed)).toMatchObject({ status: 'proposed' })
  })
})
