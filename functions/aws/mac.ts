import { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms'

/** HMAC-SHA-256 under a key that never leaves KMS: links and codes are computed, not stored. */
export type Mac = (message: string) => Promise<Uint8Array>

export const kmsMac = (KeyId: string, kms = new KMSClient({})): Mac => {
  return async (message) => {
    const { Mac } = await kms.send(
      new GenerateMacCommand({ KeyId, MacAlgorithm: 'HMAC_SHA_256', Message: new TextEncoder().encode(message) }),
    )
    if (!Mac) throw new Error('KMS answered without a MAC')
    return Mac
  }
}
