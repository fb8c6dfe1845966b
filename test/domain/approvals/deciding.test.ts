import { describe, expect, it } from 'vitest'
import type { ApprovalRequest } from '../../../shared/domain/approval.ts'
import { actsOf, saysTheSame } from '../../../shared/domain/approval-rules.ts'
import type { Decision, DecisionAsked } from '../../../shared/domain/decisions.ts'
import { stakeholderRoles } from '../../../shared/domain/party.ts'
import { HOUR, later } from '../../../shared/domain/time.ts'
import {
  aGroup,
  aLift,
  anApproval,
  aRequest,
  aStakeholder,
  aVeto,
  openedRequest,
  someHashes,
  taken,
} from '../../support/awards.ts'
import { NOON } from '../../support/builders.ts'
import { following, idOf, say, stepOf } from '../../support/deciding.ts'

const [technical, commercial, financial, operational] = stakeholderRoles.map(idOf) as [string, string, string, string]
const shown = { shown: someHashes, page: 'sealbid/approval-page/2' } as const
const asking: DecisionAsked = { decision: 'ask', words: 'Which line pays?', ...shown }
const delegating: DecisionAsked = {
  decision: 'delegate',
  to: { name: 'Bo Lund', email: 'bo@strandby.example', language: 'da' },
  words: 'On leave',
}
const allApprove = (request = aRequest()) =>
  following(request, ...stakeholderRoles.map((role): [string, DecisionAsked] => [idOf(role), anApproval()]))

describe('deciding', () => {
  it('is approved when every role approved, and not before', () => {
    const three = following(
      aRequest(),
      [technical, anApproval()],
      [commercial, anApproval()],
      [financial, anApproval()],
    )
    expect(three.status).toBe('proposed')
    expect(say(three, operational, anApproval())).toMatchObject({
      value: { allApproved: true, request: { status: 'approved' } },
    })
  })

  it('is vetoed by one, while the others may still speak', () => {
    const vetoed = following(aRequest(), [financial, aVeto()], [technical, anApproval()], [operational, aVeto()])
    expect(vetoed.status).toBe('vetoed')
    expect(vetoed.steps.map(({ status }) => status)).toEqual(['approved', 'actionable', 'vetoed', 'vetoed'])
  })

  it('lets an approval become a veto while there is no contract, even when all had approved', () => {
    expect(say(allApprove(), financial, aVeto())).toMatchObject({
      value: { request: { status: 'vetoed' }, decision: { turn: 2 } },
    })
  })

  it('asks for the veto to be lifted before its role approves', () => {
    const vetoed = following(aRequest(), [financial, aVeto()])
    expect(say(vetoed, financial, anApproval())).toMatchObject({ refusal: { code: 'own_veto_stands' } })
    const lifted = following(vetoed, [financial, aLift()])
    expect(lifted.status).toBe('proposed')
    expect(stepOf(following(lifted, [financial, anApproval()]), financial)).toMatchObject({
      status: 'approved',
      turns: 3,
    })
  })

  it('lets nobody lift another’s veto', () => {
    const vetoed = following(aRequest(), [financial, aVeto()])
    expect(say(vetoed, technical, aLift())).toMatchObject({ refusal: { code: 'decision_stands' } })
  })

  it('needs a reason that the role answers for', () => {
    expect(say(aRequest(), technical, aVeto(someHashes, 'budget'))).toMatchObject({
      refusal: { code: 'reason_not_of_role', role: 'technical' },
    })
    expect(say(aRequest(), financial, aVeto(someHashes, 'budget')).ok).toBe(true)
  })

  it.each(['what', 'price', 'budget', 'delivery', 'risk'] as const)(
    'is refused when another %s was shown',
    (section) => {
      const other = { ...someHashes, [section]: 'a'.repeat(64) }
      expect(say(aRequest(), technical, anApproval(other))).toMatchObject({ refusal: { code: 'content_changed' } })
    },
  )

  it('is refused after the contract, after a newer proposal, and to whom nobody asked', () => {
    expect(say(aRequest({ status: 'committed' }), technical, aVeto())).toMatchObject({
      refusal: { code: 'contract_committed' },
    })
    for (const status of ['superseded', 'expired', 'cancelled'] as const)
      expect(say(aRequest({ status }), technical, aVeto())).toMatchObject({
        refusal: { code: 'award_superseded', status },
      })
    expect(say(aRequest(), 'stk_nobody', aVeto())).toMatchObject({ refusal: { code: 'award_superseded' } })
  })

  it('is refused once it has lapsed, before the clock has said so; a veto on what is approved is not', () => {
    const until = later(NOON, HOUR)
    for (const asked of [anApproval(), aVeto()])
      expect(say(aRequest({ until }), technical, asked, { at: until })).toMatchObject({
        refusal: { code: 'award_superseded', status: 'expired' },
      })
    expect(say({ ...allApprove(), until }, financial, aVeto(), { at: until }).ok).toBe(true)
  })

  it('names the turn that comes next when another was asked for', () => {
    expect(say(aRequest(), technical, anApproval(), { turn: 2 })).toMatchObject({
      refusal: { code: 'turn_taken', turn: 1 },
    })
  })

  it('is refused to whom separation of duties keeps out', () => {
    const keptOut = () => ({ code: 'approver_took_part' as const })
    expect(say(aRequest(), technical, anApproval(), { keptOut })).toMatchObject({
      refusal: { code: 'kept_out', because: 'approver_took_part' },
    })
  })

  it('knows the same decision said again', () => {
    const made: Decision = { ...aVeto(), ...taken('technical') }
    expect(saysTheSame(made, aVeto())).toBe(true)
    expect(saysTheSame(made, anApproval())).toBe(false)
  })
})

