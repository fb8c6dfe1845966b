import { expect, it } from 'vitest'
import type { ApprovalRequest } from '../../../shared/domain/approval.ts'
import { askOverride, meetCondition } from '../../../shared/domain/approval-handling.ts'
import { canonical } from '../../../shared/domain/canonical.ts'
import { MAX_STAKEHOLDERS } from '../../../shared/domain/party.ts'
import { aGroup, anApproval, aVeto, openedRequest, someHashes } from '../../support/awards.ts'
import { NOON } from '../../support/builders.ts'
import { say } from '../../support/deciding.ts'

const long = '約'.repeat(2_000)
const people = Array.from({ length: MAX_STAKEHOLDERS }, (_, i) => ({
  stakeholderId: `stk_01JT${'0'.repeat(20)}${10 + i}`,
  name: `Approver ${i}`,
  email: `a${i}@strandby.example`,
  role: 'technical' as const,
  language: 'da' as const,
}))
const by = { at: NOON, seq: 2 }
const full = { refusal: { code: 'approval_full' } }

it('a tally never grows so large that a veto finds no room', () => {
  const opened = openedRequest({ groups: [aGroup('technical', { people, needed: people.length })] })
  let now: ApprovalRequest = { ...opened, steps: opened.steps.map((step) => ({ ...step, declaredAt: NOON })) }
  const refused: string[] = []
  for (const { stakeholderId } of people.slice(0, -1)) {
    const said = say(now, stakeholderId, anApproval(someHashes, '', long))
    if (said.ok) now = said.value.request
    const met = said.ok ? meetCondition(now, { stakeholderId, evidence: long + long }, by) : undefined
    if (met?.ok) now = met.value
    for (const outcome of [said, met]) if (outcome && !outcome.ok) refused.push(outcome.refusal.code)
  }
  expect(new Set(refused)).toEqual(new Set(['approval_full']))
  const [first, ...rest] = people
  const [last, another] = rest.toReversed()
  if (!first || !last || !another) throw new Error('Forty people')
  const to = { name: '約'.repeat(100), email: 'b@strandby.example', language: 'en' as const }
  const packed = { ...now, overrides: [{ role: 'technical' as const, by: [{ ...first, email: to.email }], needed: 1 }] }
  const vetoed = say(packed, last.stakeholderId, aVeto())
  expect(vetoed).toMatchObject({ ok: true, value: { request: { status: 'vetoed' } } })
  if (!vetoed.ok) return
  const after = vetoed.value.request
  const override = { stakeholderId: last.stakeholderId, words: long + long }
  expect(askOverride(after, override, by)).toMatchObject(full)
  expect(say(after, another.stakeholderId, anApproval())).toMatchObject({ ok: true })
  expect(Buffer.byteLength(canonical(after))).toBeLessThan(320_000)
})
