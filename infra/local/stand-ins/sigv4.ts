import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { S3Refusal } from './s3-refusal.ts'
import type { AwsRequest } from './types.ts'

/** Who signed a request to S3. A presigned URL acts for the function that made it, whoever sends it. */
export type Signer = { readonly caller: string; readonly presigned: boolean }

type Claim = {
  readonly caller: string
  readonly scope: string
  readonly at: string
  readonly signedHeaders: readonly string[]
  readonly signature: string
  readonly payloadHash: string
}

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex')
const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest()

/** RFC 3986, as the signature wants it: stricter than `encodeURIComponent`. */
const encoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

const canonicalPath = ({ pathname }: URL) =>
  pathname
    .split('/')
    .map((part) => encoded(decodeURIComponent(part)))
    .join('/')

const canonicalQuery = ({ searchParams }: URL) =>
  [...searchParams]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join('&')

const signatureOf = (request: AwsRequest, claim: Claim, secret: string): string => {
  const values = claim.signedHeaders.map(
    (name) => `${name}:${(request.headers[name] ?? '').trim().replace(/ +/g, ' ')}\n`,
  )
  const canonical = [
    request.method,
    canonicalPath(request.url),
    canonicalQuery(request.url),
    values.join(''),
    claim.signedHeaders.join(';'),
    claim.payloadHash,
  ].join('\n')
  const toSign = ['AWS4-HMAC-SHA256', claim.at, claim.scope, sha256(canonical)].join('\n')
  const key = claim.scope.split('/').reduce<string | Buffer>(hmac, `AWS4${secret}`)
  return hmac(key, toSign).toString('hex')
}

const timeOf = (at: string): number =>
  Date.parse(at.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))

const claimed = (credential: string, rest: Omit<Claim, 'caller' | 'scope'>): Claim | undefined => {
  const [caller = '', ...scope] = credential.split('/')
  const [day, region, service, end] = scope
  const whole = caller && region && service === 's3' && end === 'aws4_request' && scope.length === 4
  return whole && rest.at.startsWith(`${day}T`) && !Number.isNaN(timeOf(rest.at)) && rest.signedHeaders.includes('host')
    ? { caller, scope: scope.join('/'), ...rest }
    : undefined
}

const fromHeader = ({ headers }: AwsRequest): Claim => {
  const parts =
    /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    ) ?? []
  const claim = claimed(parts[1] ?? '', {
    at: headers['x-amz-date'] ?? '',
    signedHeaders: (parts[2] ?? '').split(';'),
    signature: parts[3] ?? '',
    payloadHash: headers['x-amz-content-sha256'] ?? '',
  })
  if (claim) return claim
  throw new S3Refusal('AuthorizationHeaderMalformed', 'The authorization header is not a Signature Version 4 for s3')
}

/** Only a presigned URL has a term. A header lives as long as its request, also when the clock is moved meanwhile. */
const fromQuery = ({ url, headers }: AwsRequest, now: number): Claim => {
  const asked = (name: string) => url.searchParams.get(name) ?? ''
  const claim = claimed(asked('X-Amz-Credential'), {
    at: asked('X-Amz-Date'),
    signedHeaders: asked('X-Amz-SignedHeaders').split(';'),
    signature: asked('X-Amz-Signature'),
    payloadHash: headers['x-amz-content-sha256'] ?? (asked('X-Amz-Content-Sha256') || 'UNSIGNED-PAYLOAD'),
  })
  const seconds = /^\d{1,6}$/.test(asked('X-Amz-Expires')) ? Number(asked('X-Amz-Expires')) : 0
  if (!claim || asked('X-Amz-Algorithm') !== 'AWS4-HMAC-SHA256' || seconds < 1 || seconds > 604_800)
    throw new S3Refusal('AuthorizationQueryParametersError', 'The query is not a presigned Signature Version 4 for s3')
  if (now > timeOf(claim.at) + seconds * 1000) throw new S3Refusal('AccessDenied', 'Request has expired')
  return claim
}

const checkPayload = ({ body }: AwsRequest, { payloadHash }: Claim): void => {
  if (payloadHash === 'UNSIGNED-PAYLOAD') return
  if (payloadHash.startsWith('STREAMING-'))
    throw new S3Refusal('NotImplemented', 'Streams in aws-chunked encoding are not taken here: send a Buffer')
  if (payloadHash !== sha256(body))
    throw new S3Refusal('XAmzContentSHA256Mismatch', 'x-amz-content-sha256 is not the hash of the body')
}

/** Throws the refusal S3 would give unless the request was signed, whole, by somebody whose secret is known here. */
export const verifySignature = (
  request: AwsRequest,
  now: number,
  secretOf: (caller: string) => string | undefined,
): Signer => {
  const presigned = request.url.searchParams.has('X-Amz-Signature')
  const header = request.headers.authorization !== undefined
  if (presigned && header) throw new S3Refusal('InvalidArgument', 'Sign in the query or in the header, not in both')
  if (!presigned && !header) throw new S3Refusal('AccessDenied', 'Nobody signed this request')
  const claim = presigned ? fromQuery(request, now) : fromHeader(request)

  const secret = secretOf(claim.caller)
  if (secret === undefined) throw new S3Refusal('InvalidAccessKeyId', `Nobody here is called ${claim.caller}`)
  const expected = Buffer.from(signatureOf(request, claim, secret))
  const given = Buffer.from(claim.signature)
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    throw new S3Refusal('SignatureDoesNotMatch', 'The signature is not that of this request')
  const unsigned = Object.keys(request.headers).find(
    (name) => /^x-amz-/.test(name) && !claim.signedHeaders.includes(name),
  )
  if (unsigned)
    throw new S3Refusal('AccessDenied', `There were headers present in the request which were not signed: ${unsigned}`)
  checkPayload(request, claim)
  return { caller: claim.caller, presigned }
}
