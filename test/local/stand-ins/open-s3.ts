import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GetObjectCommand, type GetObjectCommandInput, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll } from 'vitest'
import { createS3 } from '../../../infra/local/stand-ins/s3.ts'
import type { LocalBucket } from '../../../infra/local/stand-ins/types.ts'
import { serve } from './serve.ts'

/** The other origin that the buckets allow. */
export const SITE = 'http://127.0.0.1:4130'
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

/** What the template would allow: `rfqs` reads and writes, `bids` only writes, `lists` also sees what is missing. */
const allowed: Record<string, readonly string[]> = {
  rfqs: ['s3:PutObject', 's3:GetObject', 's3:DeleteObject', 's3:GetObjectVersion', 's3:DeleteObjectVersion'],
  bids: ['s3:PutObject'],
  lists: ['s3:GetObject', 's3:ListBucket'],
}

export const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('base64')
let count = 0
export const aKey = () => `org_1/rfq_1/attachments/${++count} æøå +&'(1).pdf`

/** S3 with a plain bucket and one that keeps versions, for the tests of a file; its clock can be moved. */
export const openS3 = () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'sealbid-s3-'))
  let movedMs = 0
  const start = () => {
    const s3 = createS3({
      dataDir,
      buckets: [bucket('documents'), bucket('evidence', { versioned: true, retainDays: 30 })],
      clock: { now: () => Date.now() + movedMs },
      authorise: (caller, action) =>
        allowed[caller]?.includes(action)
          ? { allowed: true, because: '' }
          : { allowed: false, because: `not ${caller}` },
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
  return {
    dataDir,
    url: () => server.url,
    restart: async () => {
      await server.stop()
      server = await start()
    },
    /** How far the clock is ahead, in ms. */
    moveTo: (ms: number) => {
      movedMs = ms
    },
    as,
    put: (Key: string, Body: Buffer | string, more = {}) =>
      as('rfqs').send(new PutObjectCommand({ Bucket: 'documents', Key, Body, ...more })),
    get: async (Key: string, more: Partial<GetObjectCommandInput> = {}) => {
      const answer = await as('rfqs').send(new GetObjectCommand({ Bucket: 'documents', Key, ...more }))
      return { ...answer, text: await answer.Body?.transformToString() }
    },
  }
}
