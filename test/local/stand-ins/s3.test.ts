import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  type GetObjectCommandInput,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectRetentionCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createS3 } from '../../../infra/local/stand-ins/s3.ts'
import type { LocalBucket } from '../../../infra/local/stand-ins/types.ts'
import { serve } from './serve.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'sealbid-s3-'))
const SITE = 'http://127.0.0.1:4130'
const bucket = (name: string, more: Partial<LocalBucket> = {}): LocalBucket => ({
  name,
  arn: `arn:aws:s3:::${name}`,
  policy: [],
  cors: [
    {
      AllowedOrigins: [SITE],
      AllowedMethods: ['GET', 'PUT'],
      AllowedHeaders: ['content-type', 'x-amz-checksum-sha256', 'if-none-match'],
      ExposedHeaders: ['ETag'],
      MaxAge: 600,
    },
  ],
  ...more,
})
const documents = bucket('documents')
const evidence = bucket('evidence', { versioned: true, retainDays: 30 })

/** What the template would allow: `rfqs` reads and writes, `bids` only writes, `lists` also sees what is missing. */
const allowed: Record<string, readonly string[]> = {
  rfqs: ['s3:PutObject', 's3:GetObject', 's3:DeleteObject', 's3:GetObjectVersion', 's3:DeleteObjectVersion'],
  bids: ['s3:PutObject'],
  lists: ['s3:GetObject', 's3:ListBucket'],
}
let movedMs = 0
const start = () => {
  const s3 = createS3({
    dataDir,
    buckets: [documents, evidence],
    clock: { now: () => Date.now() + movedMs },
    authorise: (caller, action) =>
      allowed[caller]?.includes(action) ? { allowed: true, because: '' } : { allowed: false, because: `not ${caller}` },
    secretOf: (caller) => (caller in allowed ? 'x' : undefined),
  })
  return serve('s3', s3.handle)
}
let server: Awaited<ReturnType<typeof serve>>
beforeAll(async () => {
  server = await start()
})
afterAll(async () => {
  await server.stop()
  rmSync(dataDir, { recursive: true })
})

const as = (caller: string, secretAccessKey = 'x') =>
  new S3Client({
    endpoint: server.url,
    region: 'eu-central-1',
    credentials: { accessKeyId: caller, secretAccessKey },
    maxAttempts: 1,
  })
let count = 0
const aKey = () => `org_1/rfq_1/attachments/${++count} æøå +&'(1).pdf`
const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('base64')
const put = (Key: string, Body: Buffer | string, more = {}) =>
  as('rfqs').send(new PutObjectCommand({ Bucket: 'documents', Key, Body, ...more }))
const get = async (Key: string, more: Partial<GetObjectCommandInput> = {}) => {
  const answer = await as('rfqs').send(new GetObjectCommand({ Bucket: 'documents', Key, ...more }))
  return { ...answer, text: await answer.Body?.transformToString() }
}

