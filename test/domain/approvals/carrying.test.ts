import { describe, expect, it } from 'vitest'
import type { ApprovalRequest, Approver } from '../../../shared/domain/approval.ts'
import { hasStandingVeto } from '../../../shared/domain/approval-carrying.ts'
import { askOverride } from '../../../shared/domain/approval-handling.ts'
import { openRequest } from '../../../shared/domain/approval-request.ts'
import type { DecisionAsked } from '../../../shared/domain/decisions.ts'
import {
  aGroup,
  aLift,
  anApproval,
  aRequest,
  aStakeholder,
  aVeto,
  hash,
  openedRequest,
  someHashes,
} from '../../support/awards.ts'
import { DAY, later, NOON } from '../../support/builders.ts'
import { following, idOf } from '../../support/deciding.ts'

const aTechnician = (n: number, over: Partial<Approver> = {}): Approver => ({
  stakeholderId: `stk_01JT${'0'.repeat(21)}${n}`,
  name: `Technician ${n}`,
  email: `t${n}@strandby.example`,
  role: 'technical',
  language: 'da',
  ...over,
})
const [ada, bo, cy] = [1, 2, 3].map((n) => aTechnician(n)) as [Approver, Approver, Approver]
const oneOf = (...people: Approver[]) => aGroup('technical', { people, needed: 1 })
const everybody = (...people: Approver[]) => aGroup('technical', { people, needed: people.length })
const declare = { decision: 'declare' } as const

const asked = (group: ReturnType<typeof oneOf>) => openedRequest({ groups: [group] })
const revise = (previous: ApprovalRequest, groups: ReturnType<typeof aGroup>[], over: object = {}) =>
  openRequest({ ...previous, groups, number: previous.number + 1, at: later(NOON, DAY), previous, ...over })
/** Approves as somebody new to it; what a mailbox that is not asked says is not heard. */
const approving = (request: ApprovalRequest, { email }: Approver) => {
  const step = request.steps.find((one) => one.email === email && one.status === 'actionable')
  if (!step) return request
  const said: [string, DecisionAsked][] = [[step.stakeholderId, anApproval(request.sections)]]
  if (step.declaredAt === null) said.unshift([step.stakeholderId, declare])
  return following(request, ...said)
}
const lifting = (request: ApprovalRequest, { stakeholderId }: Approver): [string, DecisionAsked] => [
  stakeholderId,
  { decision: 'lift', evidence: 'Moved', shown: request.sections, page: 'sealbid/approval-page/2' },
]
const vetoed = following(asked(oneOf(ada, bo)), [ada.stakeholderId, declare], [ada.stakeholderId, aVeto()])

describe('a veto on what did not change', () => {
  it.each([
    ['a colleague joins', [oneOf(ada, bo, cy)]],
    ['its holder is no longer named', [oneOf(bo, cy)]],
    ['its holder’s mailbox is replaced', [oneOf({ ...ada, email: 'mine@strandby.example' }, bo)]],
    ['its holder is named anew', [oneOf({ ...ada, stakeholderId: cy.stakeholderId }, bo)]],
    ['all are asked, and one more', [everybody(ada, bo, cy)]],
    ['the policy asks the role for another scope', [{ ...oneOf(ada, bo), scope: ['what' as const] }]],
    ['the policy no longer asks the role', [aGroup('financial')]],
  ])('stands when %s, whoever else approves', (_, groups) => {
    let now = revise(vetoed, groups)
    expect(now.status).toBe('vetoed')
    for (const { people } of groups) for (const person of people) now = approving(now, person)
    expect(now.status).toBe('vetoed')
    const again = revise(now, groups)
    expect(again.status).toBe('vetoed')
    const lifted = following(again, lifting(again, ada))
    expect(lifted.status).toBe('proposed')
    expect(following(lifted, [ada.stakeholderId, anApproval()]).steps).toContainEqual(
      expect.objectContaining({ email: ada.email, status: 'approved' }),
    )
  })

  it('once lifted and approved by its holder counts as theirs, also for the next proposal', () => {
    const now = revise(vetoed, [oneOf(ada, bo, cy)])
    const approved = following(now, lifting(now, ada), [ada.stakeholderId, anApproval()])
    expect(approved.status).toBe('approved')
    expect(revise(approved, [oneOf(ada, bo, cy)]).status).toBe('approved')
  })
})

