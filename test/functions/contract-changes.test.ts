import { beforeAll, describe, expect, it, vi } from 'vitest'
import { listWorkRoute } from '../../functions/rfqs/list-work.ts'
import { recorded } from '../../shared/domain/bundle.ts'
import { hashOf } from '../../shared/domain/canonical.ts'
import { rebuild } from '../../shared/domain/rebuild.ts'
import { loadFile } from '../../shared/store/facts.ts'
import { keys } from '../../shared/store/keys.ts'
import { loadRfq } from '../../shared/store/rfqs.ts'
import type { Table } from '../../shared/store/table.ts'
import { aTable, callRoute } from '../support/api.ts'
import { anApproval, aVeto } from '../support/awards.ts'
import { aContractInForce, type ContractInForce } from '../support/contract-changes.ts'

let table: Table
beforeAll(async () => {
  table = await aTable()
})

const more = [{ number: '1', quantity: '40' }]
const approveBoth = async ({ decide }: ContractInForce, number = 1) => {
  await decide('commercial', number)
  await decide('financial', number)
}

describe('a change of a contract', () => {
  it('is approved by whom the policy names, offered to the supplier, and part of the contract once it is accepted', async () => {
    const signed = await aContractInForce(table)
    const proposed = await signed.propose(more)
    expect(proposed).toMatchObject({
      status: 201,
      json: {
        change: {
          number: 1,
          status: 'pending',
          lines: [{ number: '1', before: { quantity: '35' }, after: { quantity: '40', totalMinor: 23_920_000 } }],
          totals: { beforeMinor: 20_930_000, afterMinor: 23_920_000 },
        },
        request: { approval: { subject: 'change', number: 1, status: 'proposed' } },
      },
    })
    expect(await signed.offered()).toEqual([])
    expect(await signed.answer(1)).toMatchObject({ status: 404, json: { code: 'change_not_found' } })
    await approveBoth(signed)
    const [offer] = (await signed.offered()) as object[]
    expect(offer).toMatchObject({ number: 1, status: 'pending', words: 'Ten pupils more' })
    expect(JSON.stringify(offer)).not.toContain('Within the budget')
    expect((await signed.read('buyer')).json).toMatchObject({ totalMinor: 20_930_000, changes: [] })
    expect(await signed.answer(1, true, 'Gladly')).toMatchObject({ status: 200, json: { status: 'active' } })
    for (const who of ['buyer', 'winner'] as const) {
      const { json } = await signed.read(who)
      expect(json).toMatchObject({
        totalMinor: 23_920_000,
        lines: [{ number: '1', quantity: '40', totalMinor: 23_920_000 }],
        changes: [{ number: 1, answer: { accepted: true, words: 'Gladly' } }],
      })
      expect(JSON.stringify(json)).not.toContain('Within the budget')
    }
    expect((await signed.changes())[0]).toMatchObject({ request: { approval: { status: 'committed' } } })
    expect(await signed.faults()).toEqual([])
  })

  it('is the same change when it is proposed or answered again', async () => {
    const signed = await aContractInForce(table)
    const body = { ...signed.proposal(more), after: 0 }
    const ask = () =>
      signed.office.call('POST', '/rfqs/{rfqId}/contract/changes', {
        params: { rfqId: signed.place.rfqId },
        as: signed.office.buyer,
        body,
      })
    const first = await ask()
    expect(await ask()).toEqual(first)
    expect(await signed.propose([{ number: '1', quantity: '41' }], 0, { changeId: body.changeId })).toMatchObject({
      status: 409,
      json: { code: 'change_id_taken' },
    })
    const read = vi.spyOn(table, 'all')
    expect(await signed.propose(more)).toMatchObject({ status: 412, json: { code: 'changed_meanwhile' } })
    // What somebody saw does not become the newest by looking again.
    expect(read).toHaveBeenCalledOnce()
    read.mockRestore()
    await approveBoth(signed)
    const answered = await signed.answer(1)
    expect(await signed.answer(1)).toEqual(answered)
    expect(await signed.answer(1, false, 'No')).toMatchObject({ status: 409, json: { code: 'already_answered' } })
    expect((await signed.read('buyer')).json).toMatchObject({ totalMinor: 23_920_000 })
  })

  it('is not agreed where it is no longer what everybody approved, however that came about', async () => {
    const signed = await aContractInForce(table)
    await signed.propose(more)
    await approveBoth(signed)
    await table.update({
      update: keys.change(signed.place.buyerId, signed.place.rfqId, 1),
      set: { words: 'Other words than those that were approved' },
      when: { status: 'pending' },
      otherwise: { code: 'not_pending' },
    })
    await expect(signed.answer(1)).rejects.toThrow('no longer what was approved')
    expect((await signed.read('buyer')).json).toMatchObject({ totalMinor: 20_930_000, changes: [] })
  })

  it('is kept out by a veto, also one that comes after everybody approved', async () => {
    const signed = await aContractInForce(table)
    await signed.propose(more)
    await approveBoth(signed)
    expect(await signed.decide('financial', 1, aVeto)).toMatchObject({ status: 201 })
    // Its supplier had been told of it before, and is not told of a veto.
    expect(await signed.offered()).toMatchObject([{ number: 1, status: 'pending', offer: 'held' }])
    expect(await signed.answer(1)).toMatchObject({ status: 409, json: { code: 'change_held' } })
    expect((await signed.read('buyer')).json).toMatchObject({ totalMinor: 20_930_000 })
  })

  it('has one outcome when the supplier accepts while a role vetoes', async () => {
    for (let round = 0; round < 4; round++) {
      const signed = await aContractInForce(table)
      await signed.propose(more)
      await approveBoth(signed)
      const session = await signed.enter('financial', 1, 'change')
      const hashes = await signed.hashesIn(session)
      const [accepted, vetoed] = await Promise.all([signed.answer(1), signed.office.decide(session, aVeto(hashes))])
      const [one] = await signed.changes()
      const isAgreed = accepted.status === 200
      expect(isAgreed ? vetoed.status : accepted.status).toBe(isAgreed ? 409 : 404)
      expect(one).toMatchObject(
        isAgreed
          ? { change: { status: 'active' }, request: { approval: { status: 'committed' } } }
          : { change: { status: 'pending' }, request: { approval: { status: 'vetoed' } } },
      )
      expect(await signed.faults()).toEqual([])
    }
  })

  it('is replaced by a newer one, which asks again only those whose part of it is other', async () => {
    const signed = await aContractInForce(table)
    await signed.propose([{ number: '1', quantity: '40', deliverBy: '2027-02-01' }])
    await approveBoth(signed)
    const [before] = (await signed.offered()) as object[]
    expect(before).toMatchObject({ number: 1, status: 'pending' })
    expect(await signed.propose([{ number: '1', quantity: '40', deliverBy: '2027-03-01' }], 1)).toMatchObject({
      status: 201,
      // When it comes is in nobody's scope who was asked: neither is asked again.
      json: { request: { approval: { number: 2, status: 'approved' } } },
    })
    expect(await signed.offered()).toMatchObject([
      { number: 2, status: 'pending' },
      { number: 1, status: 'cancelled', ended: { because: 'replaced' } },
    ])
    expect(await signed.answer(1)).toMatchObject({ status: 409, json: { code: 'change_over' } })
    await signed.propose([{ number: '1', unitPrice: '5900.00' }], 2)
    const approvals = (await signed.changes()).map(({ request }) => request?.approval.status)
    expect(approvals).toEqual(['proposed', 'superseded', 'superseded'])
    await approveBoth(signed, 3)
    expect(await signed.answer(3)).toMatchObject({ status: 200 })
    expect(await signed.faults()).toEqual([])
  })

  it('is one of a hundred: what all of them say must fit into one answer', async () => {
    const signed = await aContractInForce(table)
    const { buyerId, rfqId } = signed.place
    await signed.propose(more)
    const first = await table.get(keys.change(buyerId, rfqId, 1))
    for (const from of [2, 52])
      await table.commit(
        Array.from({ length: from === 2 ? 50 : 49 }, (_, i) => ({
          put: { ...first, ...keys.change(buyerId, rfqId, from + i), number: from + i },
        })),
      )
    await table.update({
      update: keys.rfq(buyerId, rfqId),
      set: { changeCount: 100 },
      when: 'present',
      otherwise: { code: 'none' },
    })
    expect(await signed.propose([{ number: '1', quantity: '41' }], 100)).toMatchObject({
      status: 409,
      json: { code: 'too_many_changes' },
    })
  })

  it('comes after the ones before it: lines, total and history are those of all that were agreed', async () => {
    const signed = await aContractInForce(table)
    await signed.propose(more)
    await approveBoth(signed)
    await signed.answer(1)
    await signed.propose([{ number: '1', quantity: '0' }], 1)
    await approveBoth(signed, 2)
    await signed.answer(2)
    const { changes, totalMinor } = (await signed.read('winner')).json as {
      changes: { agreementSha256: string }[]
      totalMinor: number
    }
    expect([totalMinor, changes.length]).toEqual([0, 2])
    expect(changes[0]?.agreementSha256).not.toBe(changes[1]?.agreementSha256)
    expect(await signed.faults()).toEqual([])
  })

  it('shows in the file where it was made active, left out or put in by hand', async () => {
    const signed = await aContractInForce(table)
    await signed.propose(more)
    await approveBoth(signed)
    await signed.answer(1)
    await signed.propose([{ number: '1', quantity: '50' }], 1)
    const rfq = await loadRfq(table, signed.place.buyerId, signed.place.rfqId)
    const file = rfq ? (await loadFile(table, rfq)).map(recorded) : []
    const codes = (change: (number: number, kept: (typeof file)[number]) => typeof file) =>
      rebuild(
        file.flatMap((kept) => (kept.kind === 'ContractChange' ? change(Number(kept.record.number), kept) : [kept])),
      ).faults.flatMap(({ code }) => (code.startsWith('change_') ? [code] : []))
    const saying = (kept: (typeof file)[number], more: object) => {
      const record = { ...kept.record, ...more }
      return { ...kept, record, sha256: hashOf(record) }
    }
    expect(codes((_, kept) => [kept])).toEqual([])
    expect(codes((number, kept) => (number === 2 ? [saying(kept, { status: 'active' })] : [kept]))).toEqual([
      'change_differs',
    ])
    expect(codes((number, kept) => (number === 1 ? [] : [kept]))).toEqual(['change_missing'])
    for (const more of [{ words: 'Eleven pupils more' }, { needsApproval: false }, { lines: { base64: 'AAAA' } }])
      expect(codes((number, kept) => (number === 2 ? [saying(kept, more)] : [kept]))).toEqual(['change_differs'])
    expect(codes((number, kept) => [saying(kept, { number: number + 1 })])).toContain('change_differs')
  })

  it('is withdrawn by its buyer or declined by its supplier, and decided by nobody then', async () => {
    const signed = await aContractInForce(table)
    await signed.propose(more)
    await signed.office.deliver(signed.place)
    const session = await signed.enter('financial', 1, 'change')
    const hashes = await signed.hashesIn(session)
    const withdrawn = await signed.withdraw(1)
    expect(withdrawn).toMatchObject({ status: 200, json: { status: 'cancelled', ended: { because: 'withdrawn' } } })
    expect(await signed.withdraw(1)).toEqual(withdrawn)
    expect(await signed.withdraw(1, 'Something else')).toMatchObject({ status: 409, json: { code: 'change_over' } })
    expect((await signed.office.decide(session, anApproval(hashes))).status).toBe(409)
    expect(await signed.offered()).toEqual([])

    await signed.propose([{ number: '1', quantity: '50' }], 1)
    await approveBoth(signed, 2)
    expect(await signed.answer(2, false, 'Not this year')).toMatchObject({
      status: 200,
      json: { status: 'cancelled', answer: { accepted: false, words: 'Not this year' } },
    })
    const work = await callRoute(listWorkRoute({ table }), { as: signed.office.buyer })
    expect(work.json.items).toContainEqual(
      expect.objectContaining({ kind: 'changeDeclined', rfqId: signed.place.rfqId }),
    )
    expect((await signed.read('buyer')).json).toMatchObject({ totalMinor: 20_930_000, changes: [] })
    expect(await signed.faults()).toEqual([])
  })

  it('says what is wrong with it, by the field', async () => {
    const { propose, withdraw } = await aContractInForce(table)
    expect(await propose([{ number: '9', quantity: '1' }])).toMatchObject({
      status: 422,
      json: { code: 'line_unknown', line: '9', pointer: '/lines/0/number' },
    })
    expect(await propose([{ number: '1', quantity: '35.0' }])).toMatchObject({ json: { code: 'change_empty' } })
    expect(await propose([{ number: '1', quantity: '999999999', unitPrice: '999999999999' }])).toMatchObject({
      json: { code: 'change_too_large', line: '1' },
    })
    expect(await propose([{ number: '1' }])).toMatchObject({ status: 400, json: { pointer: '/lines/0' } })
    expect(await propose([...more, ...more])).toMatchObject({ status: 400, json: { pointer: '/lines' } })
    expect(await withdraw(1)).toMatchObject({ status: 404, json: { code: 'change_not_found' } })
  })

  it('is for its buyer and its supplier alone', async () => {
    const signed = await aContractInForce(table)
    await signed.propose(more)
    await approveBoth(signed)
    expect(await signed.offered(signed.loser)).toMatchObject({ code: 'contract_not_found' })
    expect(await signed.answer(1, true, '', signed.loser)).toMatchObject({ status: 404 })
    const stranger = { ...signed.office.buyer, org: signed.loser.org }
    const asked = { params: { rfqId: signed.place.rfqId }, as: stranger }
    expect(await signed.office.call('GET', '/rfqs/{rfqId}/contract/changes', asked)).toMatchObject({ status: 404 })
    expect(
      await signed.office.call('POST', '/rfqs/{rfqId}/contract/changes', {
        ...asked,
        body: { ...signed.proposal(more), after: 1 },
      }),
    ).toMatchObject({ status: 404 })
  })
})
