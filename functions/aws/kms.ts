import { DecryptCommand, GenerateDataKeyPairWithoutPlaintextCommand, KMSClient } from '@aws-sdk/client-kms'

/** Exactly this context, nothing more or less: the key policy refuses any other. */
export type SealingContext = { tenant: string; rfq: string }

/** The symmetric key under which the private half of every RFQ's pair is wrapped. */
export interface SealingKey {
  /** A new P-256 pair: the public half as DER SPKI, the private half only ever wrapped. */
  makePair(context: SealingContext): Promise<{ publicKey: Uint8Array; wrapped: Uint8Array }>
  /** The private half as PKCS #8. Only the opening function's role may. */
  unwrap(wrapped: Uint8Array, context: SealingContext): Promise<Uint8Array>
}

export const sealingKey = (KeyId: string, kms: KMSClient): SealingKey => ({
  async makePair(EncryptionContext) {
    const pair = await kms.send(
      new GenerateDataKeyPairWithoutPlaintextCommand({ KeyId, KeyPairSpec: 'ECC_NIST_P256', EncryptionContext }),
    )
    if (!pair.PublicKey || !pair.PrivateKeyCiphertextBlob) throw new Error('KMS answered without a key pair')
    return { publicKey: pair.PublicKey, wrapped: pair.PrivateKeyCiphertextBlob }
  },
  async unwrap(CiphertextBlob, EncryptionContext) {
    const { Plaintext } = await kms.send(new DecryptCommand({ KeyId, CiphertextBlob, EncryptionContext }))
    if (!Plaintext) throw new Error('KMS answered without a plaintext')
    return Plaintext
  },
})

export const connectSealingKey = (keyId: string): SealingKey => sealingKey(keyId, new KMSClient({ maxAttempts: 5 }))