it('who was asked to override a veto that stands is asked still, and their word counts', () => {
  const by: [Approver] = [{ ...cy, email: 'chair@strandby.example' }]
  const overrides = [{ role: 'technical' as const, by, needed: 1 }]
  const said = { stakeholderId: ada.stakeholderId, words: 'The yard waits' }
  const asked = askOverride({ ...vetoed, overrides }, said, { at: NOON, seq: 4 })
  if (!asked.ok) throw new Error(asked.refusal.code)
  const now = revise(asked.value, [oneOf(ada, bo)])
  const chair = now.steps.find(({ email }) => email === by[0].email)
  expect(chair).toMatchObject({ status: 'actionable' })
  const override = {
    decision: 'override',
    words: 'Agreed',
    shown: now.sections,
    page: 'sealbid/approval-page/2',
  } as const
  const id = chair?.stakeholderId ?? ''
  expect(following(now, [id, declare], [id, override]).status).toBe('approved')
})

it('a veto on what changed is not outvoted by another of the role before its holder has looked again', () => {
  const sections = { ...someHashes, risk: hash('one word more') }
  const now = approving(revise(vetoed, [oneOf(ada, bo)], { sections }), bo)
  expect(now.status).toBe('proposed')
  const once = revise(now, [oneOf(ada, bo)], { sections: { ...sections, risk: hash('another') } })
  expect(approving(once, bo).status).toBe('proposed')
  expect(approving(once, ada).status).toBe('approved')
})

it('what somebody approved in another’s place does not go on when they ask for it themselves', () => {
  const to = { name: bo.name, email: bo.email, language: bo.language }
  const handed = following(aRequest(), [idOf('technical'), { decision: 'delegate', to, words: '' }])
  const approved = approving(handed, bo)
  const groups = aRequest().groups.map(({ role }) => aGroup(role))
  const technical = (request: ApprovalRequest) =>
    request.steps.filter(({ role }) => role === 'technical').map(({ status }) => status)
  expect(technical(revise(approved, groups))).toEqual(['delegated', 'approved'])
  expect(technical(revise(approved, groups, { requester: bo }))).toEqual(['actionable'])
  const mayNot = (email: string) => (email === bo.email ? 'took part' : undefined)
  expect(technical(revise(approved, groups, { mayNot }))).toEqual(['actionable'])
})

describe('a decision that was handed over', () => {
  const sections = { ...someHashes, what: hash('one more screen') }
  const groups = aRequest().groups.map(({ role }) => aGroup(role))
  const handing = (from: string, { name, email, language }: Approver) =>
    [from, { decision: 'delegate', to: { name, email, language }, words: '' }] as [string, DecisionAsked]
  const idIn = (request: ApprovalRequest, { email }: Approver) =>
    request.steps.find((step) => step.email === email)?.stakeholderId ?? ''
  const handed = following(aRequest(), handing(idOf('technical'), bo))
  const technical = (request: ApprovalRequest) =>
    request.steps.filter(({ role }) => role === 'technical').map(({ email, status }) => [email, status])
  const holder = aStakeholder('technical').email

  it('stays with whom it was handed to when they have to decide again', () => {
    const now = revise(handed, groups, { sections })
    expect(technical(now)).toEqual([
      [holder, 'delegated'],
      [bo.email, 'actionable'],
    ])
    expect(technical(approving(now, bo))).toContainEqual([bo.email, 'approved'])
    expect(technical(revise(approving(handed, bo), groups, { sections }))).toContainEqual([bo.email, 'actionable'])
  })
  it('stays with the last of those who handed it on', () => {
    const twice = following(handed, handing(idIn(handed, bo), cy))
    expect(technical(revise(twice, groups, { sections }))).toEqual([
      [holder, 'delegated'],
      [cy.email, 'actionable'],
    ])
  })
  it('is only what was handed over, where somebody is asked for two roles', () => {
    const both = ['commercial', 'technical'].map((role, i) => {
      const one = {
        ...aStakeholder(role as 'technical'),
        email: holder,
        stakeholderId: [ada, cy][i]?.stakeholderId ?? '',
      }
      return aGroup(role as 'technical', { people: [one] })
    })
    const asked = following(openedRequest({ groups: both }), handing(cy.stakeholderId, bo))
    const all = { ...sections, price: hash('dearer'), risk: hash('one more') }
    const now = revise(asked, both, { sections: all })
    expect(now.steps.map(({ role, email, status }) => [role, email, status])).toEqual([
      ['commercial', holder, 'actionable'],
      ['technical', holder, 'delegated'],
      ['technical', bo.email, 'actionable'],
    ])
  })
  it('goes back once they may not decide, or step aside', () => {
    const mayNot = (email: string) => (email === bo.email ? 'took part' : undefined)
    expect(technical(revise(handed, groups, { sections, mayNot }))).toEqual([[holder, 'actionable']])
    expect(technical(revise(handed, groups, { sections, requester: bo }))).toEqual([[holder, 'actionable']])
    const aside = following(handed, [idIn(handed, bo), { decision: 'recuse', words: '' }])
    expect(technical(revise(aside, groups, { sections }))).toEqual([[holder, 'actionable']])
  })
})

