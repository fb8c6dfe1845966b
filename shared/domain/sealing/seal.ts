import type { BidContent, SealContext } from '../bid.ts'
import { canonical, sha256Hex } from '../canonical.ts'
import { base64Of, bytesOfBase64, utf8 } from './bytes.ts'
import { envelopeBytes } from './envelope.ts'
import { deflated, padded } from './padding.ts'
import { bound, publicKeyOf, suite } from './suite.ts'

/**
 * Seals a bid where it was written: only the opener of this RFQ can read it, and only as this supplier's version.
 * `context.lengthClass` is the RFQ's (`lengthClassOf`), doubled as often as a bid with very much text needs.
 * `publicKey` is the RFQ's, as published (DER SPKI, base64).
 */
export const sealBid = async (content: BidContent, context: SealContext, publicKey: string) => {
  const plaintext = padded(await deflated(utf8(canonical(content))), context.lengthClass)
  const key = await publicKeyOf(bytesOfBase64(publicKey))
  const sealed = await suite.Seal(key, plaintext, bound(context, plaintext.length))
  const bytes = envelopeBytes(plaintext.length, sealed.encapsulatedSecret, sealed.ciphertext)
  return { envelope: base64Of(bytes), sha256: sha256Hex(bytes) }
}