describe('the declaration', () => {
  it('comes before the first look: nothing but it, a recusal and a delegation is open', () => {
    const request = openedRequest()
    const step = stepOf(request, technical)
    expect(actsOf(request, step)).toEqual(['declare', 'recuse', 'delegate'])
    expect(say(request, technical, anApproval())).toMatchObject({ refusal: { code: 'declaration_required' } })
    const declared = following(request, [technical, { decision: 'declare' }])
    expect(actsOf(declared, stepOf(declared, technical))).toEqual(['recuse', 'approve', 'veto', 'delegate', 'ask'])
  })

  it('of an interest hands the seat to whom the policy names', () => {
    const deputy = {
      ...aGroup('commercial').people[0],
      stakeholderId: idOf('commercial'),
      email: 'deputy@strandby.example',
      name: 'Deputy',
    }
    const groups = [aGroup('technical', { escalateTo: deputy as never })]
    const recused = following(openedRequest({ groups }), [
      technical,
      { decision: 'recuse', words: 'My brother works there' },
    ])
    expect(recused.steps).toMatchObject([
      { status: 'recused' },
      { status: 'actionable', seat: technical, email: 'deputy@strandby.example', from: { how: 'recused' } },
    ])
  })
})

describe('a condition', () => {
  const conditional = following(
    aRequest(),
    [technical, anApproval(someHashes, '', 'A test delivery first')],
    ...[commercial, financial, operational].map((who): [string, DecisionAsked] => [who, anApproval()]),
  )

  it('keeps an approved award from being committed until its role confirms it', () => {
    expect(conditional.status).toBe('conditional')
    const confirmed = say(conditional, technical, { decision: 'confirm', words: 'Tested on Monday', ...shown })
    expect(confirmed).toMatchObject({ value: { allApproved: true, request: { status: 'approved' } } })
  })

  it('is confirmed by nobody else', () => {
    expect(say(conditional, financial, { decision: 'confirm', words: 'x', ...shown })).toMatchObject({
      refusal: { code: 'decision_stands' },
    })
  })
})

