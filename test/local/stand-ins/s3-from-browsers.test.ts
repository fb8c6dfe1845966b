import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { describe, expect, it } from 'vitest'
import { aKey, openS3, SITE, sha256 } from './open-s3.ts'

const { as, get, moveTo, put, url } = openS3()

describe('a presigned put', () => {
  const BODY = 'the attachment'
  const presign = (Key: string, caller = 'bids') =>
    getSignedUrl(
      as(caller),
      new PutObjectCommand({
        Bucket: 'documents',
        Key,
        ContentLength: BODY.length,
        ChecksumSHA256: sha256(BODY),
        IfNoneMatch: '*',
      }),
      {
        expiresIn: 900,
        unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
        signableHeaders: new Set(['content-length', 'if-none-match', 'host']),
      },
    )
  const send = async (url: string, body = BODY, headers: Record<string, string> = {}) => {
    const given = { 'x-amz-checksum-sha256': sha256(BODY), 'if-none-match': '*', ...headers }
    const wanted = Object.entries(given).filter(([, value]) => value !== '')
    const answer = await fetch(url, { method: 'PUT', body, headers: Object.fromEntries(wanted) })
    return [answer.status, /<Code>(\w+)/.exec(await answer.text())?.[1]]
  }

  it('takes exactly the promised bytes, once', async () => {
    const Key = aKey()
    const url = await presign(Key)
    expect(new URL(url).searchParams.get('X-Amz-SignedHeaders')).toBe(
      'content-length;host;if-none-match;x-amz-checksum-sha256',
    )
    expect(await send(url)).toEqual([200, undefined])
    expect(await send(url)).toEqual([412, 'PreconditionFailed'])
    expect((await get(Key)).text).toBe(BODY)
  })

  it('takes no other bytes, length, checksum or condition', async () => {
    const url = await presign(aKey())
    expect(await send(url, 'THE ATTACHMENT')).toEqual([400, 'BadDigest'])
    expect(await send(url, 'shorter')).toEqual([403, 'SignatureDoesNotMatch'])
    const other = { 'x-amz-checksum-sha256': sha256('THE ATTACHMENT') }
    expect(await send(url, 'THE ATTACHMENT', other)).toEqual([403, 'SignatureDoesNotMatch'])
    expect(await send(url, BODY, { 'if-none-match': '' })).toEqual([403, 'SignatureDoesNotMatch'])
    expect(await send(url, BODY, { 'x-amz-meta-more': 'x' })).toEqual([403, 'AccessDenied'])
    expect(await send(url.replace(/.$/, (c) => (c === '0' ? '1' : '0')))).toEqual([403, 'SignatureDoesNotMatch'])
    expect(await send(url.replace('attachments', 'elsewhere'))).toEqual([403, 'SignatureDoesNotMatch'])
    expect(await send(url)).toEqual([200, undefined])
  })

  it('ends with its term, by the clock of the runner', async () => {
    const url = await presign(aKey())
    moveTo(901_000)
    expect(await send(url)).toEqual([403, 'AccessDenied'])
    expect(await send(url.replace('Expires=900', 'Expires=9000'))).toEqual([403, 'SignatureDoesNotMatch'])
    moveTo(899_000)
    expect(await send(url)).toEqual([200, undefined])
    moveTo(0)
  })

  it('can do no more than the function that signed it', async () => {
    expect(await send(await presign(aKey(), 'lists'))).toEqual([403, 'AccessDenied'])
  })
})

describe('a presigned get', () => {
  it('names the download as the function wished', async () => {
    const Key = aKey()
    await put(Key, 'spec')
    const ResponseContentDisposition = 'attachment; filename="spec.pdf"'
    const command = { Bucket: 'documents', Key, ResponseContentDisposition, ResponseContentType: 'application/pdf' }
    const url = await getSignedUrl(as('rfqs'), new GetObjectCommand(command), { expiresIn: 60 })
    const answer = await fetch(url, { headers: { origin: SITE } })
    expect(await answer.text()).toBe('spec')
    expect(answer.headers.get('content-disposition')).toBe(ResponseContentDisposition)
    expect(answer.headers.get('content-type')).toBe('application/pdf')
    expect(answer.headers.get('access-control-allow-origin')).toBe(SITE)
    expect((await fetch(url, { headers: { 'if-none-match': answer.headers.get('etag') ?? '' } })).status).toBe(304)
    expect((await fetch(url.replace('spec.pdf', 'evil.exe'))).status).toBe(403)
  })
})

describe('a browser on another origin', () => {
  const preflight = (origin: string, method: string, headers: string) =>
    fetch(`${url()}/documents/key`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': headers },
    })

  it('may do what the bucket allows its origin', async () => {
    const answer = await preflight(SITE, 'PUT', 'x-amz-checksum-sha256,If-None-Match')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('access-control-allow-origin')).toBe(SITE)
    expect(answer.headers.get('access-control-allow-headers')).toBe('x-amz-checksum-sha256, if-none-match')
    expect(answer.headers.get('access-control-max-age')).toBe('600')
  })

  it.each([
    ['another origin', 'http://evil.example', 'PUT', ''],
    ['another method', SITE, 'DELETE', ''],
    ['another header', SITE, 'PUT', 'x-amz-acl'],
  ])('is refused %s', async (_, origin, method, headers) => {
    const answer = await preflight(origin, method, headers)
    expect(answer.status).toBe(403)
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  })
})
