import { createHash, createHmac } from 'node:crypto'

/**
 * Signature Version 4 for S3: https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html
 * The SDK's S3 client is 112 kB of every bundle; this is what we need of it.
 */
export type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string }
export type Signing = { credentials: Credentials; region: string; at: Date }
export type Request = { method: 'GET' | 'HEAD' | 'PUT'; url: URL; headers: Record<string, string> }

export const sha256Hex = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex')
const hmac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest()

/** RFC 3986, as the signature wants it: stricter than `encodeURIComponent`. */
export const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

const stamp = (at: Date): string => at.toISOString().replace(/[-:]|\.\d{3}/g, '')
const scopeOf = ({ region, at }: Signing): string => `${stamp(at).slice(0, 8)}/${region}/s3/aws4_request`
const queryOf = (query: Record<string, string>): string =>
  Object.entries(query)
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join('&')

const signatureOf = (
  { method, url, headers }: Request,
  query: string,
  signedHeaders: readonly string[],
  payloadHash: string,
  signing: Signing,
): string => {
  const canonical = [
    method,
    url.pathname,
    query,
    ...signedHeaders.map((name) => `${name}:${(headers[name] ?? '').trim()}`),
    '',
    signedHeaders.join(';'),
    payloadHash,
  ].join('\n')
  const toSign = ['AWS4-HMAC-SHA256', stamp(signing.at), scopeOf(signing), sha256Hex(canonical)].join('\n')
  const { secretAccessKey } = signing.credentials
  const key = scopeOf(signing).split('/').reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`)
  return hmac(key, toSign).toString('hex')
}

/** The headers to send: those given, all signed, and the signature. */
export const signedHeaders = (request: Request, payloadHash: string, signing: Signing): Record<string, string> => {
  const { accessKeyId, sessionToken } = signing.credentials
  const headers: Record<string, string> = {
    ...request.headers,
    'x-amz-content-sha256': payloadHash,
    'x-amz-date': stamp(signing.at),
    ...(sessionToken && { 'x-amz-security-token': sessionToken }),
  }
  const withHost = { ...headers, host: request.url.host }
  const names = Object.keys(withHost).sort()
  const signature = signatureOf({ ...request, headers: withHost }, '', names, payloadHash, signing)
  const credential = `${accessKeyId}/${scopeOf(signing)}`
  return {
    ...headers,
    authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names.join(';')}, Signature=${signature}`,
  }
}

/** An address that acts for us until it expires, if what is sent has exactly these headers. */
export const presignedUrl = (
  request: Request & { query?: Record<string, string>; expiresIn: number },
  signing: Signing,
): string => {
  const { accessKeyId, sessionToken } = signing.credentials
  const headers = { ...request.headers, host: request.url.host }
  const names = Object.keys(headers).sort()
  const query = queryOf({
    ...request.query,
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': `${accessKeyId}/${scopeOf(signing)}`,
    'X-Amz-Date': stamp(signing.at),
    'X-Amz-Expires': String(request.expiresIn),
    'X-Amz-SignedHeaders': names.join(';'),
    ...(sessionToken && { 'X-Amz-Security-Token': sessionToken }),
  })
  const signature = signatureOf({ ...request, headers }, query, names, 'UNSIGNED-PAYLOAD', signing)
  return `${request.url.origin}${request.url.pathname}?${query}&X-Amz-Signature=${signature}`
}