describe('handing over', () => {
  it('gives the seat to one person, whose approval counts once', () => {
    const delegated = following(aRequest(), [technical, delegating])
    const delegate = delegated.steps.at(-1)
    expect(delegate).toMatchObject({
      seat: technical,
      role: 'technical',
      email: 'bo@strandby.example',
      status: 'actionable',
      declaredAt: null,
    })
    const id = delegate?.stakeholderId ?? ''
    const decided = following(
      delegated,
      [id, { decision: 'declare' }],
      [id, anApproval()],
      [commercial, anApproval()],
      [financial, anApproval()],
    )
    expect(decided.status).toBe('proposed')
    expect(following(decided, [operational, anApproval()]).status).toBe('approved')
    expect(say(decided, technical, anApproval())).toMatchObject({ refusal: { code: 'decision_stands' } })
  })

  it.each([
    ['somebody who is asked already', aStakeholder('financial').email, 'delegate_asked_already'],
    ['another name of theirs', aStakeholder('financial').email.replace('@', '+two@'), 'delegate_asked_already'],
    ['the requester', 'sille@strandby.example', 'approver_is_requester'],
  ])('is refused to %s', (_, email, because) => {
    const to = { name: 'X', email, language: 'en' as const }
    const keptOut = (mailbox: string) =>
      mailbox === 'sille@strandby.example' ? ({ code: 'approver_is_requester' } as const) : undefined
    expect(say(aRequest(), technical, { ...delegating, to } as DecisionAsked, { keptOut })).toMatchObject({
      refusal: { code: 'delegate_not_possible', pointer: '/to/email', because },
    })
  })
})

describe('k of n, stages and abstaining', () => {
  const holders = (count: number) =>
    Array.from({ length: count }, (_, i) => ({
      ...aGroup('technical').people[0],
      stakeholderId: `stk_01JR${'0'.repeat(21)}${i}`,
      email: `t${i}@strandby.example`,
    })) as never[]
  const declared = (request: ApprovalRequest): ApprovalRequest => ({
    ...request,
    steps: request.steps.map((step) => ({ ...step, declaredAt: step.askedAt })),
  })

  it('needs as many seats as the policy says, and a veto of any holder stands all the same', () => {
    const request = declared(openedRequest({ groups: [aGroup('technical', { people: holders(3), needed: 2 })] }))
    const [a, b, c] = request.steps.map(({ stakeholderId }) => stakeholderId) as [string, string, string]
    const one = following(request, [a, anApproval()])
    expect(one.status).toBe('proposed')
    expect(following(one, [b, anApproval()]).status).toBe('approved')
    expect(following(one, [b, anApproval()], [c, aVeto()]).status).toBe('vetoed')
  })

  it('lets nobody abstain where the others would be too few', () => {
    const request = declared(
      openedRequest({ groups: [aGroup('technical', { people: holders(2), needed: 1, mayAbstain: true })] }),
    )
    const [a, b] = request.steps.map(({ stakeholderId }) => stakeholderId) as [string, string]
    const abstained = following(request, [a, { decision: 'abstain', words: '', ...shown }])
    expect(actsOf(abstained, stepOf(abstained, b))).not.toContain('abstain')
    expect(following(abstained, [b, anApproval()]).status).toBe('approved')
  })

  it('asks a stage when the one before has spoken, a veto included', () => {
    const groups = [aGroup('technical'), aGroup('financial', { stage: 2 })]
    const request = declared(openedRequest({ groups }))
    expect(stepOf(request, financial)).toMatchObject({ status: 'waiting', dueAt: null })
    for (const asked of [anApproval(), aVeto()]) {
      const spoken = following(request, [technical, asked])
      expect(stepOf(spoken, financial)).toMatchObject({
        status: 'actionable',
        askedSeq: 2,
        dueAt: '2026-03-16T12:00:00.000Z',
      })
    }
  })
})

describe('a question', () => {
  it('is asked one at a time, and leaves every decision open', () => {
    const asked = following(aRequest(), [financial, asking])
    expect(stepOf(asked, financial)).toMatchObject({ status: 'actionable', question: { turn: 1 } })
    expect(say(asked, financial, asking)).toMatchObject({ refusal: { code: 'decision_stands' } })
    expect(stepOf(following(asked, [financial, anApproval()]), financial)).toMatchObject({
      status: 'approved',
      question: null,
    })
  })
})
