import { describe, expect, it } from 'vitest'
import type { SealingKey } from '../../functions/aws/kms.ts'
import { publishRfqRoute } from '../../functions/publishing/publish-rfq.ts'
import { callRoute } from '../support/api.ts'
import { anId } from '../support/builders.ts'
import { aMarket } from '../support/market.ts'

const { call, anOrganisation, aDraft, table, sealingKey } = aMarket()
const RFQ = '/rfqs/{rfqId}'

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
