import { setTimeout } from 'node:timers/promises'
import { environmentCredentials } from './environment-credentials.ts'
import { type Credentials, encoded, presignedUrl, type Request, sha256Hex, signedHeaders } from './sigv4.ts'

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
  /** All of it, or the bytes from one up to but not including another. */
  get(key: string, stretch?: { from: number; to: number }): Promise<Uint8Array>
}

export type BucketAccess = {
  /** The bucket's own address; a key is what follows it. */
  readonly url: string
  readonly region: string
  readonly credentials: () => Credentials
}

const TRIES = 3
const TRY_MS = 8_000

const base64 = (hex: string) => Buffer.from(hex, 'hex').toString('base64')
const hex = (text: string) => Buffer.from(text, 'base64').toString('hex')

/** RFC 6266: the name as UTF-8, and an ASCII stand-in for readers of old. */
const disposition = (name: string) =>
  `attachment; filename="${name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_')}"; filename*=UTF-8''${encoded(name)}`

class S3Fault extends Error {
  override name = 'S3Fault'
}

/** Asks again after what may pass: no answer, too much traffic, S3's own faults. */
const persistently = async (ask: () => Promise<Response>): Promise<Response> => {
  for (let attempt = 1; ; attempt++) {
    const answer = await ask().catch((error: unknown) => {
      if (attempt === TRIES) throw error
      return undefined
    })
    if (answer && (attempt === TRIES || (answer.status < 500 && answer.status !== 429))) return answer
    await setTimeout(Math.random() * 100 * 2 ** attempt)
  }
}

export const s3Bucket = ({ url, region, credentials }: BucketAccess): Bucket => {
  const at = (key: string) => new URL(`${url}/${key.split('/').map(encoded).join('/')}`)
  const signing = () => ({ credentials: credentials(), region, at: new Date() })
  const send = (
    method: Request['method'],
    key: string,
    headers: Record<string, string>,
    body?: Uint8Array<ArrayBuffer>,
  ) =>
    persistently(async () => {
      const request = { method, url: at(key), headers }
      return fetch(request.url, {
        method,
        headers: await signedHeaders(request, sha256Hex(body ?? ''), signing()),
        signal: AbortSignal.timeout(TRY_MS),
        ...(body && { body }),
      })
    })
  const fault = async (answer: Response, doing: string) =>
    new S3Fault(`S3 answered ${answer.status} to ${doing}: ${(await answer.text()).slice(0, 500)}`)

  return {
    async presignPut(key, { bytes, sha256, contentType }) {
      const headers = { 'content-type': contentType, 'if-none-match': '*', 'x-amz-checksum-sha256': base64(sha256) }
      const pinned = { ...headers, 'content-length': String(bytes) }
      const request = { method: 'PUT', url: at(key), headers: pinned, expiresIn: 900 } as const
      return { url: await presignedUrl(request, signing()), headers }
    },

    async presignGet(key, { name, contentType }) {
      const query = { 'response-content-disposition': disposition(name), 'response-content-type': contentType }
      return presignedUrl({ method: 'GET', url: at(key), headers: {}, query, expiresIn: 300 }, signing())
    },

    async head(key) {
      const answer = await send('HEAD', key, { 'x-amz-checksum-mode': 'ENABLED' })
      // Without the right to list a bucket, S3 answers 403 for what is not there.
      if (answer.status === 403 || answer.status === 404) return undefined
      if (!answer.ok) throw await fault(answer, `HEAD ${key}`)
      return {
        bytes: Number(answer.headers.get('content-length') ?? 0),
        sha256: hex(answer.headers.get('x-amz-checksum-sha256') ?? ''),
      }
    },

    async put(key, body, sha256) {
      if (!key.includes(sha256)) throw new Error('A key that does not name its bytes could hold others')
      const headers = { 'if-none-match': '*', 'x-amz-checksum-sha256': base64(sha256) }
      const answer = await send('PUT', key, headers, new Uint8Array(body))
      if (!answer.ok && answer.status !== 412) throw await fault(answer, `PUT ${key}`)
    },

    async get(key, stretch) {
      const range = stretch && { range: `bytes=${stretch.from}-${stretch.to - 1}` }
      const answer = await send('GET', key, { ...range })
      if (!answer.ok) throw await fault(answer, `GET ${key}`)
      return new Uint8Array(await answer.arrayBuffer())
    },
  }
}

/** AWS_ENDPOINT_URL means here what it means to the SDK. */
export const connectBucket = (name: string): Bucket => {
  const { AWS_REGION: region = '', AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_S3 = AWS_ENDPOINT_URL } = process.env
  const url = AWS_ENDPOINT_URL_S3 ? `${AWS_ENDPOINT_URL_S3}/${name}` : `https://${name}.s3.${region}.amazonaws.com`
  return s3Bucket({ url, region, credentials: environmentCredentials })
}
