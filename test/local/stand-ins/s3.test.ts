import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectRetentionCommand,
} from '@aws-sdk/client-s3'
import { describe, expect, it } from 'vitest'
import { aKey, openS3, sha256 } from './open-s3.ts'

const { as, dataDir, get, moveTo, put, restart, url } = openS3()

describe('an object', () => {
  it('comes back as it was put, also after a restart', async () => {
    const Key = aKey()
    const about = { ContentType: 'application/pdf', Metadata: { line: '4' }, ChecksumSHA256: sha256('spec') }
    const { ETag } = await put(Key, 'spec', about)
    await restart()
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
    moveTo(31 * 86_400_000)
    await as('rfqs').send(forGood)
    await expect(as('rfqs').send(new GetObjectCommand({ Bucket, Key, VersionId: one.VersionId }))).rejects.toThrow()
    moveTo(0)
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
    const unsigned = await fetch(`${url()}/documents/key`)
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
    expect((await fetch(`${url()}/documents/%zz`)).status).toBe(400)
  })
})
