import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ApprovalRequest, ApprovalStep } from '../../../shared/domain/approval.ts'
import { answerQuestion } from '../../../shared/domain/approval-handling.ts'
import { nextTick, remindAt, timePasses } from '../../../shared/domain/approval-time.ts'
import type { DecisionAsked, HandlingSaid } from '../../../shared/domain/decisions.ts'
import { stakeholderRoles } from '../../../shared/domain/party.ts'
import {
  aGroup,
  aLift,
  anApproval,
  aRequest,
  aStakeholder,
  aVeto,
  openedRequest,
  someHashes,
} from '../../support/awards.ts'
import { DAY, later, NOON } from '../../support/builders.ts'
import { following, idOf, say, stepOf } from '../../support/deciding.ts'

const shown = { shown: someHashes, page: 'sealbid/approval-page/2' } as const
const asking: DecisionAsked = { decision: 'ask', words: 'Which line pays?', ...shown }
const deputy = { ...aStakeholder('operational'), name: 'Bo Lund', email: 'bo@strandby.example' }
const HOUR = 3_600_000

const declared = (over: Parameters<typeof openedRequest>[0] = {}): ApprovalRequest => {
  const request = openedRequest(over)
  return { ...request, steps: request.steps.map((step) => ({ ...step, declaredAt: NOON })) }
}
const alone = (escalateTo: typeof deputy | null = deputy) => declared({ groups: [aGroup('technical', { escalateTo })] })
const technical = idOf('technical')

/** Everything time does by an instant; it throws where that never ends. */
const passing = (before: ApprovalRequest, now: string, seq = 2) => {
  const said: HandlingSaid[] = []
  let request = before
  while (said.length < 100) {
    const passed = timePasses(request, now, seq + said.length)
    if (!passed) return { request, said }
    request = passed.request
    said.push(passed.said)
  }
  throw new Error('Time does not come to rest')
}
const kinds = (said: HandlingSaid[]) => said.map(({ kind }) => kind)

describe('what time does to a request', () => {
  const due = alone().steps[0]?.dueAt ?? ''

  it('reminds a day before the limit, once, or halfway where the limit is near', () => {
    expect(remindAt({ askedAt: NOON, dueAt: later(NOON, 10 * DAY) })).toBe(later(NOON, 9 * DAY))
    expect(remindAt({ askedAt: NOON, dueAt: later(NOON, DAY) })).toBe(later(NOON, 12 * HOUR))
    expect(passing(alone(), later(due, -DAY - 1)).said).toEqual([])
    const reminded = passing(alone(), later(due, -DAY))
    expect(reminded.said).toEqual([{ kind: 'remind', stakeholderId: technical }])
    expect(passing(reminded.request, later(due, -1)).said).toEqual([])
  })

  it('asks somebody else at the limit, with a limit of their own, and leaves the first their say', () => {
    const { request, said } = passing(alone(), due)
    expect(said).toEqual([{ kind: 'escalate', stakeholderId: technical, to: 'Bo Lund' }])
    expect(request.steps.map(({ email, status, from }) => [email, status, from?.how])).toEqual([
      ['technical@strandby.example', 'actionable', undefined],
      [deputy.email, 'actionable', 'escalated'],
    ])
    expect(request.steps[1]).toMatchObject({ askedAt: due, askedSeq: 2, seat: technical })
    expect(Date.parse(request.steps[1]?.dueAt ?? '')).toBeGreaterThan(Date.parse(due))
    expect(say(request, technical, anApproval())).toMatchObject({ value: { allApproved: true } })
  })

  it('says once that nobody is left to ask', () => {
    const { request, said } = passing(alone(null), due)
    expect(said).toEqual([{ kind: 'escalate', stakeholderId: technical, to: null }])
    expect(passing(request, later(due, DAY)).said).toEqual([])
  })

  it('reminds nobody of a limit that is over', () => {
    expect(kinds(passing(alone(), later(due, DAY)).said)).toEqual(['escalate'])
  })

  it('ends the request at its own limit, whatever else is due', () => {
    const { until } = alone()
    const { request, said } = passing(alone(), until)
    expect(said.at(-1)).toEqual({ kind: 'expire' })
    expect(request.status).toBe('expired')
    expect(nextTick(request)).toBeUndefined()
    expect(say(request, technical, anApproval())).toMatchObject({ refusal: { code: 'award_superseded' } })
  })

  it('stands still while a question is open, and gives back the time it was', () => {
    const asked = following(alone(), [technical, asking])
    expect(passing(asked, due).said).toEqual([])
    const answer = { stakeholderId: technical, asked: { number: 1, turn: 1 } }
    const answered = answerQuestion(asked, answer, { at: later(NOON, 3 * DAY), seq: 3 })
    if (!answered.ok) throw new Error(answered.refusal.code)
    expect(stepOf(answered.value, technical).dueAt).toBe(later(due, 3 * DAY))
    expect(passing(answered.value, due).said).toEqual([])
    expect(kinds(passing(answered.value, later(due, 2 * DAY)).said)).toEqual(['remind'])
  })

  it('hurries nobody whose answer is not needed any more', () => {
    const people = (['technical', 'commercial', 'financial'] as const).map(aStakeholder)
    const two = declared({ groups: [aGroup('technical', { people, needed: 2 }), aGroup('operational')] })
    const enough = following(two, [technical, anApproval()], [idOf('commercial'), anApproval()])
    expect(passing(enough, due).said).toEqual([{ kind: 'escalate', stakeholderId: idOf('operational'), to: null }])
    const handedOn = passing(alone(), due).request
    const seated = following(handedOn, [technical, aVeto()])
    expect(passing(seated, later(due, 20 * DAY), 4).said).toEqual([])
  })

  it('gives who lifted a veto as long as at first', () => {
    const vetoed = following(alone(), [technical, aVeto()])
    expect(passing(vetoed, later(due, 5 * DAY)).said).toEqual([])
    const lifted = say(vetoed, technical, aLift(), { at: later(due, 5 * DAY), seq: 3 })
    if (!lifted.ok) throw new Error(lifted.refusal.code)
    expect(passing(lifted.value.request, later(due, 6 * DAY)).said).toEqual([])
    expect(kinds(passing(lifted.value.request, later(due, 20 * DAY)).said)).toEqual(['escalate'])
  })

  it('leaves a request alone that is approved or over', () => {
    const all = stakeholderRoles.map((role): [string, DecisionAsked] => [idOf(role), anApproval()])
    expect(nextTick(following(aRequest(), ...all))).toBeUndefined()
    for (const status of ['committed', 'superseded', 'cancelled'] as const)
      expect(nextTick(aRequest({ status }))).toBeUndefined()
  })
})

