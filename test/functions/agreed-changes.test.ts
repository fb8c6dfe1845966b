import { beforeAll, describe, expect, it } from 'vitest'
import { changeRecordsOf } from '../../functions/exports/change-records.ts'
import { routes as exportRoutes } from '../../functions/exports/index.ts'
import { RfqBundle, SignedApprovalRecord } from '../../shared/contracts/exports.ts'
import { type ApprovalRecord, endOf, verifyRecord } from '../../shared/domain/approval-record.ts'
import { recorded } from '../../shared/domain/bundle.ts'
import type { Contract } from '../../shared/domain/contract.ts'
import { objectionsOf } from '../../shared/domain/objections.ts'
import { rebuild } from '../../shared/domain/rebuild.ts'
import { loadFile } from '../../shared/store/facts.ts'
import { loadPolicy } from '../../shared/store/policies.ts'
import { loadRfq } from '../../shared/store/rfqs.ts'
import type { Table } from '../../shared/store/table.ts'
import { type ApiRequest, aTable, callRoute } from '../support/api.ts'
import { aVeto, savePolicy } from '../support/awards.ts'
import { aProfile, BUYER, NOON } from '../support/builders.ts'
import { aSignedContract } from '../support/contract-changes.ts'
import { recordKey } from '../support/record-key.ts'

let table: Table
beforeAll(async () => {
  table = await aTable()
})

const RECORD = '/rfqs/{rfqId}/contract/changes/{number}/approval-record'
const CHANGE = '/rfqs/{rfqId}/contract/changes/{number}/order-change'
const OFFERED = '/tenders/{buyerId}/{rfqId}/contract/changes/{number}/order-change'

const verified = async (signed: SignedApprovalRecord): Promise<ApprovalRecord> => {
  const answer = await verifyRecord(signed.record, signed.signature, signed.publicKey)
  if (!answer.ok) throw new Error(answer.because)
  return answer.record
}

const aChangeable = async () => {
  const opening = { openedAt: NOON, bids: 2, bidsSha256: 'a'.repeat(64) }
  const signed = await aSignedContract(table, { rfq: { opening } })
  const { office, place, propose, decide, answer, read } = signed
  const exporting = { ...office.deps, publicKeyOf: recordKey.publicKeyOf }
  const routes = exportRoutes(exporting)
  const ask = (path: string, request: ApiRequest) => {
    const route = routes.find((one) => one.path === `/api/v1${path}`)
    if (!route) throw new Error(`No ${path}`)
    return callRoute(route, { as: office.buyer, ...request })
  }
  const record = (number: number, as: object = office.buyer) =>
    ask(RECORD, { params: { rfqId: place.rfqId, number: String(number) }, as: { email: 'x@x.example', ...as } })
  /** Proposed, approved by all who are asked, and accepted. */
  const agree = async (number: number, quantity: string) => {
    await propose([{ number: '1', quantity }], number - 1)
    await decide('commercial', number)
    await decide('financial', number)
    await answer(number)
  }
  const contract = async () => (await read('buyer')).json as Contract
  const orderChange = (path: string, number: number, as: object) =>
    office.call('GET', path, {
      params: { ...(path === OFFERED && { buyerId: place.buyerId }), rfqId: place.rfqId, number: String(number) },
      as: { email: 'x@x.example', ...as },
    })
  return { ...signed, exporting, ask, record, agree, contract, orderChange }
}

