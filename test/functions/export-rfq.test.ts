import { describe, expect, it } from 'vitest'
import type { RfqBundle } from '../../shared/contracts/exports.ts'
import { verifyRecord } from '../../shared/domain/approval-record.ts'
import { hashOf } from '../../shared/domain/canonical.ts'
import { stakeholderRoles } from '../../shared/domain/party.ts'
import { notPlanned } from '../../shared/domain/planning.ts'
import { rebuild } from '../../shared/domain/rebuild.ts'
import { keys } from '../../shared/store/keys.ts'
import { anOffice } from '../support/approvals.ts'
import { anApproval, aVeto } from '../support/awards.ts'
import { lines, prices } from '../support/bids.ts'
import { anId, later, MINUTE } from '../support/builders.ts'
import { aTendering, OPENS } from '../support/tendering.ts'

const { aTender, submit, withdraw, open, ofRfq, market, table, rfq } = aTendering()
type Tender = Awaited<ReturnType<typeof aTender>>
const bundleOf = async (tender: Tender): Promise<RfqBundle> => {
  const answer = await ofRfq('GET', 'bundle', tender, { at: later(OPENS, 60 * MINUTE) })
  if (answer.status !== 200) throw new Error(answer.text)
  return answer.json as RfqBundle
}
const codes = (records: RfqBundle['records']) => [...new Set(rebuild(records).faults.map(({ code }) => code))].sort()

/** From a draft to a contract, with everything that can happen on the way. */
const aLifecycle = async () => {
  const tender = await aTender(4, { lines: lines(3) })
  const { buyer, place, suppliers } = tender
  const params = { rfqId: place.rfqId }
  const [winner, revising, withdrawing, invalid] = suppliers
  if (!winner || !revising || !withdrawing || !invalid) throw new Error('four suppliers')
  const roles = stakeholderRoles.map((role) => ({
    role,
    stakeholderId: anId('stk'),
    email: `${role}@stakeholders.example`,
  }))
  for (const { role, stakeholderId, email } of roles) {
    const body = { name: role, email, role, language: 'en', active: true }
    const saved = await market('PUT', '/organisation/stakeholders/{stakeholderId}', {
      params: { stakeholderId },
      as: buyer,
      body,
    })
    if (saved.status !== 200) throw new Error(saved.text)
  }
  const questionId = anId('qst')
  const ask = { params: { ...place, questionId }, as: revising, body: { text: 'Which colour?' } }
  await market('PUT', '/tenders/{buyerId}/{rfqId}/questions/{questionId}', ask)
  const answer = { params: { ...params, questionId }, as: buyer, body: { text: 'Any' } }
  await market('PUT', '/rfqs/{rfqId}/questions/{questionId}/answer', answer)
  await submit(tender, winner, { content: { lines: prices('5.00', '5.00', '5.00') } })
  await submit(tender, revising, { content: { lines: prices('9.00', '9.00', '9.00') } })
  await submit(tender, revising, { version: 2, content: { lines: prices('6.00', '6.00', '6.00') } })
  await submit(tender, withdrawing, { content: { lines: prices('1.00', '1.00', '1.00') } })
  await withdraw(tender, withdrawing, 2)
  await submit(tender, invalid, { content: { lines: prices('1.00') } })
  await open(tender)

  const office = anOffice(table())
  const propose = (supplierId: string, after: number, justification = '') =>
    office.call('POST', '/rfqs/{rfqId}/awards', {
      params,
      as: buyer,
      body: { awardId: anId('awd'), supplierId, reason: 'The lowest total', justification, after },
    })
  const decide = async (number: number, role: string, veto = false) => {
    const { stakeholderId = '' } = roles.find((one) => one.role === role) ?? {}
    const session = await office.enter(await office.tokenOf(place, stakeholderId, number))
    const { hashes } = (await office.content(session)).json as { hashes: Parameters<typeof anApproval>[0] }
    const decided = await office.decide(session, veto ? aVeto(hashes) : anApproval(hashes), { number })
    if (decided.status !== 201) throw new Error(decided.text)
  }
  const first = await propose(revising.org, 0, 'They are closer')
  if (first.status !== 201) throw new Error(first.text)
  await office.deliver(place)
  await decide(1, 'financial', true)
  await propose(winner.org, 1)
  await office.deliver(place)
  for (const role of stakeholderRoles) await decide(2, role)
  await office.deliver(place)
  // The contract's own event is carried on once there is a contract.
  await office.deliver(place)
  return { tender, winner, revising, questionId }
}

