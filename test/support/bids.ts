import { BID_SCHEMA, type BidContent, type OpenedBid, type SealedBid } from '../../shared/domain/bid.ts'
import type { RfqLine } from '../../shared/domain/rfq.ts'
import { base64Of } from '../../shared/domain/sealing/bytes.ts'
import { lengthClassOf } from '../../shared/domain/sealing/padding.ts'
import { sealBid } from '../../shared/domain/sealing/seal.ts'
import type { SealedFor } from '../../shared/domain/sealing/suite.ts'
import { aLine, anId, NOON, RFQ } from './builders.ts'

export const lines = (count: number): RfqLine[] =>
  Array.from({ length: count }, (_, i) => aLine({ number: String(i + 1) }))

export const aContent = (over: Partial<BidContent> = {}): BidContent => ({
  schema: BID_SCHEMA,
  rfqId: RFQ,
  currency: 'DKK',
  lines: [{ kind: 'price', number: '1', unitPrice: '412.50' }],
  validityDays: 90,
  note: '',
  ...over,
})

/** A price for each line, the first line's first. */
export const prices = (...unitPrices: string[]): BidContent['lines'] =>
  unitPrices.map((unitPrice, i) => ({ kind: 'price', number: String(i + 1), unitPrice }))

export const anOpenedBid = (over: Partial<OpenedBid> = {}): OpenedBid => ({
  supplierId: anId('org'),
  supplierName: 'Del Computer',
  bidId: anId('bid'),
  version: 1,
  sha256: 'a'.repeat(64),
  receivedAt: NOON,
  openedAt: NOON,
  finding: { kind: 'valid' },
  content: aContent(),
  ...over,
})

/** A pair as KMS makes one: the public half published, the private half as PKCS #8. */
export const aPair = async () => {
  const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits'])
  const bytes = async (format: 'spki' | 'pkcs8', key: CryptoKey) =>
    new Uint8Array(await crypto.subtle.exportKey(format, key))
  return {
    publicKey: base64Of(await bytes('spki', pair.publicKey)),
    pkcs8: await bytes('pkcs8', pair.privateKey),
    privateKey: pair.privateKey,
  }
}

export const seal = async (
  publicKey: string,
  sealedFor: SealedFor,
  { content = aContent(), lineCount = 1 }: { content?: BidContent; lineCount?: number } = {},
): Promise<SealedBid> => {
  const context = { ...sealedFor, schema: BID_SCHEMA, lengthClass: lengthClassOf(lineCount) } as const
  return { bidId: anId('bid'), ...(await sealBid(content, context, publicKey)) }
}
