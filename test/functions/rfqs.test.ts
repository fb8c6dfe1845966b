import { describe, expect, it } from 'vitest'
import type { SealingKey } from '../../functions/aws/kms.ts'
import { publishRfqRoute } from '../../functions/rfqs/publish-rfq.ts'
import { callRoute } from '../support/api.ts'
import { aLine, anId, DAY, later, MINUTE, NOON, someTerms } from '../support/builders.ts'
import { aMarket } from '../support/market.ts'

const { call, anOrganisation, aDraft, aPublished, table, sealingKey, openingsAsked } = aMarket()
const RFQ = '/rfqs/{rfqId}'
const CLOSES = later(NOON, 7 * DAY)

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

describe('the documents of an RFQ', () => {
  const bytes = Buffer.from('A specification')
  const sha256 = 'b1dd0be4ec2f5fb91bc71e8bea0e5e4cc9b8ae0f6d32cbdf9d0f50cf0f3fbe9a'
  const announce = async (as: Awaited<ReturnType<typeof anOrganisation>>, rfqId: string, hash: string) => {
    const params = { rfqId, attachmentId: anId('att') }
    const body = { name: 'Spécification "1".pdf', contentType: 'application/pdf', bytes: bytes.length, sha256: hash }
    const announced = await call('PUT', `${RFQ}/attachments/{attachmentId}`, { params, body, as })
    return {
      params,
      body,
      announced,
      upload: announced.json.upload as { url: string; headers: Record<string, string> },
    }
  }
  const hashOfBytes = async () => Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex')

  it('are listed once exactly their bytes are there', async () => {
    const as = await anOrganisation()
    const rfqId = await aDraft(as)
    const { params, announced, upload, body } = await announce(as, rfqId, await hashOfBytes())
    expect(announced.status).toBe(200)
    const complete = () => call('POST', `${RFQ}/attachments/{attachmentId}/completion`, { params, as })
    expect(await complete()).toMatchObject({ status: 409, json: { code: 'attachment_not_uploaded' } })

    expect((await fetch(upload.url, { method: 'PUT', headers: upload.headers, body: 'Other contents!' })).status).toBe(
      400,
    )
    expect((await fetch(upload.url, { method: 'PUT', headers: upload.headers, body: bytes })).status).toBe(200)
    expect((await fetch(upload.url, { method: 'PUT', headers: upload.headers, body: bytes })).status).toBe(412)
    expect(await complete()).toMatchObject({ status: 200, json: { name: body.name, sha256: body.sha256 } })

    const list = await call('GET', `${RFQ}/attachments`, { params: { rfqId }, as })
    const [item] = list.json.items as { url: string }[]
    const download = await fetch(item?.url ?? '')
    expect(await download.text()).toBe(bytes.toString())
    expect(download.headers.get('content-disposition')).toContain("filename*=UTF-8''Sp%C3%A9cification%20%221%22.pdf")
  })
  it('added to an open RFQ are part of its history; on a draft they can be taken off', async () => {
    const as = await anOrganisation()
    const rfqId = await aDraft(as)
    const hash = await hashOfBytes()
    const before = await announce(as, rfqId, hash)
    await fetch(before.upload.url, { method: 'PUT', headers: before.upload.headers, body: bytes })
    await call('POST', `${RFQ}/attachments/{attachmentId}/completion`, { params: before.params, as })
    const removed = await call('DELETE', `${RFQ}/attachments/{attachmentId}`, { params: before.params, as })
    expect(removed.status).toBe(200)
    await call('POST', `${RFQ}/publication`, { params: { rfqId }, as, ifMatch: 1 })

    const { params, upload } = await announce(as, rfqId, hash)
    await fetch(upload.url, { method: 'PUT', headers: upload.headers, body: bytes })
    await call('POST', `${RFQ}/attachments/{attachmentId}/completion`, { params, as })
    const timeline = await call('GET', `${RFQ}/timeline`, { params: { rfqId }, as })
    expect(timeline.json.items).toContainEqual(
      expect.objectContaining({ name: 'document.added', data: expect.objectContaining({ sha256: hash }) }),
    )
    expect((await call('GET', `${RFQ}/attachments`, { params: { rfqId }, as })).json.items).toHaveLength(1)
    const late = await call('DELETE', `${RFQ}/attachments/{attachmentId}`, { params, as })
    expect(late).toMatchObject({ status: 409, json: { code: 'rfq_not_in_status' } })
  })
  it('listed while the RFQ is being published are part of what is published', async () => {
    const as = await anOrganisation()
    const rfqId = await aDraft(as)
    const { params, upload } = await announce(as, rfqId, await hashOfBytes())
    await fetch(upload.url, { method: 'PUT', headers: upload.headers, body: bytes })
    let tries = 0
    const meanwhile: SealingKey = {
      ...sealingKey(),
      makePair: async (context) => {
        if (++tries === 1) await call('POST', `${RFQ}/attachments/{attachmentId}/completion`, { params, as })
        return sealingKey().makePair(context)
      },
    }
    const publish = publishRfqRoute({ table: table(), sealingKey: meanwhile })
    expect(await callRoute(publish, { params: { rfqId }, as, ifMatch: 1 })).toMatchObject({ status: 200 })
    expect(tries).toBe(2)
    const timeline = await call('GET', `${RFQ}/timeline`, { params: { rfqId }, as })
    expect(timeline.json.items).toContainEqual(
      expect.objectContaining({
        name: 'rfq.published',
        data: expect.objectContaining({ documents: [expect.objectContaining({ attachmentId: params.attachmentId })] }),
      }),
    )
  })
  it('are not announced twice under one id with other bytes', async () => {
    const as = await anOrganisation()
    const { params, body } = await announce(as, await aDraft(as), sha256)
    const path = `${RFQ}/attachments/{attachmentId}`
    expect((await call('PUT', path, { params, body, as })).status).toBe(200)
    const other = await call('PUT', path, { params, body: { ...body, bytes: 3 }, as })
    expect(other).toMatchObject({ status: 409, json: { code: 'attachment_taken' } })
  })
})

