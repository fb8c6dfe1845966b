import { createPublicKey } from 'node:crypto'
import { GetPublicKeyCommand, KMSClient, SignCommand } from '@aws-sdk/client-kms'
import { type PublicKey, rawSignatureOf, type Sign } from '../../shared/domain/signature.ts'

/** Signs the SHA-256 digest of a record. Only the function that commits contracts may. */
export const kmsSign =
  (KeyId: string, kms: KMSClient): Sign['sign'] =>
  async (Message) => {
    const asked = { KeyId, Message, MessageType: 'DIGEST', SigningAlgorithm: 'ECDSA_SHA_256' } as const
    const { Signature } = await kms.send(new SignCommand(asked))
    if (!Signature) throw new Error('KMS answered without a signature')
    return rawSignatureOf(Signature)
  }

export const connectSigner = (keyId: string): Sign => ({
  keyId,
  sign: kmsSign(keyId, new KMSClient({ maxAttempts: 5 })),
})

/**
 * Public halves of the keys that sign records, by their ids: a record verifies with the key its signature names, also
 * after another one took over. Each is asked for once in a function's life, as it never changes.
 */
export const connectPublicKeys = (): ((keyId: string) => Promise<PublicKey>) => {
  const kms = new KMSClient({ maxAttempts: 5 })
  const known = new Map<string, PublicKey>()
  return async (keyId) => {
    const before = known.get(keyId)
    if (before) return before
    const { PublicKey: spki } = await kms.send(new GetPublicKeyCommand({ KeyId: keyId }))
    if (!spki) throw new Error('KMS answered without a public key')
    const half = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })
    const { x = '', y = '' } = half.export({ format: 'jwk' })
    const key = { kty: 'EC', crv: 'P-256', x, y, kid: keyId, alg: 'ES256', use: 'sig' } as const
    known.set(keyId, key)
    return key
  }
}
