import { describe, expect, it } from 'vitest'
import { Sealing } from '../../shared/domain/rfq.ts'
import type { Caller } from '../support/api.ts'
import { aLine, anId, DAY, later, NOON, someTerms } from '../support/builders.ts'
import { aMarket } from '../support/market.ts'

const { call, anOrganisation, aDraft, aPublished, table } = aMarket()
const TENDER = '/tenders/{buyerId}/{rfqId}'
const CLOSES = later(NOON, 7 * DAY)
const supplies = { supplies: true }

const invitedTo = async (over = {}) => {
  const [buyer, supplier] = [await anOrganisation(), await anOrganisation(supplies)]
  const rfqId = await aPublished(buyer, { invited: [supplier.email, 'other@supplier.example'], ...over })
  return { buyer, supplier, params: { buyerId: buyer.org, rfqId } }
}
const ask = (params: object, as: Caller, text = 'Which colour?', questionId = anId('qst'), at = NOON) =>
  call('PUT', `${TENDER}/questions/{questionId}`, { params: { ...params, questionId }, body: { text }, as, at })
const decline = (params: Record<string, string>, as: Caller, at = NOON) =>
  call('PUT', `${TENDER}/decline`, { params, body: { reason: 'capacity', words: 'Too busy' }, as, at })
const takePart = (params: Record<string, string>, as: Caller, at = NOON) =>
  call('PUT', `${TENDER}/participation`, { params, as, at })

describe('a tender', () => {
  it('is shown to the mailbox that was invited, without who else was', async () => {
    const { buyer, supplier, params } = await invitedTo()
    const seen = await call('GET', TENDER, { params, as: supplier })
    expect(seen).toMatchObject({
      status: 200,
      json: {
        buyerId: buyer.org,
        buyer: { legalName: 'Strandby Kommune', address: { city: 'Strandby' } },
        sealing: { kem: 'P-256' },
        opening: null,
        own: { invited: true, takesPart: false, declined: null },
      },
    })
    expect(seen.text).not.toContain('other@supplier.example')
    expect((await call('GET', `${TENDER}/lines`, { params, as: supplier })).json.lines).toHaveLength(1)
  })
  it('that was not sent to somebody reads like one that does not exist', async () => {
    const { buyer, params } = await invitedTo()
    const stranger = await anOrganisation(supplies)
    const draft = await aDraft(buyer, { method: 'open' })
    const unknown = await call('GET', TENDER, { params: { buyerId: anId('org'), rfqId: anId('rfq') }, as: stranger })
    expect(unknown).toMatchObject({ status: 404, json: { code: 'tender_not_found' } })
    const places = [params, { ...params, rfqId: draft }, { ...params, buyerId: stranger.org }]
    for (const place of places) {
      const paths = ['', '/lines', '/attachments', '/questions', '/result']
      for (const path of paths) {
        expect((await call('GET', `${TENDER}${path}`, { params: place, as: stranger })).text).toBe(unknown.text)
      }
      expect((await takePart(place, stranger)).text).toBe(unknown.text)
      expect((await decline(place, stranger)).text).toBe(unknown.text)
      expect((await ask(place, stranger)).text).toBe(unknown.text)
    }
  })
  it('is found by colleagues once their organisation takes part', async () => {
    const { supplier, params } = await invitedTo()
    const colleague = { ...supplier, email: 'colleague@supplier.example' }
    expect((await call('GET', TENDER, { params, as: colleague })).status).toBe(404)
    expect((await takePart(params, supplier)).status).toBe(200)
    expect((await call('GET', TENDER, { params, as: colleague })).json.own).toEqual({
      invited: false,
      takesPart: true,
      declined: null,
    })
  })
  it('reads the same bytes whether no rival or fifty were invited and take part', async () => {
    const buyer = await anOrganisation()
    const supplier = await anOrganisation(supplies)
    const rivals = Array.from({ length: 49 }, (_, i) => ({
      ...supplier,
      org: anId('org'),
      email: `r${i}@rival.example`,
    }))
    const alone = await aPublished(buyer, { invited: [supplier.email] })
    const crowded = await aPublished(buyer, { invited: [supplier.email, ...rivals.map(({ email }) => email)] })
    for (const { org, email } of rivals) {
      const item = { kind: 'Participation', supplierId: org, supplierName: 'Rival', country: 'DK', since: NOON }
      const key = { pk: `${buyer.org}#${crowded}`, sk: `PARTICIPATION#${org}` }
      await table().commit([
        { put: { ...key, ...item, by: { email, name: 'R' } } },
        { put: { pk: `${key.pk}#${org}`, sk: 'BID#0001', kind: 'sealed', version: 1 } },
      ])
    }
    const told = async (rfqId: string) => {
      const params = { buyerId: buyer.org, rfqId }
      const answers = [
        await call('GET', TENDER, { params, as: supplier }),
        await call('GET', `${TENDER}/lines`, { params, as: supplier }),
        await call('GET', `${TENDER}/attachments`, { params, as: supplier }),
        await call('GET', `${TENDER}/questions`, { params, as: supplier }),
        await call('GET', `${TENDER}/result`, { params, as: supplier }),
        await takePart(params, supplier),
        await call('GET', TENDER, { params, as: supplier }),
      ]
      // Every RFQ has its own id and key; nothing else may differ.
      const { publicKey: key } = Sealing.parse(answers[0]?.json.sealing)
      return answers.map(({ status, text, headers }) => ({
        status,
        headers,
        text: text.replaceAll(rfqId, 'RFQ').replaceAll(key, 'KEY'),
      }))
    }
    expect(await told(crowded)).toEqual(await told(alone))
  })
})

