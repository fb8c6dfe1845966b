import { Buffer } from 'node:buffer'
import {
  createCipheriv,
  createDecipheriv,
  createECDH,
  createHmac,
  createPrivateKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'

export type EncryptionContext = Readonly<Record<string, string>>

/** Everything KMS keeps to itself. All keys come from one root, so that one small file outlives every restart. */
export type KeyMaterial = ReturnType<typeof keyMaterial>

export const keyMaterial = (root: Buffer) => {
  const derive = (purpose: string, keyId: string) =>
    Buffer.from(hkdfSync('sha256', root, '', `${purpose} ${keyId}`, 32))
  return {
    wrap: (keyId: string, plaintext: Buffer, context: EncryptionContext) =>
      wrap(keyId, derive('wrap', keyId), plaintext, context),
    /** Nothing when the blob was altered, or wrapped under another context. */
    unwrap: (blob: Buffer, context: EncryptionContext) => {
      const keyId = keyIdOf(blob)
      return keyId === undefined ? undefined : unwrap(blob, derive('wrap', keyId), keyId, context)
    },
    mac: (keyId: string, message: Buffer) => createHmac('sha256', derive('mac', keyId)).update(message).digest(),
    signer: (keyId: string) => p256(derive('sign', keyId)),
  }
}

const version = 1

const header = (keyId: string) => Buffer.concat([Buffer.from([version, Buffer.byteLength(keyId)]), Buffer.from(keyId)])

/** Key and context are authenticated with the ciphertext; the order of the context's pairs does not matter. */
const authenticated = (keyId: string, context: EncryptionContext) =>
  Buffer.from(JSON.stringify([keyId, ...Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1))]))

const wrap = (keyId: string, key: Buffer, plaintext: Buffer, context: EncryptionContext): Buffer => {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(authenticated(keyId, context))
  const sealed = Buffer.concat([cipher.update(plaintext), cipher.final()])
  return Buffer.concat([header(keyId), iv, cipher.getAuthTag(), sealed])
}

/** The key a ciphertext names, as KMS finds it without being told. */
export const keyIdOf = (blob: Buffer): string | undefined => {
  const length = blob[1] ?? 0
  return blob[0] === version && length > 0 && blob.length >= 2 + length + 28
    ? blob.subarray(2, 2 + length).toString()
    : undefined
}

const unwrap = (blob: Buffer, key: Buffer, keyId: string, context: EncryptionContext): Buffer | undefined => {
  const body = blob.subarray(header(keyId).length)
  const decipher = createDecipheriv('aes-256-gcm', key, body.subarray(0, 12), { authTagLength: 16 })
  decipher.setAAD(authenticated(keyId, context)).setAuthTag(body.subarray(12, 28))
  const plaintext = decipher.update(body.subarray(28))
  try {
    return Buffer.concat([plaintext, decipher.final()])
  } catch {
    // The one thing final() can say here is that the tag does not fit.
    return undefined
  }
}

/** The private key whose number is the seed; all but one in 2^32 seeds are one. */
const p256 = (seed: Buffer): KeyObject => {
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(seed)
  const point = pair.getPublicKey()
  const part = (bytes: Buffer) => bytes.toString('base64url')
  return createPrivateKey({
    format: 'jwk',
    key: { kty: 'EC', crv: 'P-256', d: part(seed), x: part(point.subarray(1, 33)), y: part(point.subarray(33)) },
  })
}
