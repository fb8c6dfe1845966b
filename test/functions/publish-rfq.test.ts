import { describe, expect, it } from 'vitest'
import { anId, DAY, later, MINUTE, NOON, someTerms } from '../support/builders.ts'
import { aMarket } from '../support/market.ts'

const { call, anOrganisation, aDraft, aPublished, table, sealingKey, openingsAsked } = aMarket()
const RFQ = '/rfqs/{rfqId}'
const CLOSES = later(NOON, 7 * DAY)

describe('publishing an RFQ', () => {
  it('makes its key, invites, and puts it on the work index', async () => {
    const as = await anOrganisation()
    const invited = ['a@supplier.example', 'b@supplier.example', 'a@supplier.example']
    const rfqId = await aPublished(as, { invited })
    const { json } = await call('GET', RFQ, { params: { rfqId }, as })
    expect(json).toMatchObject({ status: 'open', version: 2, publishedAt: NOON, sealing: { kem: 'P-256' } })
    const seen = await call('GET', `${RFQ}/invitations`, { params: { rfqId }, as })
    expect(seen.json).toEqual({
      items: ['a', 'b'].map((name) => ({ email: `${name}@supplier.example`, invitedAt: NOON, declined: null })),
    })
    const item = await table().get({ pk: `${as.org}#${rfqId}`, sk: 'RFQ' })
    expect(item?.gsi2sk).toBe(later(NOON, 60 * MINUTE))

    const kept = await table().get({ pk: `${as.org}#${rfqId}`, sk: 'WRAPPED_KEY' })
    const wrapped = kept?.wrapped instanceof Uint8Array ? kept.wrapped : new Uint8Array()
    const pkcs8 = await sealingKey().unwrap(wrapped, { tenant: as.org, rfq: rfqId })
    expect(pkcs8.length).toBeGreaterThan(100)
    await expect(sealingKey().unwrap(wrapped, { tenant: as.org, rfq: anId('rfq') })).rejects.toThrow()
  })
  it('names every gap at once', async () => {
    const as = await anOrganisation()
    const blank = {
      title: '',
      currency: null,
      closesAt: null,
      paymentDays: null,
      bidValidityDays: null,
      deliveryPlace: null,
      invited: [],
    }
    const rfqId = await aDraft(as, blank, [])
    const answer = await call('POST', `${RFQ}/publication`, { params: { rfqId }, as, ifMatch: 1 })
    expect(answer).toMatchObject({ status: 422, json: { code: 'rfq_incomplete' } })
    expect((answer.json.errors as { pointer: string }[]).map(({ pointer }) => pointer).sort()).toEqual([
      '/lines',
      '/terms/bidValidityDays',
      '/terms/closesAt',
      '/terms/currency',
      '/terms/deliveryPlace',
      '/terms/invited',
      '/terms/paymentDays',
      '/terms/title',
    ])
  })
  it.each([
    ['closing_time_past', NOON],
    ['closing_time_too_far', '2028-03-02T12:00:00.001Z'],
  ])('is refused as %s', async (code, closesAt) => {
    const as = await anOrganisation()
    const rfqId = await aDraft(as, { closesAt })
    const answer = await call('POST', `${RFQ}/publication`, { params: { rfqId }, as, ifMatch: 1 })
    expect(answer).toMatchObject({ status: 422, json: { code, pointer: '/terms/closesAt' } })
  })
  it('is refused over a version the buyer has not seen', async () => {
    const as = await anOrganisation()
    const params = { rfqId: await aDraft(as) }
    await call('PUT', RFQ, { params, body: { terms: someTerms({ title: 'Other' }) }, as, ifMatch: 1 })
    const answer = await call('POST', `${RFQ}/publication`, { params, as, ifMatch: 1 })
    expect(answer).toMatchObject({ status: 412, json: { code: 'changed_meanwhile' } })
  })
  it('happens once when asked twice, and answers both alike', async () => {
    const as = await anOrganisation()
    const request = { params: { rfqId: await aDraft(as) }, as, ifMatch: 1 }
    const both = await Promise.all([1, 2].map(() => call('POST', `${RFQ}/publication`, request)))
    const again = await call('POST', `${RFQ}/publication`, request)
    expect(again.status).toBe(200)
    for (const one of both) expect(one.text).toBe(again.text)
    const timeline = await call('GET', `${RFQ}/timeline`, request)
    expect((timeline.json.items as { name: string }[]).map(({ name }) => name)).toEqual([
      'rfq.published',
      'rfq.drafted',
    ])
  })
  it('invites fifty mailboxes in the same breath', async () => {
    const as = await anOrganisation()
    const invited = Array.from({ length: 50 }, (_, i) => `s${i}@supplier.example`)
    const rfqId = await aPublished(as, { invited })
    const seen = await call('GET', `${RFQ}/invitations`, { params: { rfqId }, as })
    expect(seen.json.items).toHaveLength(50)
  })
  it('ends writing', async () => {
    const as = await anOrganisation()
    const params = { rfqId: await aPublished(as) }
    const answer = await call('PUT', RFQ, { params, body: { terms: someTerms() }, as, ifMatch: 2 })
    expect(answer).toMatchObject({ status: 409, json: { code: 'rfq_not_in_status', status: 'open' } })
  })
})

