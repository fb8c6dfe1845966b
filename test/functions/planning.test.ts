import { describe, expect, it } from 'vitest'
import { rebuild } from '../../shared/domain/rebuild.ts'
import type { RfqPlace } from '../../shared/domain/rfq.ts'
import { keys } from '../../shared/store/keys.ts'
import { keepDraft, loadRfq } from '../../shared/store/rfqs.ts'
import { aLine, anId, NOON, someTerms } from '../support/builders.ts'
import { aTendering } from '../support/tendering.ts'

const { market: call, anOrganisation, aDraft, aPublished, aTender, submit, open, ofRfq, rfq, table } = aTendering()
const RFQ = '/rfqs/{rfqId}'
const planned = { estimatedMinor: 1_250_000, category: '30213000 Planted', risk: 'high', budgetLine: 'IT-7' } as const
const notPlanned = { estimatedMinor: null, category: '', risk: 'normal', budgetLine: null }

/** When the sweeper next looks at an RFQ, and opens its bids if it is time. */
const workOf = async ({ buyerId, rfqId }: RfqPlace) => {
  const item = await table().get(keys.rfq(buyerId, rfqId))
  return { gsi2pk: item?.gsi2pk, gsi2sk: item?.gsi2sk }
}

describe('planning an RFQ', () => {
  it('is kept with a draft, and left as it is by a save that says nothing of it', async () => {
    const as = await anOrganisation()
    const params = { rfqId: anId('rfq') }
    const created = await call('POST', '/rfqs', { body: { ...params, terms: someTerms(), lines: [aLine()] }, as })
    expect(created.json).toMatchObject({ planning: notPlanned, hands: [as.email] })
    const save = { params, body: { terms: someTerms(), planning: planned }, as, ifMatch: 1 }
    const saved = await call('PUT', RFQ, save)
    expect(saved.json).toMatchObject({ version: 2, planning: planned })
    expect(await call('PUT', RFQ, save)).toEqual(saved)
    const other = { ...save, body: { ...save.body, planning: { ...planned, risk: 'low' } } }
    expect(await call('PUT', RFQ, other)).toMatchObject({ status: 412 })
    await call('PUT', RFQ, { params, body: { terms: someTerms({ title: 'Screens' }) }, as, ifMatch: 2 })
    expect((await call('GET', RFQ, { params, as })).json).toMatchObject({ version: 3, planning: planned })
  })
  it('is refused where it is malformed, by its place', async () => {
    const as = await anOrganisation()
    const body = { terms: someTerms(), planning: { ...planned, estimatedMinor: -1 } }
    const answer = await call('PUT', RFQ, { params: { rfqId: await aDraft(as) }, body, as, ifMatch: 1 })
    expect(answer).toMatchObject({ status: 400, json: { pointer: '/planning/estimatedMinor' } })
  })
  it('changes after publishing by an act of its own, with what it was in the history', async () => {
    const as = await anOrganisation()
    const params = { rfqId: await aPublished(as) }
    const place = { buyerId: as.org, ...params }
    const work = await workOf(place)
    expect(work.gsi2sk).toBeDefined()
    const change = { params, body: planned, as, ifMatch: 2 }
    const changed = await call('PUT', `${RFQ}/planning`, change)
    expect(changed).toMatchObject({ status: 200, headers: { etag: '"3"' }, json: { planning: planned } })
    expect(await call('PUT', `${RFQ}/planning`, change)).toEqual(changed)
    expect(await workOf(place)).toEqual(work)
    const { json } = await call('GET', `${RFQ}/timeline`, { params, as })
    const [newest] = json.items as { name: string; data: object }[]
    expect(newest).toMatchObject({ name: 'planning.changed', data: { from: notPlanned, to: planned } })
    const stale = { ...change, body: { ...planned, risk: 'low' } }
    expect(await call('PUT', `${RFQ}/planning`, stale)).toMatchObject({
      status: 412,
      json: { code: 'changed_meanwhile', yours: 2, current: { version: 3 } },
    })
  })
  it('is the draft’s own while it is one, and over once an award was proposed', async () => {
    const as = await anOrganisation()
    const draft = { params: { rfqId: await aDraft(as) }, body: planned, as, ifMatch: 1 }
    expect(await call('PUT', `${RFQ}/planning`, draft)).toMatchObject({ json: { code: 'rfq_not_in_status' } })

    const { buyer, place } = await aTender(1)
    const { version } = await rfq(place)
    const params = { rfqId: place.rfqId }
    const item = { pk: `${place.buyerId}#${place.rfqId}`, sk: 'RFQ' }
    const when = { version }
    await table().update({
      update: item,
      set: { status: 'evaluation', awardCount: 1 },
      when,
      otherwise: { code: 'never' },
    })
    const late = await call('PUT', `${RFQ}/planning`, { params, body: planned, as: buyer, ifMatch: version })
    expect(late).toMatchObject({ status: 409, json: { code: 'award_proposed' } })
  })
  it('is in no answer a supplier gets, and in no message (P7)', async () => {
    const tender = await aTender(2, { planning: planned })
    const { place, suppliers, buyer } = tender
    const [as = buyer] = suppliers
    const params = place
    await submit(tender, as)
    const changed = { params: { rfqId: place.rfqId }, as: buyer, ifMatch: (await rfq(place)).version }
    await call('PUT', `${RFQ}/planning`, { ...changed, body: { ...planned, category: 'Planted again' } })
    await open(tender)
    const answers = [
      await call('GET', '/tenders', { as }),
      await call('GET', '/invitations', { as }),
      await call('GET', '/tenders/{buyerId}/{rfqId}', { params, as }),
      await call('GET', '/tenders/{buyerId}/{rfqId}/lines', { params, as }),
      await call('GET', '/tenders/{buyerId}/{rfqId}/attachments', { params, as }),
      await call('GET', '/tenders/{buyerId}/{rfqId}/questions', { params, as }),
      await call('GET', '/tenders/{buyerId}/{rfqId}/result', { params, as }),
    ]
    expect(answers.map(({ status }) => status).slice(0, 6)).toEqual([200, 200, 200, 200, 200, 200])
    for (const { text } of answers) expect(text).not.toMatch(/lanted|IT-7|1250000|hands|planning/)
    const kept = await table().all({ pk: `${place.buyerId}#${place.rfqId}`, beginsWith: 'EVENT#' })
    expect(JSON.stringify(kept.map(({ data }) => data))).toContain('Planted again')
    expect(JSON.stringify(kept.map(({ signal }) => signal))).not.toMatch(/lanted|IT-7/)
    const listing = await table().all({ pk: `${place.buyerId}#${place.rfqId}`, beginsWith: 'LISTING' })
    expect(JSON.stringify(listing)).not.toMatch(/lanted|IT-7/)
    expect(rebuild((await bundle(tender)).records).faults).toEqual([])
  })
})

