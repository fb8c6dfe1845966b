import { describe, expect, it } from 'vitest'
import type { ApprovalRequest } from '../../../shared/domain/approval.ts'
import { askOverride } from '../../../shared/domain/approval-handling.ts'
import { openRequest } from '../../../shared/domain/approval-request.ts'
import { stuckGroups } from '../../../shared/domain/approval-tally.ts'
import { timePasses } from '../../../shared/domain/approval-time.ts'
import type { DecisionAsked } from '../../../shared/domain/decisions.ts'
import { stakeholderRoles } from '../../../shared/domain/party.ts'
import {
  aGroup,
  aLift,
  anApproval,
  aRequest,
  aStakeholder,
  aVeto,
  HEAD,
  hash,
  openedRequest,
  someHashes,
} from '../../support/awards.ts'
import { DAY, later, NOON } from '../../support/builders.ts'
import { following, idOf, say, stepOf } from '../../support/deciding.ts'

const [technical, commercial, financial, operational] = stakeholderRoles.map(idOf) as [string, string, string, string]
const shown = { shown: someHashes, page: 'sealbid/approval-page/2' } as const
const groups = stakeholderRoles.map((role) => aGroup(role))
const { active: _, ...director } = {
  ...aStakeholder('financial'),
  stakeholderId: `stk_01JT${'0'.repeat(22)}`,
  email: 'director@strandby.example',
  name: 'The director',
}

const revise = (previous: ApprovalRequest, changed: Partial<typeof someHashes>, over: object = {}) =>
  openRequest({
    ...previous,
    groups,
    number: 2,
    sections: { ...someHashes, ...changed },
    at: later(NOON, DAY),
    previous,
    ...over,
  })
const statuses = ({ steps }: ApprovalRequest) => steps.map(({ role, status }) => `${role} ${status}`)
const decided = following(aRequest(), [technical, anApproval()], [financial, aVeto()], [operational, anApproval()])

describe('asking', () => {
  it('asks every holder at once, by the limit of their group in working days', () => {
    expect(openedRequest().steps).toMatchObject(
      stakeholderRoles.map((role) => ({
        role,
        status: 'actionable',
        askedAt: NOON,
        dueAt: '2026-03-16T12:00:00.000Z',
        declaredAt: null,
      })),
    )
  })

  it('hands the seat of who is away to whom they named, and to nobody who is asked already', () => {
    const to = { name: 'Bo Lund', email: 'bo@strandby.example', language: 'da' as const }
    const email = aStakeholder('technical').email
    expect(openedRequest({ away: [{ email, to }] }).steps).toMatchObject([
      { role: 'technical', status: 'delegated' },
      {},
      {},
      {},
      { role: 'technical', status: 'actionable', seat: technical, email: to.email, from: { how: 'away' }, askedSeq: 1 },
    ])
    const taken = openedRequest({ away: [{ email, to: { ...to, email: aStakeholder('financial').email } }] })
    expect(taken.steps).toHaveLength(4)
  })
})

describe('asking again after a change', () => {
  it.each([
    ['what', ['technical', 'commercial', 'financial', 'operational']],
    ['price', ['commercial', 'financial']],
    ['budget', ['financial']],
    ['delivery', ['operational']],
    ['risk', ['technical', 'commercial']],
  ] as const)('of %s asks %s', (section, asked) => {
    const again = revise(decided, { [section]: hash('other') })
    const fresh = again.steps.filter(({ standing, declaredAt }) => standing === null && declaredAt === null)
    expect(fresh.map(({ role }) => role)).toEqual(asked)
  })

  it('of nothing in their scope leaves every opinion where it was, the veto above all', () => {
    const again = revise(decided, { delivery: hash('other') })
    expect(statuses(again)).toEqual(
      expect.arrayContaining([
        'technical approved',
        'commercial actionable',
        'financial vetoed',
        'operational actionable',
      ]),
    )
    expect(again.status).toBe('vetoed')
    expect(stepOf(again, technical)).toMatchObject({ standing: { number: 1, turn: 1 }, turns: 0 })
    expect(say(again, financial, anApproval({ ...someHashes, delivery: hash('other') }))).toMatchObject({
      refusal: { code: 'own_veto_stands' },
    })
  })

  it('is not approved by what was approved before, where that changed', () => {
    const all = following(
      aRequest(),
      ...stakeholderRoles.map((role): [string, DecisionAsked] => [idOf(role), anApproval()]),
    )
    expect(revise(all, {}).status).toBe('approved')
    expect(revise(all, { what: hash('other') }).status).toBe('proposed')
  })

  it('asks afresh who holds a role newly, and who must answer for more', () => {
    const successor = { ...director, role: 'technical' as const }
    const held = revise(decided, {}, { groups: [aGroup('technical', { people: [successor] }), ...groups.slice(1)] })
    expect(statuses(held)).toContain('technical actionable')
    const wider = revise(
      decided,
      {},
      { groups: [aGroup('technical', { scope: ['what', 'price', 'risk'] }), ...groups.slice(1)] },
    )
    expect(statuses(wider)).toContain('technical actionable')
  })
})

