import * as z from 'zod'
import { type Bytes, base64Of, bytesOfBase64, joined, utf8 } from './sealing/bytes.ts'

/** A P-256 public key as RFC 7517 writes it. */
export const PublicKey = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  kid: z.string(),
  alg: z.literal('ES256'),
  use: z.literal('sig'),
})
export type PublicKey = z.infer<typeof PublicKey>

/** Signs a SHA-256 digest; the signature is the two numbers of ES256, 32 bytes each. */
export type Sign = { readonly keyId: string; readonly sign: (digest: Uint8Array) => Promise<Uint8Array> }

/** The header of every signature here: the payload is signed as it is and lies beside it (RFC 7797). */
const Header = z.strictObject({
  alg: z.literal('ES256'),
  b64: z.literal(false),
  crit: z.tuple([z.literal('b64')]),
  kid: z.string().min(1),
})

const BASE64URL = /^[\w-]*$/
const base64UrlOf = (bytes: Uint8Array): string =>
  base64Of(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
const bytesOfBase64Url = (text: string): Bytes | undefined => {
  if (!BASE64URL.test(text) || text.length % 4 === 1) return undefined
  const bytes = bytesOfBase64(text.replaceAll('-', '+').replaceAll('_', '/'))
  // One spelling only: bits left over at the end are zero.
  return base64UrlOf(bytes) === text ? bytes : undefined
}

const NUMBER = 32

/** One of the two numbers, without DER's sign byte, in exactly 32 bytes. */
const fixed = (number: Uint8Array): Uint8Array => {
  const start = number.findIndex((byte) => byte !== 0)
  const digits = start < 0 ? new Uint8Array() : number.subarray(start)
  if (digits.length > NUMBER) throw new TypeError('Not a number of P-256')
  return joined(new Uint8Array(NUMBER - digits.length), digits)
}

/** KMS writes an ECDSA signature as DER (RFC 3279); JWS wants its two numbers side by side (RFC 7518). */
export const rawSignatureOf = (der: Uint8Array): Bytes => {
  const partAt = (tag: number, at: number, end: number): [from: number, to: number] => {
    const length = der[at + 1] ?? 0x80
    const from = at + 2
    if (der[at] !== tag || length > 0x7f || from + length > end) throw new TypeError('Not an ECDSA signature in DER')
    return [from, from + length]
  }
  const [start, end] = partAt(0x30, 0, der.length)
  const r = partAt(2, start, end)
  const s = partAt(2, r[1], end)
  if (end !== der.length || s[1] !== end) throw new TypeError('Not an ECDSA signature in DER')
  return joined(fixed(der.subarray(...r)), fixed(der.subarray(...s)))
}

const signingInput = (header: string, payload: Uint8Array): Bytes => joined(utf8(`${header}.`), payload)

const digestOf = async (bytes: Bytes): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))

/** A detached JWS over these very bytes: `header..signature`, which says nothing without them. */
export const signedBy = async ({ keyId, sign }: Sign, payload: Uint8Array): Promise<string> => {
  const header = base64UrlOf(utf8(JSON.stringify({ alg: 'ES256', b64: false, crit: ['b64'], kid: keyId })))
  const signature = await sign(await digestOf(signingInput(header, payload)))
  return `${header}..${base64UrlOf(signature)}`
}

const headerOf = (text: string): z.infer<typeof Header> | undefined => {
  const bytes = bytesOfBase64Url(text)
  if (!bytes) return undefined
  try {
    return Header.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))).data
  } catch {
    return undefined
  }
}

/** Which key a signature says it was made with; nothing where it is no such signature. */
export const keyIdOf = (jws: string): string | undefined => headerOf(jws.split('.')[0] ?? '')?.kid

/** Whether exactly these bytes were signed by this key. Anything that is not such a signature is simply not one. */
export const isSignedBy = async (publicKey: PublicKey, payload: Uint8Array, jws: string): Promise<boolean> => {
  const [protectedHeader = '', between, signatureText = '', ...rest] = jws.split('.')
  const signature = bytesOfBase64Url(signatureText)
  if (headerOf(protectedHeader)?.kid !== publicKey.kid) return false
  if (between !== '' || rest.length > 0 || signature?.length !== 2 * NUMBER) return false
  const { kty, crv, x, y } = publicKey
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('jwk', { kty, crv, x, y }, algorithm, false, ['verify'])
  return crypto.subtle.verify(algorithm, key, signature, signingInput(protectedHeader, payload))
}
