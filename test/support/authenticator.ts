import { createHash, generateKeyPairSync, type JsonWebKey, type KeyObject, randomBytes, sign } from 'node:crypto'
import { isoCBOR } from '@simplewebauthn/server/helpers'
import type * as z from 'zod'
import type { CreationOptions, RequestOptions } from '../../shared/contracts/passkeys.ts'

const base64url = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64url')
const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest()
const fromJwk = (text: string | undefined) => new Uint8Array(Buffer.from(text ?? '', 'base64url'))

type Numbers = Map<number, number | Uint8Array>
type Key = { privateKey: KeyObject; cose: Numbers; hash: 'sha256' | null }
const numbers = (...pairs: [number, number | Uint8Array][]): Numbers => new Map(pairs)

const ec = (namedCurve: string, algorithm: number, curve: number): Key => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve })
  const { x, y }: JsonWebKey = publicKey.export({ format: 'jwk' })
  const cose = numbers([1, 2], [3, algorithm], [-1, curve], [-2, fromJwk(x)], [-3, fromJwk(y)])
  return { privateKey, cose, hash: 'sha256' }
}
/** Kinds of key an authenticator may have, in COSE's numbers. */
const kinds = {
  es256: () => ec('P-256', -7, 1),
  ed25519: (): Key => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519')
    const { x }: JsonWebKey = publicKey.export({ format: 'jwk' })
    return { privateKey, cose: numbers([1, 1], [3, -8], [-1, 6], [-2, fromJwk(x)]), hash: null }
  },
  rs256: (): Key => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const { n, e }: JsonWebKey = publicKey.export({ format: 'jwk' })
    return { privateKey, cose: numbers([1, 3], [3, -257], [-1, fromJwk(n)], [-2, fromJwk(e)]), hash: 'sha256' }
  },
  /** One that nobody asks for. */
  es384: () => ec('P-384', -35, 2),
}
export const keyKinds = ['es256', 'ed25519', 'rs256'] as const

/** What a browser or an authenticator could get wrong, or be made to. */
export type Wrong = {
  origin?: string
  rpId?: string
  type?: string
  challenge?: string
  crossOrigin?: boolean
  present?: boolean
  verified?: boolean
  counter?: number
  /** Another authenticator's credential id. */
  id?: string
  signature?: string
}

/** A browser with an authenticator of its own, in software: real keys, real signatures. */
export const anAuthenticator = (site: string, kind: keyof typeof kinds = 'es256') => {
  const { privateKey, cose, hash } = kinds[kind]()
  const credentialId = randomBytes(24)
  const id = base64url(credentialId)
  let counted = 0

  const clientData = (challenge: string, type: string, wrong: Wrong) =>
    Buffer.from(
      JSON.stringify({
        type: wrong.type ?? type,
        challenge: wrong.challenge ?? challenge,
        origin: wrong.origin ?? site,
        crossOrigin: wrong.crossOrigin ?? false,
      }),
    )
  const authData = (rpId: string, { present = true, verified = true, ...wrong }: Wrong, attested?: Uint8Array) => {
    const head = Buffer.alloc(5)
    head[0] = (present ? 1 : 0) | (verified ? 4 : 0) | (attested ? 64 : 0)
    head.writeUInt32BE(wrong.counter ?? counted, 1)
    return Buffer.concat([sha256(wrong.rpId ?? rpId), head, attested ?? Buffer.alloc(0)])
  }

  return {
    id,
    /** `navigator.credentials.create`. */
    create: ({ rp, challenge }: z.output<typeof CreationOptions>, wrong: Wrong = {}) => {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(credentialId.length)
      const attested = Buffer.concat([Buffer.alloc(16), length, credentialId, isoCBOR.encode(cose)])
      const attestation = new Map<string, string | Uint8Array | Map<string, string>>()
        .set('fmt', 'none')
        .set('attStmt', new Map<string, string>())
        .set('authData', new Uint8Array(authData(rp.id, wrong, attested)))
      return {
        id: wrong.id ?? id,
        rawId: id,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: base64url(clientData(challenge, 'webauthn.create', wrong)),
          attestationObject: base64url(isoCBOR.encode(attestation)),
          transports: ['internal'],
        },
      }
    },
    /** `navigator.credentials.get`; each time counts. */
    get: ({ rpId, challenge }: z.output<typeof RequestOptions>, wrong: Wrong = {}) => {
      counted += 1
      const client = clientData(challenge, 'webauthn.get', wrong)
      const data = authData(rpId, wrong)
      const signature = sign(hash, Buffer.concat([data, sha256(client)]), privateKey)
      return {
        id: wrong.id ?? id,
        rawId: id,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: base64url(client),
          authenticatorData: base64url(data),
          signature: wrong.signature ?? base64url(signature),
          userHandle: null,
        },
      }
    },
  }
}
export type Authenticator = ReturnType<typeof anAuthenticator>
