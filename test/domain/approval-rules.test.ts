import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ApprovalRequest, Decision, DecisionAsked } from '../../shared/domain/approval.ts'
import { decideAward, saysTheSame, tallyOf } from '../../shared/domain/approval-rules.ts'
import { awardCan, awardMoves } from '../../shared/domain/award.ts'
import { stakeholderRoles } from '../../shared/domain/party.ts'
import { anApproval, aRequest, aStakeholder, aVeto, someHashes } from '../support/awards.ts'
import { NOON } from '../support/builders.ts'

const [technical = '', commercial = '', financial = '', operational = ''] = stakeholderRoles.map(
  (role) => aStakeholder(role).stakeholderId,
)
const decide = (request: ApprovalRequest, stakeholderId: string, asked: DecisionAsked, turn?: number) => {
  const next = (request.steps.find((step) => step.stakeholderId === stakeholderId)?.turns ?? 0) + 1
  return decideAward(request, { stakeholderId, turn: turn ?? next, asked, decidedAt: NOON })
}
const following = (request: ApprovalRequest, ...moves: [string, DecisionAsked][]): ApprovalRequest =>
  moves.reduce((now, [who, asked]) => {
    const decided = decide(now, who, asked)
    if (!decided.ok) throw new Error(decided.refusal.code)
    return decided.value.request
  }, request)

describe('deciding on an award', () => {
  it('is approved when every role approved, and not before', () => {
    const three = following(
      aRequest(),
      [technical, anApproval()],
      [commercial, anApproval()],
      [financial, anApproval()],
    )
    expect(three.status).toBe('proposed')
    expect(decide(three, operational, anApproval())).toMatchObject({
      value: { allApproved: true, request: { status: 'approved' } },
    })
  })

  it('is vetoed by one, while the others may still speak', () => {
    const vetoed = following(aRequest(), [financial, aVeto()], [technical, anApproval()], [operational, aVeto()])
    expect(vetoed.status).toBe('vetoed')
    expect(vetoed.steps.map(({ status }) => status)).toEqual(['approved', 'actionable', 'vetoed', 'vetoed'])
  })

  it('lets an approval become a veto while there is no contract, even when all had approved', () => {
    const approved = following(
      aRequest(),
      ...stakeholderRoles.map((role) => [aStakeholder(role).stakeholderId, anApproval()] as [string, DecisionAsked]),
    )
    expect(decide(approved, financial, aVeto())).toMatchObject({
      value: { request: { status: 'vetoed' }, decision: { turn: 2, role: 'financial' } },
    })
  })

  it('keeps a veto: approving after one’s own veto is refused', () => {
    const vetoed = following(aRequest(), [financial, aVeto()])
    expect(decide(vetoed, financial, anApproval())).toMatchObject({
      refusal: { code: 'decision_stands', decision: 'vetoed' },
    })
  })

  it.each(['what', 'price', 'delivery', 'reason'] as const)('is refused when another %s was shown', (section) => {
    const shown = { ...someHashes, [section]: 'a'.repeat(64) }
    expect(decide(aRequest(), technical, anApproval(shown))).toMatchObject({ refusal: { code: 'content_changed' } })
  })

  it('is refused after the contract, after a newer proposal, and to whom nobody asked', () => {
    expect(decide(aRequest({ status: 'awarded' }), technical, aVeto())).toMatchObject({
      refusal: { code: 'contract_committed' },
    })
    expect(decide(aRequest({ status: 'superseded' }), technical, aVeto())).toMatchObject({
      refusal: { code: 'award_superseded' },
    })
    expect(decide(aRequest(), 'stk_nobody', aVeto())).toMatchObject({ refusal: { code: 'award_superseded' } })
  })

  it('names the turn that comes next when another was asked for', () => {
    expect(decide(aRequest(), technical, anApproval(), 2)).toMatchObject({ refusal: { code: 'turn_taken', turn: 1 } })
  })

  it('knows the same decision said again', () => {
    const made: Decision = {
      ...aVeto(),
      stakeholderId: technical,
      role: 'technical',
      name: 'x',
      turn: 1,
      decidedAt: NOON,
    }
    expect(saysTheSame(made, aVeto())).toBe(true)
    expect(saysTheSame(made, anApproval())).toBe(false)
  })
})

