import { beforeAll, describe, expect, it } from 'vitest'
import { loadApproval } from '../../shared/store/approvals.ts'
import { keepChangeAnswered, keepWithdrawn, loadContractFile } from '../../shared/store/contract-changes.ts'
import { loadRfq } from '../../shared/store/rfqs.ts'
import type { Table } from '../../shared/store/table.ts'
import { aTable } from '../support/api.ts'
import { aVeto } from '../support/awards.ts'
import { NOON } from '../support/builders.ts'
import { aContractInForce } from '../support/contract-changes.ts'

let table: Table
beforeAll(async () => {
  table = await aTable()
})

/** A change that everybody approved, as somebody read it before a role said no after all. */
const aStaleRead = async () => {
  const signed = await aContractInForce(table)
  await signed.propose([{ number: '1', quantity: '40' }])
  await signed.decide('commercial', 1)
  await signed.decide('financial', 1)
  const { place, decide } = signed
  const read = async () => {
    const [rfq, file, request] = await Promise.all([
      loadRfq(table, place.buyerId, place.rfqId),
      loadContractFile(table, place),
      loadApproval(table, place, { subject: 'change', number: 1 }),
    ])
    const change = file?.changes[0]
    if (!rfq || !file || !change || !request) throw new Error('Nothing was proposed')
    return { rfq, file, change, request }
  }
  const stale = await read()
  await decide('financial', 1, aVeto)
  return { ...stale, read, by: { email: 'x@x.example', name: 'X', orgId: signed.winner.org } }
}

describe('what becomes of a change', () => {
  it('is conditional on the very tally that approved: no veto is passed by', async () => {
    const { rfq, file, change, request, read, by } = await aStaleRead()
    const answer = { accepted: true, words: '', at: NOON, by }
    const agreed = { answer, agreementSha256: 'a'.repeat(64), by }
    expect(await keepChangeAnswered(table, rfq, { file, change, request }, agreed)).toMatchObject({
      ok: false,
      refusal: { code: 'changed_meanwhile' },
    })
    const ended = { because: 'withdrawn' as const, words: '', at: NOON, offered: true }
    expect((await keepWithdrawn(table, rfq, { file, change, request }, { ended, by })).ok).toBe(false)
    expect(await read()).toMatchObject({ change: { status: 'pending' }, request: { status: 'vetoed' } })
  })

  it('happens once', async () => {
    const { rfq, read, by } = await aStaleRead()
    const { file, change, request } = await read()
    const ended = { because: 'withdrawn' as const, words: '', at: NOON, offered: false }
    expect((await keepWithdrawn(table, rfq, { file, change, request }, { ended, by })).ok).toBe(true)
    expect(await read()).toMatchObject({ change: { status: 'cancelled' }, request: { status: 'cancelled' } })
    expect((await keepWithdrawn(table, rfq, { file, change, request }, { ended, by })).ok).toBe(false)
  })
})