const bundle = async (tender: Parameters<typeof ofRfq>[2]) =>
  (await ofRfq('GET', 'bundle', tender)).json as { records: Parameters<typeof rebuild>[0] }

describe('hands in an RFQ', () => {
  const aColleague = (as: { org: string }) => ({
    ...as,
    email: `${anId('mail').toLowerCase()}@trade.example`,
    name: 'Colleague',
  })
  it('grow with whoever writes a draft, once for each, and its history says so', async () => {
    const as = await anOrganisation()
    const colleague = aColleague(as)
    const params = { rfqId: await aDraft(as) }
    for (const ifMatch of [1, 2])
      await call('PUT', RFQ, { params, body: { terms: someTerms({ title: `v${ifMatch}` }) }, as: colleague, ifMatch })
    expect((await call('GET', RFQ, { params, as })).json).toMatchObject({
      version: 3,
      eventCount: 2,
      hands: [as.email, colleague.email],
    })
    await call('POST', `${RFQ}/cancellation`, { params, body: { reason: 'No money' }, as: aColleague(as) })
    const tender = { place: { buyerId: as.org, rfqId: params.rfqId }, buyer: as, suppliers: [], publicKey: '' }
    const { state, faults } = rebuild((await bundle(tender)).records)
    expect(faults).toEqual([])
    expect(state.hands).toHaveLength(3)
  })
  it('have those who only put a document on a draft or take one off, without touching what others hold', async () => {
    const as = await anOrganisation()
    const [one, two] = [aColleague(as), aColleague(as)]
    const params = { rfqId: await aDraft(as), attachmentId: anId('att') }
    const bytes = Buffer.from('plan')
    const sha256 = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex')
    const body = { name: 'plan.pdf', contentType: 'application/pdf', bytes: bytes.length, sha256 }
    const { json } = await call('PUT', `${RFQ}/attachments/{attachmentId}`, { params, body, as: one })
    const { upload } = json as { upload: { url: string; headers: Record<string, string> } }
    expect((await fetch(upload.url, { method: 'PUT', headers: upload.headers, body: bytes })).status).toBe(200)
    await call('POST', `${RFQ}/attachments/{attachmentId}/completion`, { params, as: one })
    await call('DELETE', `${RFQ}/attachments/{attachmentId}`, { params, as: two })
    const kept = await rfq({ buyerId: as.org, rfqId: params.rfqId })
    expect(kept).toMatchObject({ version: 1, eventCount: 3, hands: [as.email, one.email, two.email] })
  })
  it('are never lost to two who join at once', async () => {
    const as = await anOrganisation()
    const rfqId = await aDraft(as)
    const before = await loadRfq(table(), as.org, rfqId)
    if (!before) throw new Error('no draft')
    const [one, two] = [aColleague(as), aColleague(as)].map((by) => ({ at: NOON, by: { ...by, orgId: as.org } }))
    if (!one || !two) throw new Error('two')
    const kept = await Promise.all([one, two].map((who) => keepDraft(table(), before, { terms: someTerms() }, who)))
    expect(kept.filter(({ kept: { ok } }) => ok)).toHaveLength(1)
    const after = await loadRfq(table(), as.org, rfqId)
    expect(after).toMatchObject({ version: 2, eventCount: 2 })
    expect(after?.hands).toHaveLength(2)
  })
  it('leave suppliers out, whatever they do to an RFQ', async () => {
    const tender = await aTender(1)
    const [as = tender.buyer] = tender.suppliers
    const params = { ...tender.place, questionId: anId('qst') }
    await call('PUT', '/tenders/{buyerId}/{rfqId}/questions/{questionId}', { params, as, body: { text: 'Why?' } })
    expect(await rfq(tender.place)).toMatchObject({ unanswered: 1, hands: [tender.buyer.email] })
  })
})