describe('the approval record of a change', () => {
  it('says how it came to be approved since the change before it, and of which change and what agreement it is', async () => {
    const { office, place, propose, decide, agree, record, contract, ask, exporting, loser } = await aChangeable()
    await propose([{ number: '1', quantity: '50' }])
    await decide('financial', 1, aVeto)
    await agree(2, '40')
    expect(await record(2)).toMatchObject({ status: 409, json: { code: 'approval_record_not_ready' } })
    await office.deliverNew(place)
    await agree(3, '41')
    await office.deliverNew(place)

    const [first, second] = (await contract()).changes
    const one = await verified(SignedApprovalRecord.parse((await record(2)).json))
    expect(one).toMatchObject({
      changeNumber: 2,
      agreementSha256: first?.agreementSha256,
      committedAt: first?.answer?.at,
      requests: [
        { subject: 'change', number: 1, status: 'superseded' },
        { subject: 'change', number: 2, status: 'committed' },
      ],
    })
    expect(objectionsOf(one)).toMatchObject([{ veto: { role: 'financial' }, became: { how: 'ended' } }])
    const other = await verified(SignedApprovalRecord.parse((await record(3)).json))
    expect(other).toMatchObject({ changeNumber: 3, agreementSha256: second?.agreementSha256 })
    expect(other.requests.map(({ number }) => number)).toEqual([3])

    const bundle = RfqBundle.parse((await ask('/rfqs/{rfqId}/bundle', { params: { rfqId: place.rfqId } })).json)
    if (!bundle.approvalRecord) throw new Error('The contract has no record')
    const own = await verified(bundle.approvalRecord)
    expect([own.changeNumber, own.requests.map(({ subject }) => subject)]).toEqual([undefined, ['award']])
    const kept = await Promise.all((bundle.changeRecords ?? []).map(verified))
    expect(kept.map(({ changeNumber }) => changeNumber)).toEqual([2, 3])
    const characters = bundle.changeRecords?.[0]?.record.length
    const asManyAsFit = await changeRecordsOf(exporting, { ...place, changeCount: 3 }, characters)
    expect(asManyAsFit).toEqual(bundle.changeRecords?.slice(0, 1))
    expect((await record(2, { ...office.buyer, org: loser.org })).status).toBe(404)

    const rfq = await loadRfq(table, place.buyerId, place.rfqId)
    if (!rfq) throw new Error('No RFQ')
    // Its bids were put there by hand: only what is in its own partition fits together.
    const { opening: _, ...unopened } = rfq
    const records = (await loadFile(table, unopened)).map(recorded)
    const faultsOf = (file: typeof records) => rebuild(file).faults.map(({ code }) => code)
    expect(faultsOf(records)).not.toContain('approval_record_differs')
    const moved = records.map((each) =>
      each.kind === 'ApprovalRecord' && each.record.changeNumber === 2
        ? recorded({ pk: '', sk: each.key, ...each.record, changeNumber: 1 })
        : each,
    )
    expect(faultsOf(moved)).toContain('approval_record_differs')
  })

  it('says of a change before it that its supplier declined it, in whose words, signed with the rest', async () => {
    const { office, place, propose, decide, answer, agree, record } = await aChangeable()
    await propose([{ number: '1', quantity: '50' }])
    await decide('commercial', 1)
    await decide('financial', 1)
    await answer(1, false, 'We cannot get so many')
    await agree(2, '40')
    await office.deliverNew(place)
    const signed = await verified(SignedApprovalRecord.parse((await record(2)).json))
    expect(signed.requests).toMatchObject([
      { number: 1, status: 'cancelled', answer: { accepted: false, words: 'We cannot get so many' } },
      { number: 2, status: 'committed', answer: { accepted: true } },
    ])
    expect(signed.requests.map(endOf)).toEqual(['declined', 'committed'])
  })

  it('is of what somebody approved: what nobody is asked, or the supplier declines, has none', async () => {
    const { office, place, propose, decide, answer, record } = await aChangeable()
    await propose([{ number: '1', quantity: '40' }])
    await decide('commercial', 1)
    await decide('financial', 1)
    await answer(1, false, 'Not this year')
    const { version, savedAt: _, savedBy: __, ...terms } = await loadPolicy(table, { ...aProfile(), orgId: BUYER })
    await savePolicy(table, version, { ...terms, rules: { ...terms.rules, change: [] } })
    await propose([{ number: '1', quantity: '36' }], 1)
    expect(await answer(2)).toMatchObject({ status: 200 })
    await savePolicy(table, version + 1, terms)
    await office.deliverNew(place)
    for (const number of [1, 2, 3])
      expect(await record(number)).toMatchObject({ status: 404, json: { code: 'change_not_found' } })
  })
})

describe('the papers of a changed contract', () => {
  it('are there for buyer and supplier once both agreed, and for nobody else', async () => {
    const { place, propose, agree, orderChange, office, winner, loser } = await aChangeable()
    await propose([{ number: '1', quantity: '50' }])
    expect((await orderChange(CHANGE, 1, office.buyer)).status).toBe(404)
    await agree(2, '40')
    const [bought, sold] = [await orderChange(CHANGE, 2, office.buyer), await orderChange(OFFERED, 2, winner)]
    expect(bought.text).toContain('<cbc:Quantity unitCode="NIU">40</cbc:Quantity>')
    expect(sold.text).toBe(bought.text)
    expect((await orderChange(OFFERED, 2, loser)).status).toBe(404)
    for (const [path, as, params] of [
      ['/rfqs/{rfqId}/contract/document', office.buyer, { rfqId: place.rfqId }],
      ['/tenders/{buyerId}/{rfqId}/contract/document', winner, place],
    ] as const) {
      const { text } = await office.call('GET', path, { params, as })
      for (const part of ['Ændring 2, aftalt', '239.200,00 DKK']) expect(text).toContain(part)
      expect(text).not.toContain('Within the budget')
    }
    expect((await orderChange(CHANGE, 1, office.buyer)).status).toBe(404)
  })
})