describe('an object', () => {
  it('comes back as it was put, also after a restart', async () => {
    const Key = aKey()
    const about = { ContentType: 'application/pdf', Metadata: { line: '4' }, ChecksumSHA256: sha256('spec') }
    const { ETag } = await put(Key, 'spec', about)
    await server.stop()
    server = await start()
    const { text, ...answer } = await get(Key)
    expect(text).toBe('spec')
    expect(answer).toMatchObject({ ETag, ContentLength: 4, ...about })
    const head = await as('rfqs').send(new HeadObjectCommand({ Bucket: 'documents', Key }))
    expect(head).toMatchObject({ ETag, ContentLength: 4, ContentType: 'application/pdf' })
  })

  it('is replaced and deleted, leaving no bytes behind', async () => {
    const Key = aKey()
    await put(Key, 'one')
    await put(Key, 'two')
    expect((await get(Key)).text).toBe('two')
    await as('rfqs').send(new DeleteObjectCommand({ Bucket: 'documents', Key }))
    await expect(get(Key)).rejects.toThrow()
    const name = createHash('sha256').update(Key).digest('hex')
    expect(readdirSync(join(dataDir, 's3/documents', name.slice(0, 2), name))).toEqual(['index.json'])
  })

  it('is put once under If-None-Match, whoever comes second and however close', async () => {
    const Key = aKey()
    const puts = await Promise.allSettled(['a', 'b', 'c'].map((body) => put(Key, body, { IfNoneMatch: '*' })))
    expect(puts.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
    await expect(put(Key, 'd', { IfNoneMatch: '*' })).rejects.toMatchObject({ name: 'PreconditionFailed' })
    expect((await get(Key)).text).toBe(['a', 'b', 'c'][puts.findIndex(({ status }) => status === 'fulfilled')])
  })

  it('is refused when its checksum is not that of the bytes, and nothing is kept', async () => {
    const Key = aKey()
    await expect(put(Key, 'spec', { ChecksumSHA256: sha256('other') })).rejects.toMatchObject({ name: 'BadDigest' })
    await expect(put(Key, 'spec', { ChecksumCRC32: 'AAAAAA==' })).rejects.toMatchObject({ name: 'BadDigest' })
    await expect(get(Key)).rejects.toMatchObject({ name: 'AccessDenied' })
  })

  it('is given in part', async () => {
    const Key = aKey()
    await put(Key, '0123456789')
    expect(await get(Key, { Range: 'bytes=2-4' })).toMatchObject({ text: '234', ContentRange: 'bytes 2-4/10' })
    expect((await get(Key, { Range: 'bytes=7-' })).text).toBe('789')
    expect((await get(Key, { Range: 'bytes=-3' })).text).toBe('789')
    await expect(get(Key, { Range: 'bytes=10-' })).rejects.toMatchObject({ name: 'InvalidRange' })
  })

  it('that is missing is named only to who may list the bucket', async () => {
    const missing = new GetObjectCommand({ Bucket: 'documents', Key: 'missing' })
    await expect(as('lists').send(missing)).rejects.toMatchObject({ name: 'NoSuchKey' })
    await expect(as('rfqs').send(missing)).rejects.toMatchObject({ name: 'AccessDenied' })
    await expect(as('lists').send(new GetObjectCommand({ Bucket: 'nobody', Key: 'k' }))).rejects.toMatchObject({
      name: 'NoSuchBucket',
    })
  })
})

describe('a bucket that keeps versions', () => {
  it('gives every version its id, and deletes none under retention', async () => {
    const Key = aKey()
    const Bucket = 'evidence'
    const one = await as('rfqs').send(new PutObjectCommand({ Bucket, Key, Body: 'one' }))
    const two = await as('rfqs').send(new PutObjectCommand({ Bucket, Key, Body: 'two' }))
    expect(one.VersionId).not.toBe(two.VersionId)
    const marker = await as('rfqs').send(new DeleteObjectCommand({ Bucket, Key }))
    expect(marker.DeleteMarker).toBe(true)
    await expect(as('rfqs').send(new GetObjectCommand({ Bucket, Key }))).rejects.toThrow()
    const old = await as('rfqs').send(new GetObjectCommand({ Bucket, Key, VersionId: one.VersionId }))
    expect(await old.Body?.transformToString()).toBe('one')

    const forGood = new DeleteObjectCommand({ Bucket, Key, VersionId: one.VersionId })
    await expect(as('rfqs').send(forGood)).rejects.toMatchObject({ name: 'AccessDenied' })
    movedMs = 31 * 86_400_000
    await as('rfqs').send(forGood)
    await expect(as('rfqs').send(new GetObjectCommand({ Bucket, Key, VersionId: one.VersionId }))).rejects.toThrow()
    movedMs = 0
  })
})

describe('a request', () => {
  it('is refused to a function without the permission', async () => {
    const Key = aKey()
    await put(Key, 'x')
    const refused = as('bids').send(new GetObjectCommand({ Bucket: 'documents', Key }))
    await expect(refused).rejects.toMatchObject({ name: 'AccessDenied' })
    await expect(refused).rejects.toThrow(/s3:GetObject on arn:aws:s3:::documents/)
  })

  it('is refused when nobody signed it, or somebody else', async () => {
    const unsigned = await fetch(`${server.url}/documents/key`)
    expect([unsigned.status, await unsigned.text()]).toEqual([403, expect.stringContaining('AccessDenied')])
    const command = () => new PutObjectCommand({ Bucket: 'documents', Key: 'k', Body: 'x' })
    await expect(as('rfqs', 'guess').send(command())).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' })
    await expect(as('nobody').send(command())).rejects.toMatchObject({ name: 'InvalidAccessKeyId' })
  })

  it('that is not understood changes nothing', async () => {
    const Key = aKey()
    await put(Key, 'bytes')
    const Retention = { Mode: 'COMPLIANCE', RetainUntilDate: new Date() } as const
    const strange = [
      as('rfqs').send(new PutObjectRetentionCommand({ Bucket: 'documents', Key, Retention })),
      as('rfqs').send(
        new PutBucketVersioningCommand({ Bucket: 'documents', VersioningConfiguration: { Status: 'Enabled' } }),
      ),
      as('rfqs').send(new ListObjectsV2Command({ Bucket: 'documents' })),
      put(Key, 'x', { StorageClass: 'GLACIER' }),
      put(Key, 'x', { Tagging: 'a=b' }),
      put(Key, 'x', { IfMatch: '"etag"' }),
      as('rfqs').send(
        new PutObjectCommand({
          Bucket: 'documents',
          Key,
          Body: Readable.from(['x']),
          ContentLength: 1,
          ChecksumAlgorithm: 'CRC32',
        }),
      ),
    ]
    for (const one of await Promise.allSettled(strange))
      expect(one).toMatchObject({ status: 'rejected', reason: { $metadata: { httpStatusCode: 501 } } })
    expect((await get(Key)).text).toBe('bytes')
    expect((await fetch(`${server.url}/documents/%zz`)).status).toBe(400)
  })
})

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
    movedMs = 901_000
    expect(await send(url)).toEqual([403, 'AccessDenied'])
    expect(await send(url.replace('Expires=900', 'Expires=9000'))).toEqual([403, 'SignatureDoesNotMatch'])
    movedMs = 899_000
    expect(await send(url)).toEqual([200, undefined])
    movedMs = 0
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
    fetch(`${server.url}/documents/key`, {
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
