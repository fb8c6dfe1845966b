import { generateKeyPairSync } from 'node:crypto'
import { signDigest } from '../../infra/local/stand-ins/kms-ecdsa.ts'
import { PublicKey, rawSignatureOf, type Sign } from '../../shared/domain/signature.ts'

/** A key as KMS keeps it: it signs digests, and writes DER. */
export const aRecordKey = (keyId = 'record-key-1') => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x, y } = publicKey.export({ format: 'jwk' })
  const sign: Sign['sign'] = async (digest) => rawSignatureOf(signDigest(privateKey, Buffer.from(digest)))
  const own = PublicKey.parse({ kty: 'EC', crv: 'P-256', x, y, kid: keyId, alg: 'ES256', use: 'sig' })
  return {
    signer: { keyId, sign },
    publicKey: own,
    /** As KMS answers: for a key it does not have there is no answer. */
    publicKeyOf: async (asked: string) => {
      if (asked !== keyId) throw new Error(`No key ${asked}`)
      return own
    },
    der: (digest: Uint8Array) => signDigest(privateKey, Buffer.from(digest)),
  }
}

/** The one of a test's stack: what its functions sign with, and what they show. */
export const recordKey = aRecordKey()
