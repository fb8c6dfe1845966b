import { describe, expect, it } from 'vitest'
import { APPROVAL_PAGE, type ApprovalRequest, type ApprovalStep } from '../../../shared/domain/approval.ts'
import { answerQuestion, askOverride, meetCondition } from '../../../shared/domain/approval-handling.ts'
import { whereItHangs } from '../../../shared/domain/approval-hanging.ts'
import { openRequest } from '../../../shared/domain/approval-request.ts'
import { decide } from '../../../shared/domain/approval-rules.ts'
import type { Decision, DecisionAsked, Handling, HandlingSaid } from '../../../shared/domain/decisions.ts'
import { HOUR } from '../../../shared/domain/time.ts'
import {
  actsIn,
  carriedFrom,
  objectionsOf,
  overridingOf,
  questionOf,
  type Seen,
  stagesOf,
  standingDecision,
  successorOf,
  vetoedBefore,
} from '../../../web/src/pages/awards/approval/seen.ts'
import { changedBy, reaskedBy } from '../../../web/src/pages/awards/reasked.ts'
import {
  aGroup,
  anApproval,
  aRequest,
  aStakeholder,
  aVeto,
  HEAD,
  openedRequest,
  someHashes,
} from '../../support/awards.ts'
import { DAY, later, NOON } from '../../support/builders.ts'

const [technical, commercial, financial, operational] = (
  ['technical', 'commercial', 'financial', 'operational'] as const
).map(aStakeholder)
if (!technical || !commercial || !financial || !operational) throw new Error('Four roles')
type Somebody = { stakeholderId: string }

/** What a buyer sees after some acts on a request, one an hour. */
class Watching {
  seen: Seen
  #seq = 1
  constructor(request: ApprovalRequest = aRequest()) {
    this.seen = { approval: request, decisions: [], handlings: [] }
  }
  #next() {
    this.#seq += 1
    return { seq: this.#seq, at: later(NOON, this.#seq * HOUR) }
  }
  says({ stakeholderId }: Somebody, asked: DecisionAsked) {
    const { seq, at } = this.#next()
    const turn = (this.step({ stakeholderId })?.turns ?? 0) + 1
    const proved = { method: 'code' as const, from: '192.0.2.1' }
    const keptOut = () => undefined
    const made = decide(this.seen.approval, { stakeholderId, turn, asked, decidedAt: at, seq, proved, keptOut })
    if (!made.ok) throw new Error(made.refusal.code)
    this.#after(made.value.request, { decision: made.value.decision })
    return this
  }
  does(
    said: HandlingSaid,
    rule: (
      request: ApprovalRequest,
      by: { at: string; seq: number },
    ) => { ok: true; value: ApprovalRequest } | { ok: false },
  ) {
    const by = this.#next()
    const made = rule(this.seen.approval, by)
    if (!made.ok) throw new Error('Refused')
    this.#after(made.value, { handling: { ...said, ...by, by: HEAD } })
    return this
  }
  #after(approval: ApprovalRequest, fact: { decision: Decision } | { handling: Handling }) {
    const { decisions, handlings } = this.seen
    this.seen = {
      approval,
      decisions: 'decision' in fact ? [...decisions, fact.decision] : decisions,
      handlings: 'handling' in fact ? [...handlings, fact.handling] : handlings,
    }
  }
  step({ stakeholderId }: Somebody): ApprovalStep | undefined {
    return this.seen.approval.steps.find((one) => one.stakeholderId === stakeholderId)
  }
  hangs(now = Date.parse(NOON) + 9 * HOUR) {
    return whereItHangs(this.seen.approval, now).map(({ kind, steps, since }) => [
      kind,
      steps.map(({ name }) => name),
      since,
    ])
  }
}
const ask = (words: string): DecisionAsked => ({ decision: 'ask', words, shown: someHashes, page: APPROVAL_PAGE })
const names = (...people: { name: string }[]) => people.map(({ name }) => name)
const at = (hours: number) => later(NOON, hours * HOUR)

