import { createPublicKey, type JsonWebKey, verify } from 'node:crypto'
import { cose, isoBase64URL, isoCBOR } from '@simplewebauthn/server/helpers'

const { COSEALG, COSEKEYS } = cose
const P256 = 1
const ED25519 = 6

/** What an authenticator may sign with, the one liked best first. */
export const algorithms: readonly number[] = [COSEALG.ES256, COSEALG.EdDSA, COSEALG.RS256]

type Cose = ReadonlyMap<unknown, unknown>
const member = (key: Cose, name: number): string => {
  const bytes = key.get(name)
  if (!(bytes instanceof Uint8Array)) throw new Error('a key without its numbers')
  return isoBase64URL.fromBuffer(new Uint8Array(bytes))
}

/** COSE (RFC 9053) as JWK: the three kinds of key that are asked for, and nothing else. */
const jwkOf = (key: Cose): JsonWebKey => {
  const [algorithm, curve] = [key.get(COSEKEYS.alg), key.get(COSEKEYS.crv)]
  if (algorithm === COSEALG.ES256 && curve === P256) {
    return { kty: 'EC', crv: 'P-256', x: member(key, COSEKEYS.x), y: member(key, COSEKEYS.y) }
  }
  if (algorithm === COSEALG.EdDSA && curve === ED25519) {
    return { kty: 'OKP', crv: 'Ed25519', x: member(key, COSEKEYS.x) }
  }
  if (algorithm === COSEALG.RS256) return { kty: 'RSA', n: member(key, COSEKEYS.n), e: member(key, COSEKEYS.e) }
  throw new Error('an algorithm nobody asked for')
}

/** The key as it is kept: SubjectPublicKeyInfo, base64url. A point that is not on its curve is no key. */
export const keptKeyOf = (encoded: Uint8Array): string => {
  const decoded: unknown = isoCBOR.decodeFirst(new Uint8Array(encoded))
  const jwk = jwkOf(decoded instanceof Map ? decoded : new Map())
  return createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'der' }).toString('base64url')
}

export const isSignedBy = (kept: string, signed: Uint8Array, signature: Uint8Array): boolean => {
  const key = createPublicKey({ key: Buffer.from(kept, 'base64url'), type: 'spki', format: 'der' })
  return verify(key.asymmetricKeyType === 'ed25519' ? null : 'sha256', signed, key, signature)
}
