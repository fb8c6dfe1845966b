import { describe, expect, it } from 'vitest'
import { aLine, anId, someTerms } from '../support/builders.ts'
import { aMarket } from '../support/market.ts'

const { call, anOrganisation, aDraft } = aMarket()
const RFQ = '/rfqs/{rfqId}'

describe('drafting an RFQ', () => {
  it('answers a repeated creation as the first time, and refuses another under its id', async () => {
    const as = await anOrganisation()
    const body = { rfqId: anId('rfq'), terms: someTerms(), lines: [aLine()] }
    const first = await call('POST', '/rfqs', { body, as })
    expect(first).toMatchObject({ status: 201, headers: { etag: '"1"' }, json: { status: 'draft', lineCount: 1 } })
    expect(await call('POST', '/rfqs', { body, as })).toEqual(first)
    const other = await call('POST', '/rfqs', { body: { ...body, lines: [] }, as })
    expect(other).toMatchObject({ status: 409, json: { code: 'rfq_id_taken' } })
  })
  it('keeps lines as they are when a save brings none', async () => {
    const as = await anOrganisation()
    const params = { rfqId: await aDraft(as) }
    await call('PUT', RFQ, { params, body: { terms: someTerms({ title: 'Screens' }) }, as, ifMatch: 1 })
    const lines = await call('GET', `${RFQ}/lines`, { params, as })
    expect(lines.json).toEqual({ lines: [aLine()] })
    expect((await call('GET', RFQ, { params, as })).json).toMatchObject({ version: 2, terms: { title: 'Screens' } })
  })
  it('never overwrites what a colleague saved, and says which versions meet', async () => {
    const as = await anOrganisation()
    const params = { rfqId: await aDraft(as) }
    await call('PUT', RFQ, { params, body: { terms: someTerms({ title: 'Mine' }) }, as, ifMatch: 1 })
    const lost = await call('PUT', RFQ, { params, body: { terms: someTerms({ title: 'Yours' }) }, as, ifMatch: 1 })
    expect(lost).toMatchObject({ status: 412, json: { code: 'changed_meanwhile', yours: 1, current: { version: 2 } } })
  })
  it('takes the same save sent twice for one', async () => {
    const as = await anOrganisation()
    const request = {
      params: { rfqId: await aDraft(as) },
      body: { terms: someTerms({ title: 'Mine' }), lines: [aLine(), aLine({ number: '2' })] },
      as,
      ifMatch: 1,
    }
    const saved = await call('PUT', RFQ, request)
    expect(saved.status).toBe(200)
    expect(await call('PUT', RFQ, request)).toEqual(saved)
  })
  it('keeps 5,000 long lines, reads them back, and leaves none behind after a shorter save', async () => {
    const as = await anOrganisation()
    const noise = (seed: number) =>
      Array.from({ length: 240 }, (_, i) => ((seed * 7919 + i * 104_729) % 36).toString(36))
    const lines = Array.from({ length: 5_000 }, (_, i) =>
      aLine({ number: String(i + 1), description: noise(i * i).join('') }),
    )
    const params = { rfqId: await aDraft(as, {}, lines) }
    expect((await call('GET', `${RFQ}/lines`, { params, as })).json).toEqual({ lines })
    await call('PUT', RFQ, { params, body: { terms: someTerms(), lines: lines.slice(0, 2) }, as, ifMatch: 1 })
    expect((await call('GET', `${RFQ}/lines`, { params, as })).json).toEqual({ lines: lines.slice(0, 2) })
  })
  it.each([
    [{ lines: [aLine(), aLine()] }, '/lines/1/number'],
    [{ lines: [aLine({ quantity: '0' })] }, '/lines/0/quantity'],
    [{ lines: [aLine({ quantity: '1.0000001' })] }, '/lines/0/quantity'],
    [{ lines: [aLine({ name: 'Computer\u202E' })] }, '/lines/0/name'],
    [{ terms: { ...someTerms(), currency: 'XXX' } }, '/terms/currency'],
    [{ terms: { ...someTerms(), invited: ['nobody'] } }, '/terms/invited/0'],
    [{ terms: { ...someTerms(), surprise: 1 } }, '/terms/surprise'],
    [{ lines: Array.from({ length: 5_001 }, (_, i) => aLine({ number: String(i) })) }, '/lines'],
  ])('names the place of what is wrong (%#)', async (over, pointer) => {
    const as = await anOrganisation()
    const answer = await call('POST', '/rfqs', {
      body: { rfqId: anId('rfq'), terms: someTerms(), lines: [], ...over },
      as,
    })
    expect(answer).toMatchObject({ status: 400, json: { code: 'invalid_request', pointer } })
  })
  it('is no business of another organisation', async () => {
    const rfqId = await aDraft(await anOrganisation())
    const stranger = await anOrganisation()
    const foreign = await call('GET', RFQ, { params: { rfqId }, as: stranger })
    const unknown = await call('GET', RFQ, { params: { rfqId: anId('rfq') }, as: stranger })
    expect(foreign).toMatchObject({ status: 404, json: { code: 'rfq_not_found' } })
    expect(foreign.text).toBe(unknown.text)
  })
})