describe('where a request hangs', () => {
  it('is with those who are asked and have not answered', () => {
    const watching = new Watching().says(technical, anApproval())
    expect(watching.hangs()).toEqual([['awaited', names(commercial, financial, operational), NOON]])
  })
  it('is first with what only the buyer can move', () => {
    const watching = new Watching()
      .says(technical, anApproval(someHashes, '', 'A guarantee'))
      .says(commercial, ask('Which?'))
      .says(financial, aVeto())
    expect(watching.hangs()).toEqual([
      ['vetoed', names(financial), at(4)],
      ['asked', names(commercial), at(3)],
      ['unmet', names(technical), at(2)],
      ['awaited', names(operational), NOON],
    ])
  })
  it('goes back to the others once the buyer did what was asked', () => {
    const watching = new Watching()
      .says(technical, anApproval(someHashes, '', 'A guarantee'))
      .says(commercial, ask('Which?'))
    const asked = { number: 1, turn: watching.step(commercial)?.question?.turn ?? 0 }
    const { stakeholderId } = technical
    watching
      .does({ kind: 'answer', stakeholderId: commercial.stakeholderId, asked, words: 'This' }, (request, by) =>
        answerQuestion(request, { stakeholderId: commercial.stakeholderId, asked }, by),
      )
      .does({ kind: 'meet', stakeholderId, evidence: 'Here' }, (request, by) =>
        meetCondition(request, { stakeholderId, evidence: 'Here' }, by),
      )
    expect(watching.hangs().map(([kind, , since]) => [kind, since])).toEqual([
      ['awaited', NOON],
      ['unconfirmed', at(5)],
    ])
  })
  it('is overdue after the limit, except where enough have approved', () => {
    const watching = new Watching().says(technical, anApproval())
    const due = Date.parse(watching.step(financial)?.dueAt ?? '')
    expect(watching.hangs(due - 1).map(([kind]) => kind)).toEqual(['awaited'])
    expect(watching.hangs(due)).toEqual([
      ['overdue', names(commercial, financial, operational), new Date(due).toISOString()],
    ])
  })
  it('is stuck where nobody is left to decide', () => {
    const watching = new Watching().says(financial, { decision: 'recuse', words: '' })
    expect(watching.hangs()).toEqual([
      ['stuck', names(financial), NOON],
      ['awaited', names(technical, commercial, operational), NOON],
    ])
  })
  it('is nowhere once all approved, or when it is over', () => {
    const watching = new Watching()
    for (const one of [technical, commercial, financial, operational]) watching.says(one, anApproval())
    expect(watching.hangs()).toEqual([])
    const { approval } = new Watching().seen
    expect(whereItHangs({ ...approval, status: 'expired' }, 0)).toEqual([])
  })
})

describe('objections', () => {
  it('stand side by side in the order they were said, until they are lifted', () => {
    const watching = new Watching().says(operational, aVeto()).says(financial, aVeto())
    expect(objectionsOf(watching.seen).map(({ step }) => step.role)).toEqual(['operational', 'financial'])
    watching.says(operational, { decision: 'lift', evidence: 'Met', shown: someHashes, page: APPROVAL_PAGE })
    expect(objectionsOf(watching.seen).map(({ step }) => step.role)).toEqual(['financial'])
  })
  it('say who was asked to override them, and stay when they were overridden', () => {
    const policy = [{ role: 'financial' as const, by: [technical, operational], needed: 2 }]
    const watching = new Watching(aRequest({ overrides: policy })).says(financial, aVeto())
    const { stakeholderId } = financial
    watching.does({ kind: 'askOverride', stakeholderId, words: 'x' }, (request, by) =>
      askOverride(request, { stakeholderId, words: 'x' }, by),
    )
    const [objection] = objectionsOf(watching.seen)
    const overriding = () => objection && overridingOf(watching.seen.approval, objection.step)
    expect(overriding()).toMatchObject({ filled: 0, seats: 2, group: { needed: 2 } })
    for (const { stakeholderId: id } of overriding()?.steps ?? []) {
      watching.says({ stakeholderId: id }, { decision: 'declare' })
      watching.says({ stakeholderId: id }, {
        ...anApproval(),
        decision: 'override',
        words: 'So be it',
      } as DecisionAsked)
    }
    expect(overriding()?.filled).toBe(2)
    expect(objectionsOf(watching.seen)).toMatchObject([{ step: { status: 'overridden' }, veto: { decision: 'veto' } }])
    // Those who override stand with the veto, not among those asked for an opinion.
    expect(stagesOf(watching.seen.approval).flatMap(({ groups }) => groups)).toHaveLength(4)
  })
})