describe('the lists of a supplier', () => {
  it('show invitations with what is true now, newest first', async () => {
    const { buyer, supplier, params } = await invitedTo()
    const to = later(CLOSES, DAY)
    const body = { from: CLOSES, to, reason: 'More time' }
    await call('POST', '/rfqs/{rfqId}/extensions', { params: { rfqId: params.rfqId }, body, as: buyer })
    await decline(params, supplier)
    const inbox = await call('GET', '/invitations', { as: supplier })
    expect(inbox.json.items).toEqual([
      expect.objectContaining({ rfqId: params.rfqId, closesAt: to, declined: true, country: 'DK', status: 'open' }),
    ])
    expect((await call('GET', '/invitations', { as: { ...supplier, email: 'x@y.example' } })).json.items).toEqual([])
  })
  it('show as declined what was declined, not what another buyer gave the same id', async () => {
    const supplier = await anOrganisation(supplies)
    const rfqId = anId('rfq')
    const body = { rfqId, terms: someTerms({ invited: [supplier.email], closesAt: CLOSES }), lines: [aLine()] }
    const places: { buyerId: string; rfqId: string }[] = []
    for (const as of [await anOrganisation(), await anOrganisation()]) {
      await call('POST', '/rfqs', { body, as })
      await call('POST', '/rfqs/{rfqId}/publication', { params: { rfqId }, as, ifMatch: 1 })
      places.push({ buyerId: as.org, rfqId })
    }
    const [first, second] = places
    if (!first || !second) throw new Error('Two buyers')
    expect((await decline(first, supplier)).status).toBe(200)
    const { items } = (await call('GET', '/invitations', { as: supplier })).json
    expect(items).toHaveLength(2)
    expect(items).toContainEqual(expect.objectContaining({ ...first, declined: true }))
    expect(items).toContainEqual(expect.objectContaining({ ...second, declined: false }))
  })
  it('show anyone the open RFQs that are not closed, soonest first, and drop the cancelled', async () => {
    const buyer = await anOrganisation()
    const [late, soon, cancelled] = [
      await aPublished(buyer, { method: 'open', invited: [], closesAt: later(NOON, 3 * DAY) }),
      await aPublished(buyer, { method: 'open', invited: [], closesAt: later(NOON, 2 * DAY) }),
      await aPublished(buyer, { method: 'open', invited: [], closesAt: later(NOON, DAY) }),
    ]
    await aPublished(buyer)
    const cancel = { params: { rfqId: cancelled ?? '' }, body: { reason: 'No' }, as: buyer }
    await call('POST', '/rfqs/{rfqId}/cancellation', cancel)
    const list = async (at: string, query = {}) => {
      const page = await call('GET', '/tenders', { at, query })
      return { ids: (page.json.items as { rfqId: string }[]).map(({ rfqId }) => rfqId), next: page.json.next }
    }
    expect((await list(NOON)).ids).toEqual([soon, late])
    const first = await list(NOON, { limit: '1' })
    expect(first.ids).toEqual([soon])
    // The clock may pass the cursor: what is left is still found.
    const rest = { limit: '5', cursor: String(first.next) }
    expect((await list(later(NOON, 2 * DAY + 1), rest)).ids).toEqual([late])
    expect((await list(later(NOON, 3 * DAY - 1))).ids).toEqual([late])
    expect((await list(later(NOON, 3 * DAY))).ids).toEqual([])
  })
})