describe('the file of an RFQ', () => {
  it('rebuilds the RFQ from a draft to its contract (P6)', async () => {
    const { tender, revising } = await aLifecycle()
    const bundle = await bundleOf(tender)
    expect(rebuild(bundle.records).faults).toEqual([])
    const { state } = rebuild(bundle.records)
    const kept = await rfq(tender.place)
    expect(kept.status).toBe('awarded')
    expect(state).toEqual({
      status: 'awarded',
      closesAt: kept.terms.closesAt,
      publishedAt: kept.publishedAt,
      opening: kept.opening,
      publicationCount: 0,
      awardCount: 2,
      changeCount: 0,
      unanswered: 0,
      hands: [tender.buyer.email],
      planning: kept.planning,
      eventCount: kept.eventCount,
      lastEventSha256: kept.lastEventSha256,
    })
    const kinds = new Set(bundle.records.map(({ kind }) => kind))
    for (const kind of ['Rfq', 'Event', 'sealed', 'withdrawn', 'fence', 'OpenedBid', 'Award', 'Decision', 'Contract'])
      expect(kinds).toContain(kind)

    const text = JSON.stringify(bundle.records.filter(({ kind }) => kind === 'Question'))
    expect(text).toContain('Which colour?')
    expect(text).not.toContain(revising.org)

    // Whatever is changed, dropped, added or moved is found.
    const { records } = bundle
    const events = records.flatMap(({ kind }, i) => (kind === 'Event' ? [i] : []))
    for (const i of events) {
      const changed = records.map((one, at) =>
        at === i ? rehashed({ ...one, record: { ...one.record, at: OPENS } }) : one,
      )
      if (records[i]?.record.at !== OPENS) expect(codes(changed)).toContain('event_changed')
      expect(codes(records.toSpliced(i, 1)).length).toBeGreaterThan(0)
    }
    const [one = 0, two = 0] = events.slice(3)
    const swapped = records.with(one, records[two] ?? fail()).with(two, records[one] ?? fail())
    expect(codes(swapped)).toContain('chain_broken')
    const renumbered = [one, two].reduce((some, i, n, pair) => {
      const other = some[pair[1 - n] ?? 0]?.record.number
      return some.with(i, rehashed({ ...(records[i] ?? fail()), record: { ...records[i]?.record, number: other } }))
    }, records)
    expect(codes(renumbered)).toEqual(expect.arrayContaining(['chain_broken', 'event_changed']))
  })

  it('holds how its contract was approved, signed, with the key to it', async () => {
    const { tender } = await aLifecycle()
    const { approvalRecord } = await bundleOf(tender)
    if (!approvalRecord) throw new Error('No record')
    const { record, signature, publicKey } = approvalRecord
    const verified = await verifyRecord(record, signature, publicKey)
    if (!verified.ok) throw new Error(verified.because)
    expect(verified.record.requests.map(({ number, status }) => [number, status])).toEqual([
      [1, 'superseded'],
      [2, 'committed'],
    ])
    expect(await verifyRecord(record.replace('Line 4.2', 'Line 4.3'), signature, publicKey)).toEqual({
      ok: false,
      because: 'signature',
    })
  })

  it('shows every kind of tampering with its facts', async () => {
    const { tender } = await aLifecycle()
    const { records } = await bundleOf(tender)
    const indexOf = (kind: string, has: (record: Record<string, unknown>) => boolean = () => true) =>
      records.findIndex((one) => one.kind === kind && has(one.record))
    const without = (kind: string, has?: (record: Record<string, unknown>) => boolean) =>
      codes(records.toSpliced(indexOf(kind, has), 1))
    const altered = (
      kind: string,
      over: Record<string, unknown>,
      has?: (record: Record<string, unknown>) => boolean,
    ) => {
      const i = indexOf(kind, has)
      const one = records[i] ?? fail()
      return codes(records.with(i, rehashed({ ...one, record: { ...one.record, ...over } })))
    }
    const plain = records.map((one) =>
      one.kind === 'Award' ? { ...one, record: { ...one.record, reason: 'Another' } } : one,
    )
    expect(codes(plain)).toEqual(['record_changed'])
    expect(without('Rfq')).toEqual(['rfq_missing'])
    expect(altered('Rfq', { status: 'unsuccessful' })).toContain('state_differs')
    expect(altered('Rfq', { hands: ['somebody@else.example'] })).toEqual(['state_differs'])
    expect(altered('Rfq', { planning: { ...notPlanned, estimatedMinor: 1 } })).toEqual(['state_differs'])
    expect(altered('Rfq', { terms: { ...(records[indexOf('Rfq')]?.record.terms as object), paymentDays: 1 } })).toEqual(
      ['terms_differ'],
    )
    expect(without('sealed', ({ version }) => version === 2)).toEqual(['bid_missing'])
    expect(altered('sealed', { sha256: 'f'.repeat(64) }, ({ version }) => version === 2)).toEqual(['bid_missing'])
    expect(without('OpenedBid')).toEqual(['opened_bid_missing'])
    expect(altered('OpenedBid', { version: 9 })).toContain('bid_not_opened')
    expect(altered('OpenedBid', { disqualified: { at: OPENS, by: 'x', reason: 'y' } })).toEqual([
      'disqualification_differs',
    ])
    expect(without('Award')).toEqual(['award_missing'])
    expect(without('Decision', ({ decision }) => decision === 'veto')).toEqual(['tally_differs'])
    expect(altered('Decision', { role: 'technical' }, ({ role }) => role === 'financial')).toContain('fact_changed')
    expect(without('Contract')).toEqual(['contract_missing'])
    expect(altered('ApprovalRecord', { contractNumber: '2026-ANOTHER' })).toEqual(['approval_record_differs'])
  })

  it('tells nobody who bids before the opening', async () => {
    const tender = await aTender(2)
    await submit(tender, tender.suppliers[0] ?? tender.buyer)
    expect(await ofRfq('GET', 'bundle', tender)).toMatchObject({ status: 409, json: { code: 'bids_not_opened' } })
    const body = { reason: 'No money' }
    await market('POST', '/rfqs/{rfqId}/cancellation', {
      params: { rfqId: tender.place.rfqId },
      as: tender.buyer,
      body,
    })
    const bundle = await bundleOf(tender)
    const text = JSON.stringify(bundle)
    for (const { org } of tender.suppliers) expect(text).not.toContain(org)
    expect(rebuild(bundle.records)).toMatchObject({ faults: [], state: { status: 'cancelled', cancelled: body } })
  })

  it('holds no secret: of the wrapped key only its hash', async () => {
    const tender = await aTender(1)
    const [supplier = tender.buyer] = tender.suppliers
    await submit(tender, supplier)
    await open(tender)
    const { buyerId, rfqId } = tender.place
    const wrapped = (await table().get(keys.wrappedKey(buyerId, rfqId)))?.wrapped
    const bundle = await bundleOf(tender)
    const text = JSON.stringify(bundle)
    expect(text).not.toContain(
      Buffer.from(wrapped as Uint8Array)
        .toString('base64')
        .slice(20, 60),
    )
    expect(bundle.records.find(({ kind }) => kind === 'WrappedKey')).toMatchObject({ record: {} })
    expect(rebuild(bundle.records).faults).toEqual([])
  })

  it('holds large envelopes and contents too', async () => {
    const tender = await aTender(1, { lines: lines(700) })
    const [supplier = tender.buyer] = tender.suppliers
    const own = prices(...Array.from({ length: 700 }, (_, i) => `${(i * 7919) % 99_991}.${(i * 31) % 1_000}7`))
    await submit(tender, supplier, { content: { lines: own } })
    await open(tender)
    const { records } = await bundleOf(tender)
    const payloads = records.filter(({ kind }) => kind === 'Payload')
    expect(payloads.map(({ key }) => key.split('/')[0])).toContain('envelopes')
    for (const { record } of payloads)
      expect(Buffer.from(String(record.base64), 'base64')).toHaveLength(Number(record.bytes))
    expect(rebuild(records).faults).toEqual([])
  })
})

const fail = (): never => {
  throw new Error('not in the file')
}
/** Tampering by somebody who knows how the file is hashed. */
const rehashed = (one: RfqBundle['records'][number]) => ({ ...one, sha256: hashOf(one.record) })