describe('overriding a veto', () => {
  const overrides = [{ role: 'financial' as const, by: [director], needed: 1 }]
  const vetoed = { ...following(aRequest(), [financial, aVeto()]), overrides }
  const by = { at: NOON, seq: 3 }
  const asked = askOverride(vetoed, { stakeholderId: financial, words: 'The budget is voted on Monday' }, by)
  const request = asked.ok ? asked.value : vetoed
  const overrider = request.steps.at(-1)?.stakeholderId ?? ''
  const ready = following(request, [overrider, { decision: 'declare' }])

  it('is asked of those the policy names, and of nobody who has a part in it', () => {
    expect(request.steps.at(-1)).toMatchObject({ email: director.email, status: 'actionable', askedSeq: 3 })
    const refused = (own: object) => askOverride({ ...vetoed, ...own }, { stakeholderId: financial, words: 'x' }, by)
    expect(refused({ overrides: [] })).toMatchObject({ refusal: { code: 'override_not_in_policy' } })
    for (const email of [HEAD.email, aStakeholder('financial').email])
      expect(refused({ overrides: [{ ...overrides[0], by: [{ ...director, email }] }] })).toMatchObject({
        refusal: { code: 'override_not_in_policy' },
      })
    expect(askOverride(request, { stakeholderId: financial, words: 'x' }, by)).toMatchObject({
      refusal: { code: 'override_under_way' },
    })
    expect(askOverride(vetoed, { stakeholderId: technical, words: 'x' }, by)).toMatchObject({
      refusal: { code: 'veto_not_found' },
    })
  })

  it('sets it aside with reasons, and its seat counts; the vetoer has had their say', () => {
    const overridden = following(ready, [overrider, { decision: 'override', words: 'Voted', ...shown }])
    expect(stepOf(overridden, financial)).toMatchObject({ status: 'overridden', standing: { number: 1, turn: 1 } })
    expect(overridden.status).toBe('proposed')
    const all = following(
      overridden,
      [technical, anApproval()],
      [commercial, anApproval()],
      [operational, anApproval()],
    )
    expect(all.status).toBe('approved')
    expect(say(all, financial, aVeto())).toMatchObject({ refusal: { code: 'decision_stands' } })
  })

  it('is of the veto it was asked about, and of none that comes after that was lifted', () => {
    const again = [financial, aVeto()] as [string, DecisionAsked]
    const lifted = following(ready, [financial, aLift()])
    expect(say(lifted, overrider, { decision: 'override', words: 'Voted', ...shown })).toMatchObject({
      refusal: { code: 'decision_stands' },
    })
    const two = [{ ...overrides[0], needed: 2, by: [director, { ...director, email: 'chair@strandby.example' }] }]
    const both = askOverride(
      { ...vetoed, overrides: two as ApprovalRequest['overrides'] },
      { stakeholderId: financial, words: 'x' },
      by,
    )
    const [first, second] = (both.ok ? both.value : vetoed).steps.slice(-2).map((step) => step.stakeholderId)
    const halfway = following(
      both.ok ? both.value : vetoed,
      [first ?? '', { decision: 'declare' }],
      [second ?? '', { decision: 'declare' }],
      [first ?? '', { decision: 'override', words: 'Voted', ...shown }],
      [financial, aLift()],
      again,
    )
    expect(say(halfway, second ?? '', { decision: 'override', words: 'Voted', ...shown })).toMatchObject({
      refusal: { code: 'decision_stands' },
    })
    expect(halfway.status).toBe('vetoed')
    const anew = askOverride(halfway, { stakeholderId: financial, words: 'This one too' }, { at: NOON, seq: 9 })
    expect(anew).toMatchObject({ ok: true, value: { status: 'vetoed' } })
  })

  it('is a say of those the policy names alone: nobody hands it to somebody else', () => {
    const to = { name: 'Bo Lund', email: 'bo@strandby.example', language: 'da' as const }
    const handed = say(ready, overrider, { decision: 'delegate', to, words: '' })
    expect(handed).toMatchObject({ refusal: { code: 'decision_stands' } })
  })

  it('may be declined, and the veto stands', () => {
    const upheld = following(ready, [overrider, { decision: 'uphold', words: 'Not without the vote', ...shown }])
    expect(upheld.status).toBe('vetoed')
    expect(say(upheld, overrider, { decision: 'override', words: 'x', ...shown })).toMatchObject({
      refusal: { code: 'decision_stands' },
    })
  })
})

describe('a seat', () => {
  const two = [technical, `stk_01JR${'0'.repeat(22)}`].map((stakeholderId, i) => ({
    ...director,
    role: 'technical' as const,
    stakeholderId,
    email: `t${i}@strandby.example`,
  }))

  it('counts once when both who had it and who took it over approve', () => {
    const escalateTo = { ...director, role: 'technical' as const }
    const request = openedRequest({ groups: [aGroup('technical', { people: two, needed: 2, escalateTo })] })
    let seq = 1
    let passed = request
    for (
      let due = timePasses(passed, later(NOON, 20 * DAY), ++seq);
      due && due.said.kind !== 'expire';
      due = timePasses(passed, later(NOON, 20 * DAY), ++seq)
    )
      passed = due.request
    const [first, second] = passed.steps
      .filter(({ seat }) => seat === technical)
      .map(({ stakeholderId }) => stakeholderId) as [string, string]
    const both = following(
      passed,
      ...[first, second].flatMap((id): [string, DecisionAsked][] => [
        [id, { decision: 'declare' }],
        [id, anApproval()],
      ]),
    )
    expect(both.status).toBe('proposed')
  })

  it('that nobody can fill any more is said to be stuck', () => {
    const gone = following(openedRequest(), [technical, { decision: 'recuse', words: '' }])
    expect(stuckGroups(gone).map(({ groupId }) => groupId)).toEqual(['technical'])
    expect(stuckGroups(decided)).toEqual([])
  })
})