describe('the lists of a buyer', () => {
  it('go through RFQs newest change first, page by page, also of one status', async () => {
    const as = await anOrganisation()
    const ids: string[] = []
    for (let i = 0; i < 5; i++) {
      const rfqId = anId('rfq')
      ids.unshift(rfqId)
      const body = { rfqId, terms: someTerms({ title: `No ${i}` }), lines: [aLine()] }
      await call('POST', '/rfqs', { body, as, at: later(NOON, i) })
    }
    const cancel = (rfqId = '') =>
      call('POST', `${RFQ}/cancellation`, { params: { rfqId }, body: { reason: 'No' }, as, at: later(NOON, 100) })
    await cancel(ids[2])
    const read = async (query: Record<string, string>) => {
      const found: string[] = []
      for (let cursor: unknown = ''; cursor !== undefined; ) {
        const page = await call('GET', '/rfqs', {
          query: { ...query, ...(cursor ? { cursor: String(cursor) } : {}) },
          as,
        })
        found.push(...(page.json.items as { rfqId: string }[]).map(({ rfqId }) => rfqId))
        cursor = page.json.next
      }
      return found
    }
    expect(await read({ limit: '2' })).toEqual([ids[2], ids[0], ids[1], ids[3], ids[4]])
    expect(await read({ limit: '3', status: 'draft' })).toEqual([ids[0], ids[1], ids[3], ids[4]])
    expect(await read({ status: 'cancelled' })).toEqual([ids[2]])
  })
  it.each(['x', 'e30', Buffer.from('{"pk":"a","sk":"b","gsi1pk":"c","gsi1sk":"d"}').toString('base64url')])(
    'refuse a cursor that is not theirs (%s)',
    async (cursor) => {
      const as = await anOrganisation()
      const answer = await call('GET', '/rfqs', { query: { cursor }, as })
      expect(answer).toMatchObject({ status: 400, json: { code: 'invalid_request', pointer: '/cursor' } })
      const rfqId = await aDraft(as)
      const timeline = await call('GET', `${RFQ}/timeline`, { params: { rfqId }, query: { cursor }, as })
      expect(timeline.status).toBe(400)
    },
  )
  it('show the timeline newest first, as many at a time as asked, each with its hash', async () => {
    const as = await anOrganisation()
    const params = { rfqId: await aPublished(as) }
    await call('POST', `${RFQ}/cancellation`, { params, body: { reason: 'No' }, as, at: later(NOON, 5) })
    const names: string[] = []
    for (let cursor: unknown = ''; cursor !== undefined; ) {
      const query = { limit: '1', ...(cursor ? { cursor: String(cursor) } : {}) }
      const page = await call('GET', `${RFQ}/timeline`, { params, query, as })
      const items = page.json.items as { name: string; sha256: string }[]
      expect(items).toHaveLength(1)
      expect(items[0]?.sha256).toMatch(/^[0-9a-f]{64}$/)
      names.push(...items.map(({ name }) => name))
      cursor = page.json.next
    }
    expect(names).toEqual(['rfq.cancelled', 'rfq.published', 'rfq.drafted'])
  })
  it('say what waits: a draft that rests, questions without an answer', async () => {
    const as = await anOrganisation()
    const supplier = await anOrganisation({ supplies: true })
    const resting = await aDraft(as, { title: 'Resting' })
    const asked = await aPublished(as, { invited: [supplier.email], title: 'Asked' })
    const params = { buyerId: as.org, rfqId: asked, questionId: anId('qst') }
    await call('PUT', '/tenders/{buyerId}/{rfqId}/questions/{questionId}', {
      params,
      body: { text: 'Which colour?' },
      as: supplier,
      at: later(NOON, 1),
    })
    const work = await call('GET', '/work', { as, at: later(NOON, DAY) })
    expect(work.json.items).toEqual([
      { kind: 'finishDraft', rfqId: resting, title: 'Resting', since: NOON },
      { kind: 'answerQuestions', rfqId: asked, title: 'Asked', since: later(NOON, 1), count: 1 },
    ])
    const answer = { params: { rfqId: asked, questionId: params.questionId }, body: { text: 'Black' }, as }
    await call('PUT', `${RFQ}/questions/{questionId}/answer`, answer)
    const then = await call('GET', '/work', { as, at: later(NOON, MINUTE) })
    expect(then.json.items).toEqual([])
  })
})
