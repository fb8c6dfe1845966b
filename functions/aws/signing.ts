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

/** The public half of the key that signs records; asked for once in a function's life, as it never changes. */
export const connectPublicKey = (keyId: string): (() => Promise<PublicKey>) => {
  const kms = new KMSClient({ maxAttempts: 5 })
  let known: Promise<PublicKey> | undefined
  const ask = async (): Promise<PublicKey> => {
    const { PublicKey: spki } = await kms.send(new GetPublicKeyCommand({ KeyId: keyId }))
    if (!spki) throw new Error('KMS answered without a public key')
    const { x = '', y = '' } = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' }).export({
      format: 'jwk',
    })
    return { kty: 'EC', crv: 'P-256', x, y, kid: keyId, alg: 'ES256', use: 'sig' }
  }
  return async () => {
    known ??= ask()
    try {
      return await known
    } catch (error) {
      known = undefined
      throw error
    }
  }
}
