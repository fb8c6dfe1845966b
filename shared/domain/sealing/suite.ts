import { AEAD_AES_256_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_DHKEM_P256_HKDF_SHA256 } from 'hpke'
import { BID_SCHEMA, type SealContext } from '../bid.ts'
import { canonical } from '../canonical.ts'
import { type Bytes, utf8 } from './bytes.ts'
import { ENVELOPE } from './envelope.ts'

/** HPKE (RFC 9180), base mode: P-256, HKDF-SHA-256, AES-256-GCM. P-256 because KMS makes such pairs. */
export const suite = new CipherSuite(KEM_DHKEM_P256_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_256_GCM)
export const P256 = { name: 'ECDH', namedCurve: 'P-256' } as const

/** Whose bid this is, for which RFQ, as which version: an envelope opens nowhere else. */
export type SealedFor = Pick<SealContext, 'tenant' | 'rfq' | 'supplier' | 'version'>

export const bound = ({ tenant, rfq, supplier, version }: SealedFor, lengthClass: number) => ({
  info: utf8(ENVELOPE),
  aad: utf8(canonical({ tenant, rfq, supplier, version, schema: BID_SCHEMA, lengthClass } satisfies SealContext)),
})

export const publicKeyOf = (spki: Bytes): Promise<CryptoKey> => crypto.subtle.importKey('spki', spki, P256, true, [])
