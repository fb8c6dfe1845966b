import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'

export type Upload = { url: string; headers: Record<string, string> }
export type StoredObject = { bytes: number; sha256: string }

/** What this system asks of its bucket. Hashes are lower-case hex here, base64 on the wire. */
export interface Bucket {
  /** Where a browser may put exactly these bytes, once, within 15 minutes. */
  presignPut(key: string, pinned: { bytes: number; sha256: string; contentType: string }): Promise<Upload>
  /** A link to download it under a name, valid for five minutes. */
  presignGet(key: string, as: { name: string; contentType: string }): Promise<string>
  head(key: string): Promise<StoredObject | undefined>
  /** Stores bytes under a key that names their hash: whoever wrote it first wrote the same. */
  put(key: string, body: Uint8Array, sha256: string): Promise<void>
  get(key: string): Promise<Uint8Array>
}

const base64 = (hex: string) => Buffer.from(hex, 'hex').toString('base64')
const hex = (text: string) => Buffer.from(text, 'base64').toString('hex')

/** RFC 6266: the name as UTF-8, and an ASCII stand-in for readers of old. */
const disposition = (name: string) =>
  `attachment; filename="${name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name).replaceAll(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)}`

export const s3Bucket = (name: string, s3: S3Client): Bucket => ({
  async presignPut(Key, { bytes, sha256, contentType }) {
    const checksum = base64(sha256)
    const command = new PutObjectCommand({
      Bucket: name,
      Key,
      ContentLength: bytes,
      ContentType: contentType,
      ChecksumSHA256: checksum,
      IfNoneMatch: '*',
    })
    const url = await getSignedUrl(s3, command, {
      expiresIn: 900,
      // Headers that S3 checks must stay headers; in the query it would ignore them.
      unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
      signableHeaders: new Set(['content-length', 'content-type', 'if-none-match', 'host']),
    })
    return {
      url,
      headers: { 'content-type': contentType, 'if-none-match': '*', 'x-amz-checksum-sha256': checksum },
    }
  },

  presignGet: (Key, { name: fileName, contentType }) =>
    getSignedUrl(
      s3,
      new GetObjectCommand({
        Bucket: name,
        Key,
        ResponseContentDisposition: disposition(fileName),
        ResponseContentType: contentType,
      }),
      { expiresIn: 300 },
    ),

  async head(Key) {
    try {
      const found = await s3.send(new HeadObjectCommand({ Bucket: name, Key, ChecksumMode: 'ENABLED' }))
      return { bytes: found.ContentLength ?? 0, sha256: hex(found.ChecksumSHA256 ?? '') }
    } catch (error) {
      // Without the right to list a bucket, S3 answers 403 for what is not there.
      if (error instanceof S3ServiceException && [403, 404].includes(error.$metadata.httpStatusCode ?? 0))
        return undefined
      throw error
    }
  },

  async put(Key, body, sha256) {
    if (!Key.includes(sha256)) throw new Error('A key that does not name its bytes could hold others')
    try {
      await s3.send(
        new PutObjectCommand({ Bucket: name, Key, Body: body, ChecksumSHA256: base64(sha256), IfNoneMatch: '*' }),
      )
    } catch (error) {
      if (!(error instanceof S3ServiceException && error.$metadata.httpStatusCode === 412)) throw error
    }
  },

  async get(Key) {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: name, Key }))
    if (!Body) throw new Error(`S3 answered without a body for ${Key}`)
    return Body.transformToByteArray()
  },
})

export const connectBucket = (name: string): Bucket =>
  s3Bucket(name, new S3Client({ maxAttempts: 5, requestChecksumCalculation: 'WHEN_REQUIRED' }))