const decisions: DecisionAsked[] = [anApproval(), aVeto(), asking, { decision: 'recuse', words: '' }]
const someRequest = fc
  .record({
    roles: fc.subarray([...stakeholderRoles], { minLength: 1 }),
    stages: fc.array(fc.constantFrom(1, 2), { minLength: 4, maxLength: 4 }),
    days: fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 4, maxLength: 4 }),
    escalates: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
    untilDays: fc.integer({ min: 1, max: 60 }),
    said: fc.array(fc.record({ role: fc.constantFrom(...stakeholderRoles), what: fc.constantFrom(...decisions) })),
  })
  .map(({ roles, stages, days, escalates, untilDays, said }) => {
    const groups = roles.map((role, i) => {
      const escalateTo = escalates[i] ? { ...deputy, email: `deputy-${role}@strandby.example` } : null
      return aGroup(role, { stage: stages[i] ?? 1, workingDays: days[i] ?? 1, escalateTo })
    })
    return said.reduce(
      (now, { role, what }) => {
        const decided = roles.includes(role) ? say(now, idOf(role), what) : undefined
        return decided?.ok ? decided.value.request : now
      },
      declared({ groups, until: later(NOON, untilDays * DAY) }),
    )
  })
const waits = fc.array(fc.integer({ min: 1, max: 30 * 24 }), { minLength: 1, maxLength: 12 })
const opinions = ({ steps }: ApprovalRequest) =>
  steps
    .filter(({ status }) => !['waiting', 'actionable', 'lifted'].includes(status))
    .map(({ stakeholderId, status }) => [stakeholderId, status])
const stepIn = (request: ApprovalRequest, said: HandlingSaid): ApprovalStep | undefined =>
  said.kind === 'expire' ? undefined : stepOf(request, said.stakeholderId)

describe('time, whatever it meets', () => {
  it('comes to rest, never speaks for anybody, and never hurries who waits for an answer', () => {
    fc.assert(
      fc.property(someRequest, waits, (asked, hours) => {
        let request = asked
        let now = NOON
        let seq = 2
        const done: { kind: string; stakeholderId: string }[] = []
        for (const hour of hours) {
          const tick = nextTick(request)
          now = later(now, hour * HOUR)
          const before = request
          const passed = passing(request, now, seq)
          seq += passed.said.length
          request = passed.request
          expect(passed.said.length > 0).toBe(tick !== undefined && tick <= now)
          expect(opinions(request)).toEqual(opinions(before))
          expect([before.status, 'expired']).toContain(request.status)
          for (const said of passed.said) {
            const step = before.steps.length > 0 ? stepIn(request, said) : undefined
            expect(step?.question ?? null).toBeNull()
            if (said.kind !== 'expire' && 'stakeholderId' in said) done.push(said)
          }
        }
        const next = nextTick(request)
        expect(next === undefined || next > now).toBe(true)
        for (const [, one] of Map.groupBy(done, ({ stakeholderId }) => stakeholderId)) {
          expect([['remind', 'escalate'], ['remind'], ['escalate']]).toContainEqual(one.map(({ kind }) => kind))
        }
      }),
      { numRuns: 300 },
    )
  })

  it('does the same in one look as in many', () => {
    fc.assert(
      fc.property(someRequest, fc.integer({ min: 1, max: 90 * 24 }), (asked, hours) => {
        const end = later(NOON, hours * HOUR)
        let often = asked
        for (let at = nextTick(often); at !== undefined && at <= end; at = nextTick(often))
          often = passing(often, at).request
        const once = passing(asked, end).request
        expect(once.status).toBe(often.status)
        // Who is asked is the same; by when, depends on when they were.
        const holders = ({ steps }: ApprovalRequest) => steps.map(({ email }) => email).sort()
        expect(holders(once)).toEqual(holders(often))
      }),
      { numRuns: 300 },
    )
  })
})