it('two who are away give no third person two seats', () => {
  const to = { name: cy.name, email: cy.email, language: cy.language }
  const away = [ada, bo].map(({ email }) => ({ email, to }))
  const request = openedRequest({ groups: [everybody(ada, bo)], away })
  expect(request.steps.filter(({ email }) => email === cy.email)).toHaveLength(1)
  expect(approving(request, cy).status).toBe('proposed')
})

describe('an override whose author may not say it any more', () => {
  const chair = aTechnician(9, { name: 'Chair', email: 'chair@strandby.example' })
  const overrides = [{ role: 'technical' as const, by: [chair], needed: 1 }]
  const before = following(
    openedRequest({ groups: [oneOf(ada)], overrides }),
    [ada.stakeholderId, declare],
    [ada.stakeholderId, aVeto()],
  )
  const overridden = () => {
    const over = askOverride(before, { stakeholderId: ada.stakeholderId, words: 'x' }, { at: NOON, seq: 6 })
    if (!over.ok) throw new Error(over.refusal.code)
    const id = over.value.steps.find(({ email }) => email === chair.email)?.stakeholderId ?? ''
    const words = { decision: 'override', words: 'Go on', shown: someHashes, page: 'sealbid/approval-page/2' } as const
    return following(over.value, [id, declare], [id, words])
  }
  const isChair = (email: string) => (email === chair.email ? 'out' : undefined)

  it('goes on as long as they may', () => {
    expect(overridden().status).toBe('approved')
    expect(revise(overridden(), [oneOf(ada)])).toMatchObject({ status: 'approved' })
    expect(hasStandingVeto(overridden(), someHashes)).toBe(false)
  })
  it.each([
    ['asks for the approval', { requester: chair }],
    ['had a hand in it since', { mayNot: isChair }],
  ])('is gone once they %s: the veto stands again, and others can be asked about it', (_, over) => {
    const now = revise(overridden(), [oneOf(ada)], over)
    expect(now.status).toBe('vetoed')
    expect(now.groups).toHaveLength(1)
    expect(following(now, lifting(now, ada), [ada.stakeholderId, anApproval()]).status).toBe('approved')
    expect(hasStandingVeto(overridden(), someHashes, isChair)).toBe(true)
  })
})

describe('who vetoed and would be asked elsewhere now', () => {
  const id = idOf('financial')
  const { active: _, ...financial } = aStakeholder('financial')
  const others = (['technical', 'commercial', 'operational'] as const).map((role) => aGroup(role))
  const before = following(aRequest(), [id, aVeto()])
  const owns = aGroup('financial', { groupId: 'budget:4.2', people: [financial], scope: ['budget', 'risk'] })

  it('is asked once, where the veto stands, for everything there is to answer for', () => {
    const now = revise(before, [...others, owns])
    expect(now.steps.filter(({ stakeholderId }) => stakeholderId === id)).toMatchObject([{ status: 'vetoed' }])
    const { groupId } = now.steps.find(({ stakeholderId }) => stakeholderId === id) ?? {}
    const group = now.groups.find((one) => one.groupId === groupId)
    // What a veto was said on stays what it is bound to; why its holder is asked says both.
    expect(group?.scope).toEqual(aGroup('financial').scope)
    expect(group?.because).toEqual(expect.arrayContaining([...owns.because]))
    const lifted = following(now, [id, aLift()], [id, anApproval()])
    const done = lifted.steps.reduce(
      (request, step) => (step.stakeholderId === id ? request : approving(request, step)),
      lifted,
    )
    expect(done.status).toBe('approved')
  })
  it('leaves the others of that group what is asked of them', () => {
    const two = { ...owns, people: [financial, cy], needed: 2 }
    const now = revise(before, [...others, two])
    expect(now.groups.find(({ groupId }) => groupId === 'budget:4.2')).toMatchObject({ needed: 1 })
    expect(now.steps.filter(({ groupId }) => groupId === 'budget:4.2').map(({ email }) => email)).toEqual([cy.email])
  })
})
