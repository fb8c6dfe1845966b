import { DecapError, DeserializeError, OpenError, ValidationError } from 'hpke'
import { BidContent } from '../bid.ts'
import { ok, refuse } from '../outcome.ts'
import { type Bytes, bytesOfBase64 } from './bytes.ts'
import { type Envelope, readEnvelope } from './envelope.ts'
import { inflated, unpadded } from './padding.ts'
import { bound, P256, publicKeyOf, type SealedFor, suite } from './suite.ts'

export type OpeningKey = { privateKey: CryptoKey; publicKey: CryptoKey }

/** The private half cannot be exported again, not even by the opener. */
export const openingKey = async (pkcs8: Bytes, publicKey: string): Promise<OpeningKey> => ({
  privateKey: await crypto.subtle.importKey('pkcs8', pkcs8, P256, false, ['deriveBits']),
  publicKey: await publicKeyOf(bytesOfBase64(publicKey)),
})

const notForThisKey = (error: unknown) =>
  [OpenError, DecapError, DeserializeError, ValidationError].some((kind) => error instanceof kind)

const decrypt = async ({ header, enc, ciphertext }: Envelope, sealedFor: SealedFor, key: OpeningKey) => {
  try {
    return await suite.Open(key, enc, ciphertext, bound(sealedFor, header.lengthClass))
  } catch (error) {
    if (notForThisKey(error)) return undefined
    throw error
  }
}

const jsonOf = (bytes: Bytes): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}

/** Opens one envelope. What is wrong with it is an answer, never a fault: one bad bid must not keep the others sealed. */
export const openEnvelope = async (bytes: Bytes, sealedFor: SealedFor, key: OpeningKey) => {
  const envelope = readEnvelope(bytes)
  if (!envelope.ok) return refuse({ code: 'doesNotOpen' })
  const plaintext = await decrypt(envelope.value, sealedFor, key)
  if (!plaintext) return refuse({ code: 'doesNotOpen' })
  const data = unpadded(Uint8Array.from(plaintext))
  const json = data && (await inflated(data))
  const content = BidContent.safeParse(json && jsonOf(json))
  if (content.success) return ok(content.data)
  const path = content.error.issues[0]?.path ?? []
  return refuse({ code: 'notABid', at: path.map((part) => `/${String(part)}`).join('') })
}