describe('taking part', () => {
  it('is open to any supplier where the method is open, but not to the buyer itself', async () => {
    const buyer = await anOrganisation({ buys: true, supplies: true })
    const params = { buyerId: buyer.org, rfqId: await aPublished(buyer, { method: 'open', invited: [] }) }
    expect((await takePart(params, await anOrganisation(supplies))).status).toBe(200)
    expect(await takePart(params, buyer)).toMatchObject({ status: 403, json: { code: 'own_tender' } })
  })
  it('ends at the closing time, strictly', async () => {
    const { supplier, params } = await invitedTo()
    expect(await takePart(params, supplier, CLOSES)).toMatchObject({
      status: 409,
      json: { code: 'rfq_closed', closedAt: CLOSES, receivedAt: CLOSES },
    })
    expect((await takePart(params, supplier, later(CLOSES, -1))).status).toBe(200)
  })
})

describe('declining', () => {
  it('tells the buyer who and why, once', async () => {
    const { buyer, supplier, params } = await invitedTo()
    expect((await decline(params, supplier)).status).toBe(200)
    expect((await decline(params, supplier)).status).toBe(200)
    const read = { params: { rfqId: params.rfqId }, as: buyer }
    const seen = await call('GET', '/rfqs/{rfqId}/invitations', read)
    expect(seen.json.items).toContainEqual({
      email: supplier.email,
      invitedAt: NOON,
      declined: { at: NOON, reason: 'capacity', words: 'Too busy' },
    })
    const timeline = await call('GET', '/rfqs/{rfqId}/timeline', read)
    const names = (timeline.json.items as { name: string }[]).map(({ name }) => name)
    expect(names).toEqual(['invitation.declined', 'rfq.published', 'rfq.drafted'])
  })
  it('is revised by taking part after all', async () => {
    const { supplier, params } = await invitedTo()
    await takePart(params, supplier, later(NOON, 1))
    await decline(params, supplier, later(NOON, 2))
    const own = async () => (await call('GET', TENDER, { params, as: supplier })).json.own
    expect(await own()).toMatchObject({ takesPart: false, declined: { reason: 'capacity' } })
    await takePart(params, supplier, later(NOON, 3))
    expect(await own()).toMatchObject({ takesPart: true, declined: null })
  })
  it('is refused to who was not invited and to who has bid', async () => {
    const buyer = await anOrganisation()
    const supplier = await anOrganisation(supplies)
    const open = { buyerId: buyer.org, rfqId: await aPublished(buyer, { method: 'open', invited: [] }) }
    expect(await decline(open, supplier)).toMatchObject({ status: 403, json: { code: 'not_invited' } })
    const { supplier: bidder, params } = await invitedTo()
    const by = { email: bidder.email, name: 'B' }
    const fact = {
      kind: 'sealed',
      version: 1,
      bidId: anId('bid'),
      sha256: 'a'.repeat(64),
      bytes: 1,
      receivedAt: NOON,
      by,
    }
    const pk = `${params.buyerId}#${params.rfqId}#${bidder.org}`
    await table().commit([{ put: { pk, sk: 'BID#0001', ...fact } }])
    expect(await decline(params, bidder)).toMatchObject({ status: 409, json: { code: 'already_bid' } })
  })
})

