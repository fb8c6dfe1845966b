import { describe, expect, it } from 'vitest'
import { submitBid } from '../../shared/domain/bid-rules.ts'
import { bytesOfBase64 } from '../../shared/domain/sealing/bytes.ts'
import { fence, keepBidVersion, loadEnvelope, loadForBid, loadVersions } from '../../shared/store/bids.ts'
import { lines, prices } from '../support/bids.ts'
import { later, NOON } from '../support/builders.ts'
import { aTendering, CLOSES, OPENS } from '../support/tendering.ts'

const { call, deps, aTender, sealed, put, submit, withdraw, table, anOrganisation } = aTendering()
const BIDS = '/tenders/{buyerId}/{rfqId}/bids'
const aTenderForOne = async (own = {}) => {
  const tender = await aTender(1, own)
  const [supplier = await anOrganisation({ supplies: true })] = tender.suppliers
  return { tender, supplier, place: { ...tender.place, supplierId: supplier.org } }
}

describe('submitting a bid', () => {
  it('is answered with a receipt of what is kept', async () => {
    const { tender, supplier, place } = await aTenderForOne()
    const body = await sealed(tender, supplier, 1)
    const answer = await put(tender, supplier, 1, body)
    const bytes = bytesOfBase64(body.envelope)
    expect(answer).toMatchObject({
      status: 201,
      json: { version: 1, sha256: body.sha256, bytes: bytes.length, receivedAt: NOON, closesAt: CLOSES },
    })
    expect(await loadEnvelope(table(), deps().payloads, place, 1)).toEqual(bytes)
  })

  it('keeps a large envelope beside the table, under its hash', async () => {
    const { tender, supplier, place } = await aTenderForOne({ lines: lines(700) })
    const body = await sealed(tender, supplier, 1)
    expect(await put(tender, supplier, 1, body)).toMatchObject({ status: 201, json: { sha256: body.sha256 } })
    expect(await put(tender, supplier, 1, body)).toMatchObject({ status: 201, json: { sha256: body.sha256 } })
    const bytes = bytesOfBase64(body.envelope)
    expect(bytes.length).toBeGreaterThan(8_192)
    expect(await loadEnvelope(table(), deps().payloads, place, 1)).toEqual(bytes)
  })

  it('stands a millisecond before closing and is refused, with both times, at closing', async () => {
    const { tender, supplier } = await aTenderForOne()
    const late = await submit(tender, supplier, { at: CLOSES })
    expect(late).toMatchObject({ status: 409, json: { code: 'rfq_closed', closedAt: CLOSES, receivedAt: CLOSES } })
    expect((await submit(tender, supplier, { at: later(CLOSES, -1) })).status).toBe(201)
  })

  it('gives the same envelope the same answer whenever it comes again', async () => {
    const { tender, supplier } = await aTenderForOne()
    const body = await sealed(tender, supplier, 1)
    const first = await put(tender, supplier, 1, body)
    const again = await put(tender, supplier, 1, body, later(CLOSES, 60_000))
    expect(again).toMatchObject({ status: 201, text: first.text })
  })

  it('lets one of two colleagues have a version, and shows the other who, when and which hash', async () => {
    const { tender, supplier } = await aTenderForOne()
    const colleague = { ...supplier, email: 'colleague@trade.example', name: 'Colleague' }
    const bodies = await Promise.all([sealed(tender, supplier, 1), sealed(tender, supplier, 1)])
    const answers = await Promise.all([
      put(tender, supplier, 1, bodies[0] ?? {}, NOON),
      put(tender, colleague, 1, bodies[1] ?? {}, later(NOON, 1)),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    const won = answers.find(({ status }) => status === 201)
    const lost = answers.find(({ status }) => status === 409)
    expect(lost?.json).toMatchObject({
      code: 'bid_version_taken',
      standing: { kind: 'sealed', version: 1, sha256: won?.json.sha256, receivedAt: won?.json.receivedAt },
    })
    expect(lost?.json.standing).toMatchObject({ by: { name: won === answers[0] ? 'Sille' : 'Colleague' } })
    expect(lost?.text).not.toContain('envelope')
  })

  it('needs the organisation to take part; strangers learn nothing', async () => {
    const { tender } = await aTenderForOne()
    const stranger = await anOrganisation({ supplies: true })
    expect(await submit(tender, stranger)).toMatchObject({ status: 404, json: { code: 'tender_not_found' } })
    const { tender: openTender } = await aTenderForOne({ terms: { method: 'open' } })
    expect(await submit(openTender, stranger)).toMatchObject({ status: 409, json: { code: 'not_taking_part' } })
  })

  it('refuses what is no envelope, or not the one the hash names', async () => {
    const { tender, supplier } = await aTenderForOne()
    const body = await sealed(tender, supplier, 1)
    const other = await sealed(tender, supplier, 1)
    const mixed = await put(tender, supplier, 1, { ...body, sha256: other.sha256 })
    expect(mixed).toMatchObject({ status: 422, json: { code: 'envelope_mismatch', sha256: body.sha256 } })
    const garbage = Buffer.alloc(657, 7)
    const { createHash } = await import('node:crypto')
    const sha256 = createHash('sha256').update(garbage).digest('hex')
    const none = await put(tender, supplier, 1, { ...body, envelope: garbage.toString('base64'), sha256 })
    expect(none).toMatchObject({ status: 422, json: { code: 'envelope_malformed' } })
    expect(await put(tender, supplier, 1, { ...body, envelope: '!' })).toMatchObject({ status: 400 })
  })
})

describe('revising and withdrawing', () => {
  it('each is the next version; all are listed, without the fence', async () => {
    const { tender, supplier, place } = await aTenderForOne()
    expect((await submit(tender, supplier)).status).toBe(201)
    expect(await submit(tender, supplier, { version: 3 })).toMatchObject({
      status: 409,
      json: { code: 'bid_version_gap' },
    })
    expect((await submit(tender, supplier, { version: 2 })).status).toBe(201)
    expect(await withdraw(tender, supplier, 3)).toMatchObject({ status: 201, json: { kind: 'withdrawn', version: 3 } })
    expect(await withdraw(tender, supplier, 3)).toMatchObject({ status: 201, json: { kind: 'withdrawn', version: 3 } })
    expect(await withdraw(tender, supplier, 4)).toMatchObject({ json: { code: 'nothing_to_withdraw' } })
    expect(await withdraw(tender, supplier, 2)).toMatchObject({
      json: { code: 'bid_version_taken', standing: { version: 2 } },
    })
    expect((await submit(tender, supplier, { version: 4 })).status).toBe(201)
    await fence(table(), place, OPENS)
    const listed = await call('GET', BIDS, { params: tender.place, as: supplier })
    expect(listed.json.items).toMatchObject([1, 2, 3, 4].map((version) => ({ version })))
    expect(listed.text).not.toContain('fence')
  })

  it('a withdrawal is as late as a bid would be', async () => {
    const { tender, supplier } = await aTenderForOne()
    await submit(tender, supplier)
    expect(await withdraw(tender, supplier, 2, CLOSES)).toMatchObject({ status: 409, json: { code: 'rfq_closed' } })
  })

  it('one’s bids are listed with the newest version and how the RFQ stands', async () => {
    const { tender, supplier } = await aTenderForOne()
    const asked = { as: supplier, query: {} }
    expect((await call('GET', '/bids', asked)).json.items).toMatchObject([{ status: 'open', latest: null }])
    await submit(tender, supplier)
    await withdraw(tender, supplier, 2)
    const { items } = (await call('GET', '/bids', asked)).json
    expect(items).toMatchObject([{ ...tender.place, closesAt: CLOSES, latest: { kind: 'withdrawn', version: 2 } }])
    expect(
      (await call('GET', '/bids', { as: await anOrganisation({ supplies: true }), query: {} })).json.items,
    ).toEqual([])
  })
})

describe('a bid on its way when the opener comes', () => {
  it('finds the fence and is told the RFQ is closed; what was kept before the fence counts', async () => {
    const { tender, supplier, place } = await aTenderForOne()
    const at = later(CLOSES, -1)
    const by = { email: supplier.email, name: 'Sille' }
    const body = await sealed(tender, supplier, 1)
    const decided = submitBid(await loadForBid(table(), place, 1), { version: 1, sealed: body, by }, at)
    if (!decided.ok || !decided.value.envelope) throw new Error('not in time')
    await fence(table(), place, OPENS)
    const { rfq, bid, envelope } = decided.value
    const kept = await keepBidVersion(table(), deps().payloads, place, { rfq, bid, envelope })
    expect(kept).toEqual({ ok: false, refusal: { code: 'rfq_closed', closedAt: CLOSES, receivedAt: at } })
    expect(await loadVersions(table(), place)).toMatchObject([{ kind: 'fence', version: 1 }])
  })

  it('two openers put one fence, behind everything that came before', async () => {
    const { tender, supplier, place } = await aTenderForOne()
    await submit(tender, supplier, { content: { lines: prices('7.00') } })
    const fences = await Promise.all([1, 2, 3, 4].map(() => fence(table(), place, OPENS)))
    for (const versions of fences) expect(versions).toMatchObject([{ kind: 'sealed', version: 1 }])
    expect(await loadVersions(table(), place)).toMatchObject([{ version: 1 }, { kind: 'fence', version: 2 }])
  })
})