type Move = { kind: 'decide'; who: number; veto: boolean } | { kind: 'supersede' } | { kind: 'commit' }
const approve = (who: number): Move => ({ kind: 'decide', who, veto: false })
const veto = (who: number): Move => ({ kind: 'decide', who, veto: true })
const all = [0, 1, 2, 3]
const someMoves = fc
  .record({
    vetoes: fc.subarray([veto(0), veto(2), veto(3)]),
    others: fc.subarray<Move>([{ kind: 'supersede' }, ...all.map(approve)]),
  })
  .chain(({ vetoes, others }) => {
    const commits: Move[] = [{ kind: 'commit' }, { kind: 'commit' }, { kind: 'commit' }]
    const moves = [...all.map(approve), ...commits, ...vetoes, ...others]
    return fc.shuffledSubarray(moves, { minLength: moves.length })
  })

describe('the moves of an award', () => {
  it('are those its decisions make, and no other', () => {
    const statuses = ['actionable', 'approved', 'vetoed'] as const
    const [first, second] = aRequest().steps
    const made = new Set<string>()
    for (const one of statuses) {
      for (const other of statuses) {
        const steps = [
          { ...first, status: one },
          { ...second, status: other },
        ] as ApprovalRequest['steps']
        const request = aRequest({ steps, status: tallyOf(steps) })
        for (const asked of [anApproval(), aVeto()]) {
          const decided = decide(request, technical, asked)
          if (!decided.ok || (asked.decision === 'approve' && decided.value.request.status === request.status)) continue
          made.add(`${request.status} ${asked.decision} ${decided.value.request.status}`)
        }
      }
    }
    const { approve, veto } = awardMoves
    const declared = Object.entries({ approve, veto }).flatMap(([act, { from, to }]) =>
      from.map((status) => `${status} ${act} ${to}`),
    )
    expect([...made].sort()).toEqual(declared.sort())
  })
})

describe('any order of decisions, revision and commit', () => {
  it('never makes a contract over a veto (P4), over what was not shown (P5), nor loses an opinion', () => {
    let committed = 0
    fc.assert(
      fc.property(someMoves, (moves) => {
        let request = aRequest()
        const facts: Decision[] = []
        for (const move of moves) {
          const kept = facts.length
          if (move.kind === 'supersede' && awardCan('supersede', request))
            request = { ...request, status: awardMoves.supersede.to }
          if (move.kind === 'commit' && awardCan('commit', request)) {
            request = { ...request, status: awardMoves.commit.to }
            committed++
            for (const step of request.steps) {
              const newest = facts.findLast(({ stakeholderId }) => stakeholderId === step.stakeholderId)
              expect(newest).toMatchObject({ decision: 'approve', shown: request.sections })
            }
            expect(facts.some(({ decision }) => decision === 'veto')).toBe(false)
          }
          if (move.kind === 'decide') {
            const who = request.steps[move.who]?.stakeholderId ?? ''
            const decided = decide(request, who, move.veto ? aVeto() : anApproval())
            if (decided.ok) {
              expect(awardCan('veto', request)).toBe(true)
              facts.push(decided.value.decision)
              request = decided.value.request
              expect(request.status).toBe(tallyOf(request.steps))
            }
          }
          expect(facts.length - kept).toBeLessThanOrEqual(1)
          expect(new Set(facts.map(({ stakeholderId, turn }) => `${stakeholderId} ${turn}`)).size).toBe(facts.length)
        }
        expect(facts.length).toBe(request.steps.reduce((sum, { turns }) => sum + turns, 0))
      }),
      { numRuns: 400, seed: 4 },
    )
    expect(committed).toBeGreaterThan(5)
  })
})
