import fc from 'fast-check'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { approverOf, newId, type Opinion } from '../../infra/local/demo/actors.ts'
import * as handling from '../../shared/contracts/approval-handling.ts'
import * as awards from '../../shared/contracts/awards.ts'
import * as exported from '../../shared/contracts/exports.ts'
import * as rfqs from '../../shared/contracts/rfqs.ts'
import { rebuild } from '../../shared/domain/rebuild.ts'
import { theStack } from '../support/shared.ts'
import type { TestStack } from '../support/stack.ts'
import { aProposedAward } from '../support/stories.ts'

let stack: TestStack
beforeAll(async () => {
  stack = await theStack()
})
afterEach(() => stack.faults.clear())

type Story = Awaited<ReturnType<typeof aProposedAward>>
type Person = Awaited<ReturnType<typeof approverOf>>

const approve: Opinion = { approve: 'Fine by me' }
const veto: Opinion = { veto: { reasonCode: 'risk', words: 'Not like this', remedy: 'Like that' } }
const lift: Opinion = { decision: 'lift', evidence: 'It is like that now' }
const ask: Opinion = { decision: 'ask', words: 'Why?' }

type Act = { who: number; says: Opinion } | { buyer: 'revise' | 'answer' }
const anAct = fc.oneof(
  { weight: 6, arbitrary: fc.record({ who: fc.nat(3), says: fc.constantFrom(approve, approve, veto, lift, ask) }) },
  { weight: 1, arbitrary: fc.constantFrom<Act>({ buyer: 'revise' }, { buyer: 'answer' }) },
)

/** What every service does now and then: two that meet on an item, too much at once, an answer that is lost. */
const unreliable = () => {
  const kinds = ['transaction-conflict', 'throttle', 'commit-then-timeout'] as const
  for (const [i, kind] of kinds.entries())
    for (const [j, name] of ['approvals', 'awards', 'commit-contracts'].entries())
      stack.faults.add({
        match: { service: 'dynamodb', operation: 'TransactWriteItems', function: name },
        kind,
        probability: 0.12,
        seed: 10 * i + j,
      })
}

const newestOf = async ({ buyer, ids }: Story) => {
  const { items } = (await buyer.must(awards.listAwards, { params: { rfqId: ids.rfqId } })).value
  const [newest] = items
  if (!newest) throw new Error('Nothing was proposed')
  return newest
}

/** Does an act as its person would; a refusal is an answer like any other. Tells what was said to have been kept. */
const doing = (story: Story, people: readonly Person[]) => async (act: Act) => {
  const { buyer, ids } = story
  if ('who' in act) {
    const answer = await people[act.who]?.decide(act.says)
    return answer?.ok ? [`${answer.value.stakeholderId} ${answer.value.decidedAt} ${answer.value.decision}`] : []
  }
  const { award, approval } = await newestOf(story)
  if (act.buyer === 'revise') {
    const { supplierId, reason, justification, number } = award
    const body = { awardId: newId('awd'), supplierId, reason, justification, deliveryNote: `${number}`, after: number }
    await buyer.call(awards.proposeAward, { params: { rfqId: ids.rfqId }, body })
    return []
  }
  const asking = approval.steps.find(({ question }) => question !== null)
  if (!asking?.question) return []
  const { stakeholderId, question } = asking
  const place = { rfqId: ids.rfqId, subject: 'award', number: approval.number, stakeholderId } as const
  await buyer.call(handling.answerStakeholder, { params: { ...place, turn: question.turn }, body: { words: 'So' } })
  return []
}

describe('people who decide, revise and answer at once, over services that fail', () => {
  it.each([1, 2])('keep every promise (%i)', async (seed) => {
    const story = await aProposedAward(stack)
    const people = await Promise.all(story.approvers.map((address) => approverOf(stack, address)))
    const acts = fc.sample(fc.array(anAct, { minLength: 16, maxLength: 16 }), { seed, numRuns: 1 })[0] ?? []
    const act = doing(story, people)
    unreliable()
    const kept: string[] = []
    for (let from = 0; from < acts.length; from += 4) {
      const done = await Promise.allSettled(acts.slice(from, from + 4).map((one) => act(one as Act)))
      kept.push(...done.flatMap((one) => (one.status === 'fulfilled' ? one.value : [])))
    }
    stack.faults.clear()
    // Whoever vetoes last lifts it, and all approve what stands: it ends in a contract.
    for (const says of [lift, approve]) for (const who of people.keys()) kept.push(...(await act({ who, says })))
    await stack.settled()

    const { rfqId } = story.ids
    story.buyer.signInAgain()
    const { value: rfq } = await story.buyer.must(rfqs.getRfq, { params: { rfqId } })
    const { approval } = await newestOf(story)
    expect(rfq.status).toBe('awarded')
    expect(approval.status).toBe('committed')
    expect(approval.steps.map(({ status }) => status)).not.toContain('vetoed')

    const { value: bundle } = await story.buyer.must(exported.exportRfq, { params: { rfqId } })
    expect(rebuild(bundle.records).faults).toEqual([])
    const facts = bundle.records
      .filter(({ kind }) => kind === 'Decision')
      .map(({ record }) => `${record.stakeholderId} ${record.decidedAt} ${record.decision}`)
    expect(kept.length).toBeGreaterThan(3)
    expect(facts).toEqual(expect.arrayContaining(kept))
    expect(new Set(facts).size).toBe(facts.length)
  })
})