describe('extending an RFQ', () => {
  const to = later(CLOSES, DAY)
  const extend = async (body: object, at: string) => {
    const as = await anOrganisation()
    const params = { rfqId: await aPublished(as) }
    const answer = await call('POST', `${RFQ}/extensions`, { params, body: { reason: 'More time', ...body }, as, at })
    return { as, params, answer }
  }
  it('moves the closing time, and asked again leaves it there', async () => {
    const { as, params, answer } = await extend({ from: CLOSES, to }, later(CLOSES, -MINUTE))
    expect(answer).toMatchObject({ status: 200, json: { terms: { closesAt: to }, version: 3 } })
    const body = { from: CLOSES, to, reason: 'More time' }
    const again = await call('POST', `${RFQ}/extensions`, { params, body, as, at: later(CLOSES, -MINUTE) })
    expect(again.text).toBe(answer.text)
    const item = await table().get({ pk: `${as.org}#${params.rfqId}`, sk: 'RFQ' })
    expect(item?.gsi2sk).toBe(later(CLOSES, 59 * MINUTE))
  })
  it.each([
    ['too_late_to_extend', { from: CLOSES, to }, later(CLOSES, -MINUTE + 1)],
    ['closing_time_not_later', { from: CLOSES, to: CLOSES }, NOON],
    ['closing_time_not_later', { from: CLOSES, to: later(CLOSES, -1) }, NOON],
    ['closing_time_too_far', { from: CLOSES, to: '2028-03-02T12:00:00.001Z' }, NOON],
    ['changed_meanwhile', { from: later(CLOSES, 1), to }, NOON],
  ])('is refused as %s', async (code, body, at) => {
    const { answer, as, params } = await extend(body, at)
    expect(answer.json.code).toBe(code)
    expect((await call('GET', RFQ, { params, as })).json).toMatchObject({ terms: { closesAt: CLOSES } })
  })
  it('of two at once to different times, one wins', async () => {
    const as = await anOrganisation()
    const params = { rfqId: await aPublished(as) }
    const answers = await Promise.all(
      [1, 2].map((days) => {
        const body = { from: CLOSES, to: later(CLOSES, days * DAY), reason: 'More time' }
        return call('POST', `${RFQ}/extensions`, { params, body, as })
      }),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412])
  })
})

describe('reading an RFQ', () => {
  it('asks for its opening from the instant it is closed', async () => {
    const as = await anOrganisation()
    const params = { rfqId: await aPublished(as) }
    const asked = () => openingsAsked.filter(({ rfqId }) => rfqId === params.rfqId)
    await call('GET', RFQ, { params, as, at: later(CLOSES, -1) })
    expect(asked()).toEqual([])
    await call('GET', RFQ, { params, as, at: CLOSES })
    expect(asked()).toMatchObject([{ name: 'opening.due', buyerId: as.org, ...params }])
  })
})

describe('cancelling an RFQ', () => {
  it('ends it with its reason, once', async () => {
    const as = await anOrganisation()
    const request = { params: { rfqId: await aPublished(as) }, body: { reason: 'Budget' }, as }
    const cancelled = await call('POST', `${RFQ}/cancellation`, request)
    expect(cancelled).toMatchObject({
      status: 200,
      json: { status: 'cancelled', cancelled: { at: NOON, reason: 'Budget' } },
    })
    expect(await call('POST', `${RFQ}/cancellation`, request)).toEqual(cancelled)
    const other = await call('POST', `${RFQ}/cancellation`, { ...request, body: { reason: 'Other' } })
    expect(other).toMatchObject({ status: 409, json: { code: 'rfq_not_in_status' } })
  })
})
