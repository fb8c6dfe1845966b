import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto'
import { SignatureV4 } from '@smithy/signature-v4'

export type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string }
export type Signing = { credentials: Credentials; region: string; at: Date }
export type Request = { method: 'GET' | 'HEAD' | 'PUT'; url: URL; headers: Record<string, string> }

const PAYLOAD_HASH = 'x-amz-content-sha256'

export const sha256Hex = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex')

/** RFC 3986, as signatures and file names want it: stricter than `encodeURIComponent`. */
export const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

type Secret = string | ArrayBuffer | ArrayBufferView
const bytesOf = (data: Secret): string | Uint8Array => {
  if (typeof data === 'string') return data
  return ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data)
}

/** The hash the signer asks for, by Node's own crypto. */
class Sha256 {
  readonly #secret: Secret | undefined
  #hash: Hash | Hmac
  constructor(secret?: Secret) {
    this.#secret = secret
    this.#hash = this.#fresh()
  }
  #fresh() {
    return this.#secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(this.#secret))
  }
  update(data: Secret) {
    this.#hash.update(bytesOf(data))
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(new Uint8Array(this.#hash.digest()))
  }
  reset() {
    this.#hash = this.#fresh()
  }
}

// The SDK's own signer is in every bundle already; its S3 client would add a quarter to each.
const signerFor = ({ credentials, region }: Signing) =>
  new SignatureV4({ service: 's3', region, credentials, sha256: Sha256, uriEscapePath: false, applyChecksum: false })

const toSign = ({ method, url, headers }: Request, query: Record<string, string> = {}) => ({
  method,
  protocol: url.protocol,
  hostname: url.hostname,
  path: url.pathname,
  query,
  headers: { ...headers, host: url.host },
})

/** The headers to send: those given, all signed, and the signature. */
export const signedHeaders = async (
  request: Request,
  payloadHash: string,
  signing: Signing,
): Promise<Record<string, string>> => {
  const headers = { ...request.headers, [PAYLOAD_HASH]: payloadHash }
  const signed = await signerFor(signing).sign(toSign({ ...request, headers }), { signingDate: signing.at })
  const { host: _, ...sent } = signed.headers
  return sent
}

/** An address that acts for us until it expires (seconds), if what is sent has exactly these headers. */
export const presignedUrl = async (
  request: Request & { query?: Record<string, string>; expiresIn: number },
  signing: Signing,
): Promise<string> => {
  const names = Object.keys(request.headers)
  const headers = { ...request.headers, [PAYLOAD_HASH]: 'UNSIGNED-PAYLOAD' }
  const { query = {} } = await signerFor(signing).presign(toSign({ ...request, headers }, request.query), {
    signingDate: signing.at,
    expiresIn: request.expiresIn,
    // What is pinned stays a header, so that S3 compares it with what the browser sends.
    signableHeaders: new Set([...names, 'host']),
    unhoistableHeaders: new Set([...names, PAYLOAD_HASH]),
    unsignableHeaders: new Set([PAYLOAD_HASH]),
  })
  const written = Object.entries(query).map(([name, value]) => `${encoded(name)}=${encoded(String(value))}`)
  return `${request.url.origin}${request.url.pathname}?${written.join('&')}`
}