describe('a proposal after another', () => {
  const first = () =>
    new Watching().says(technical, anApproval()).says(financial, aVeto()).says(commercial, ask('Which?'))
  const second = (watching: Watching, sections = { ...someHashes, risk: someHashes.what }) => {
    const approval = openedRequest({ number: 2, previous: watching.seen.approval, sections, at: at(9) })
    const standing = approval.steps.flatMap((step) => {
      const said = step.standing && standingDecision(watching.seen, { ...step, standing: step.standing })
      return said ? [said] : []
    })
    return { approval, decisions: standing, handlings: [], earlier: [watching.seen] } satisfies Seen
  }

  it('says which decision stands from which proposal, and keeps it out of its own history', () => {
    const seen = second(first())
    const stepOf = ({ stakeholderId }: Somebody) => {
      const step = seen.approval.steps.find((one) => one.stakeholderId === stakeholderId)
      if (!step) throw new Error('No step')
      return step
    }
    expect(carriedFrom(seen.approval, stepOf(financial))).toBe(1)
    expect(standingDecision(seen, stepOf(financial))).toMatchObject({ decision: 'veto' })
    expect(carriedFrom(seen.approval, stepOf(technical))).toBeUndefined()
    expect(actsIn(seen)).toEqual([])
    expect(actsIn(first().seen)).toHaveLength(3)
  })
  it('says who is asked again after a veto, because what they answer for changed', () => {
    const seen = second(first(), { ...someHashes, budget: someHashes.what })
    const asked = seen.approval.steps.filter((step) => vetoedBefore(seen, step) !== undefined)
    expect(asked).toMatchObject([{ role: 'financial', status: 'actionable', standing: null }])
    expect(asked.map((step) => vetoedBefore(seen, step))).toEqual([1])
  })
  it('finds a question where it was asked', () => {
    const seen = second(first(), { ...someHashes, delivery: someHashes.what })
    const step = seen.approval.steps.find(({ question }) => question !== null)
    expect(step && questionOf(seen, step)).toMatchObject({ words: 'Which?' })
  })
})

describe('who is asked', () => {
  it('stands stage by stage with the seats filled, whoever sits on them', () => {
    const { people, ...group } = aGroup('technical')
    const later_ = aGroup('financial', { stage: 2 })
    const opened = openRequest({ ...openedRequest(), groups: [{ ...group, people }, later_], at: NOON })
    const declared = { ...opened, steps: opened.steps.map((step) => ({ ...step, declaredAt: NOON })) }
    const to = { name: 'Nanna', email: 'nanna@strandby.example', language: 'da' as const }
    const watching = new Watching(declared).says(technical, { decision: 'delegate', to, words: '' })
    const step = watching.step(technical)
    const next = step && successorOf(watching.seen.approval, step)
    expect(next).toMatchObject({ name: 'Nanna', from: { how: 'delegated' } })
    const stages = stagesOf(watching.seen.approval)
    expect(stages.map(({ stage }) => stage)).toEqual([1, 2])
    expect(stages[0]?.groups[0]).toMatchObject({
      filled: 0,
      seats: 1,
      steps: [{ status: 'delegated' }, { name: 'Nanna' }],
    })
  })
})

describe('who is asked again', () => {
  const supplierId = 'org_01JQ0000000000000000000001'
  const said = { supplierId, reason: 'Lowest', justification: '', budgetLine: '4.2', deliveryNote: '', riskNote: '' }
  const watching = new Watching().says(technical, anApproval()).says(financial, aVeto())
  const award = {
    ...said,
    awardId: 'awd_01JQ0000000000000000000001',
    rfqId: 'rfq_01JQ0000000000000000000001',
    number: 1,
    supplierName: 'Deltadata',
    bidId: 'bid_01JQ0000000000000000000001',
    bidVersion: 1,
    bidSha256: someHashes.what,
    currency: 'DKK' as const,
    totalMinor: 1,
    isLowest: true,
    budget: { line: '4.2', name: '', estimatedMinor: null },
    supplierStanding: [],
    proposedAt: NOON,
    proposedBy: HEAD,
  }
  const view = (status: ApprovalRequest['status'] = 'vetoed') => ({
    award,
    approval: { ...watching.seen.approval, status },
  })
  const roles = (steps: readonly ApprovalStep[]) => steps.map(({ role }) => role)

  it.each([
    [{}, []],
    [{ reason: ' Lowest ' }, []],
    [{ deliveryNote: 'By ship' }, ['delivery']],
    [{ budgetLine: '4.1' }, ['budget']],
    [{ riskNote: 'None', reason: 'Other' }, ['risk']],
    [{ supplierId: 'org_01JQ0000000000000000000002' }, ['what', 'price', 'budget', 'delivery', 'risk']],
  ])('of %j changes %j', (change, sections) => {
    expect(changedBy(view(), { ...said, ...change })).toEqual(sections)
  })
  it('counts the ranking as changed after a bid left it', () => {
    expect(changedBy(view('superseded'), said)).toEqual(['price', 'risk'])
  })
  it('is whoever answers for something that changes; what the others decided stands', () => {
    const { again, stands } = reaskedBy(view(), ['delivery'])
    expect([roles(again), roles(stands)]).toEqual([['operational'], ['technical', 'financial']])
  })
  it('agrees with what asking again does', () => {
    const sections = { ...someHashes, delivery: someHashes.what }
    const request = openedRequest({ number: 2, previous: watching.seen.approval, sections, at: later(NOON, DAY) })
    const standing = request.steps.filter(({ standing: stands }) => stands !== null)
    expect(roles(standing)).toEqual(roles(reaskedBy(view(), ['delivery']).stands))
  })
})
