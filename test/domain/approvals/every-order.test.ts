import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DecisionKind } from '../../../shared/domain/decisions.ts'
import { stakeholderRoles } from '../../../shared/domain/party.ts'
import { HOUR, later } from '../../../shared/domain/time.ts'
import {
  type Act,
  aWorld,
  brokenPromises,
  current,
  delegateTo,
  isReplayed,
  openActs,
  shapeOf,
  vetoLost,
  type World,
  worldAfter,
} from '../../support/approval-world.ts'
import { aGroup, aStakeholder } from '../../support/awards.ts'
import { NOON } from '../../support/builders.ts'

const approver = (role: (typeof stakeholderRoles)[number], name: string, digit: string) => {
  const { active: _, ...one } = aStakeholder(role)
  return { ...one, name, email: `${name}@strandby.example`, stakeholderId: `stk_01JS${'0'.repeat(21)}${digit}` }
}
const overrider = approver('financial', 'director', '1')
const deputy = approver('technical', 'deputy', '2')
const colleague = approver('operational', 'colleague', '3')
const technical = aStakeholder('technical').email
const financial = aStakeholder('financial').email

/** Two roles, a delegate, somebody who may override, the buyer and the clock: six who act. */
const small = () =>
  aWorld({
    groups: [aGroup('technical'), aGroup('financial')],
    overrides: [{ role: 'technical', by: [overrider], needed: 1 }],
  })
const says = (who: string, ...kinds: DecisionKind[]): Act[] => kinds.map((kind) => ({ who, says: kind }))
const smallActs: Act[] = [
  ...says(technical, 'declare', 'approve', 'veto', 'lift', 'delegate'),
  ...says(financial, 'declare', 'approve', 'veto', 'lift', 'ask'),
  ...says(delegateTo.email, 'declare', 'approve', 'veto', 'lift'),
  ...says(overrider.email, 'declare', 'override', 'uphold'),
  { buyer: 'amend', section: 'budget' },
  { buyer: 'askOverride' },
  { buyer: 'answer' },
  { buyer: 'commit' },
  { clock: 'expire' },
]

describe('every order of up to eight acts of six', () => {
  it('keeps every promise', () => {
    const declared = [technical, financial].reduce(
      (world, who) => worldAfter(world, { who, says: 'declare' }, NOON) ?? world,
      small(),
    )
    let frontier: World[] = [declared]
    const seen = new Set([shapeOf(declared)])
    const ends = new Set<string>()
    let acts = 0
    for (let depth = 1; depth <= 8; depth++) {
      const next: World[] = []
      for (const world of frontier) {
        for (const act of smallActs) {
          const then = worldAfter(world, act, later(NOON, depth * HOUR))
          if (!then) continue
          acts++
          expect(brokenPromises(then)).toEqual([])
          expect(isReplayed(then)).toBe(true)
          expect(vetoLost(world, act, then)).toBe(false)
          ends.add(current(then).now.status)
          const shape = shapeOf(then)
          if (!seen.has(shape)) {
            seen.add(shape)
            next.push(then)
          }
        }
      }
      frontier = next
    }
    expect([...ends].sort()).toEqual(['approved', 'committed', 'expired', 'proposed', 'vetoed'])
    expect(acts).toBeGreaterThan(1_500)
  })
})

describe('any order of many acts of the whole committee', () => {
  it('keeps every promise', () => {
    const reached = new Set<string>()
    fc.assert(
      fc.property(fc.array(fc.noBias(fc.nat()), { minLength: 20, maxLength: 60 }), (choices) => {
        let world = aWorld({
          groups: stakeholderRoles.map((role) =>
            aGroup(role, {
              mayAbstain: true,
              ...(role === 'technical' && { escalateTo: deputy }),
              // One of two is enough, so either may leave it to the other.
              ...(role === 'operational' && { people: [...aGroup(role).people, colleague] }),
            }),
          ),
          overrides: stakeholderRoles.map((role) => ({ role, by: [overrider], needed: 1 })),
        })
        for (const [i, choice] of choices.entries()) {
          const open = openActs(world)
          // A veto is rarely still there when somebody may override it, so that is tried more often than by chance.
          const onVeto = open.filter((one) => 'says' in one && ['override', 'uphold'].includes(one.says))
          const among = choice % 2 === 0 && onVeto.length > 0 ? onVeto : open
          const act = among[(choice >> 1) % among.length]
          const then = act && worldAfter(world, act, later(NOON, (i + 1) * 6 * HOUR))
          if (!then) continue
          expect(brokenPromises(then)).toEqual([])
          expect(vetoLost(world, act, then)).toBe(false)
          world = then
          const { now } = current(world)
          reached.add(now.status)
          for (const { status, standing } of now.steps)
            reached.add(standing && standing.number < now.number ? 'carried' : status)
        }
        expect(isReplayed(world)).toBe(true)
      }),
      { numRuns: 400 },
    )
    // Otherwise the acts were too tame to show anything.
    for (const one of [
      'conditional',
      'committed',
      'expired',
      'carried',
      'overridden',
      'lifted',
      'recused',
      'delegated',
      'abstained',
    ])
      expect(reached).toContain(one)
  })
})