describe('questions', () => {
  it('reach the buyer without who asked, and all once they are answered', async () => {
    const { buyer, supplier, params } = await invitedTo({ method: 'open' })
    const rival = await anOrganisation(supplies)
    const questionId = anId('qst')
    const asked = await ask(params, supplier, 'Which colour?', questionId)
    expect(asked).toMatchObject({ status: 201, json: { own: true, answer: null } })
    const seenBy = async (as: Caller) => (await call('GET', `${TENDER}/questions`, { params, as })).json.items
    expect(await seenBy(rival)).toEqual([])
    expect(await seenBy(supplier)).toHaveLength(1)

    const read = { params: { rfqId: params.rfqId }, as: buyer }
    const [list, timeline] = [
      await call('GET', '/rfqs/{rfqId}/questions', read),
      await call('GET', '/rfqs/{rfqId}/timeline', read),
    ]
    expect(list.json.items).toEqual([{ questionId, text: 'Which colour?', askedAt: NOON, own: false, answer: null }])
    for (const { text } of [list, timeline]) {
      expect(text).not.toContain(supplier.email)
      expect(text).not.toContain(supplier.org)
    }
    const answer = { params: { rfqId: params.rfqId, questionId }, body: { text: 'Black' }, as: buyer }
    const path = '/rfqs/{rfqId}/questions/{questionId}/answer'
    expect((await call('PUT', path, answer)).json.answer).toEqual({ text: 'Black', answeredAt: NOON })
    expect((await call('PUT', path, answer)).status).toBe(200)
    const other = await call('PUT', path, { ...answer, body: { text: 'White' } })
    expect(other).toMatchObject({ status: 409, json: { code: 'already_answered' } })
    expect(await seenBy(rival)).toMatchObject([{ own: false, answer: { text: 'Black' } }])
    expect(await seenBy(supplier)).toMatchObject([{ own: true, answer: { text: 'Black' } }])
    const unknown = await call('PUT', path, { ...answer, params: { ...answer.params, questionId: anId('qst') } })
    expect(unknown).toMatchObject({ status: 404, json: { code: 'question_not_found' } })
  })
  it('asked twice under one id are one; another under it is not', async () => {
    const { buyer, supplier, params } = await invitedTo()
    const questionId = anId('qst')
    const first = await ask(params, supplier, 'Which colour?', questionId)
    expect(await ask(params, supplier, 'Which colour?', questionId)).toEqual(first)
    expect((await ask(params, supplier, 'Which size?', questionId)).status).toBe(429)
    const read = { params: { rfqId: params.rfqId }, as: buyer }
    expect((await call('GET', '/rfqs/{rfqId}/questions', read)).json.items).toHaveLength(1)
  })
  it('from many at once all arrive', async () => {
    const { buyer, supplier, params } = await invitedTo()
    const answers = await Promise.all(Array.from({ length: 8 }, (_, i) => ask(params, supplier, `Question ${i}`)))
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201))
    const rfq = await call('GET', '/rfqs/{rfqId}', { params: { rfqId: params.rfqId }, as: buyer })
    expect(rfq.json).toMatchObject({ unanswered: 8, eventCount: 10 })
  })
  it('are at most twenty from one organisation, and none after closing', async () => {
    const { supplier, params } = await invitedTo()
    for (let i = 0; i < 20; i++) await ask(params, supplier, `Question ${i}`)
    expect(await ask(params, supplier)).toMatchObject({ status: 429, json: { code: 'asked_too_often' } })
    const rested = await ask(params, supplier, 'Late?', anId('qst'), CLOSES)
    expect(rested).toMatchObject({ status: 409, json: { code: 'rfq_closed' } })
  })
})
