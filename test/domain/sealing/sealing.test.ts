import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { BidContent, BidLine } from '../../../shared/domain/bid.ts'
import { canonical, sha256Hex } from '../../../shared/domain/canonical.ts'
import { base64Of, bytesOfBase64, joined, utf8 } from '../../../shared/domain/sealing/bytes.ts'
import { envelopeBytes, envelopeHeader, readEnvelope } from '../../../shared/domain/sealing/envelope.ts'
import { type OpeningKey, openEnvelope, openingKey } from '../../../shared/domain/sealing/open.ts'
import { deflated, inflated, lengthClassOf, padded, unpadded } from '../../../shared/domain/sealing/padding.ts'
import { bound, publicKeyOf, suite } from '../../../shared/domain/sealing/suite.ts'
import { aContent, aPair, prices, seal } from '../../support/bids.ts'
import { anId, BUYER, RFQ } from '../../support/builders.ts'

const SUPPLIER = anId('org')
const mine = { tenant: BUYER, rfq: RFQ, supplier: SUPPLIER, version: 1 }
let pair: Awaited<ReturnType<typeof aPair>>
let key: OpeningKey
beforeAll(async () => {
  pair = await aPair()
  key = await openingKey(pair.pkcs8, pair.publicKey)
})
const sealed = async (content?: BidContent, lineCount = 1) =>
  bytesOfBase64((await seal(pair.publicKey, mine, { lineCount, ...(content && { content }) })).envelope)

describe('a sealed bid', () => {
  it('opens as what was written, for whom it was sealed', async () => {
    const content = aContent({ note: 'Særlig pris: 3 stk. 日本', lines: prices('0.000001', '999999999999.999999') })
    expect(await openEnvelope(await sealed(content, 2), mine, key)).toEqual({ ok: true, value: content })
  })

  it.each([
    ['another buyer', { tenant: anId('org') }],
    ['another RFQ', { rfq: anId('rfq') }],
    ['another supplier', { supplier: anId('org') }],
    ['another version', { version: 2 }],
  ])('does not open as that of %s', async (_, other) => {
    const opened = await openEnvelope(await sealed(), { ...mine, ...other }, key)
    expect(opened).toEqual({ ok: false, refusal: { code: 'doesNotOpen' } })
  })

  it('does not open with another RFQ’s key', async () => {
    const other = await aPair()
    const otherKey = await openingKey(other.pkcs8, other.publicKey)
    expect(await openEnvelope(await sealed(), mine, otherKey)).toMatchObject({ refusal: { code: 'doesNotOpen' } })
  })

  it('does not open with any of its bytes changed', async () => {
    const bytes = await sealed()
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const changed = bytes.slice()
        changed[at] = (changed[at] ?? 0) ^ flip
        expect(await openEnvelope(changed, mine, key)).toMatchObject({ refusal: { code: 'doesNotOpen' } })
      }),
      { numRuns: 150 },
    )
  })

  it('shows nothing of what it says', async () => {
    const note = 'canary-7c1f9a'
    const bytes = Buffer.from(await sealed(aContent({ note, lines: prices('48213.77') })))
    for (const canary of [note, '48213.77', SUPPLIER, 'unitPrice']) expect(bytes.includes(canary)).toBe(false)
  })

  it('cannot be taken out of the opener: its key is not extractable', async () => {
    await expect(crypto.subtle.exportKey('pkcs8', key.privateKey)).rejects.toThrow()
  })
})

describe('the length of a sealed bid', () => {
  const price = fc
    .tuple(fc.nat(999_999), fc.nat(9_999))
    .map(([whole, part]) => `${whole}.${String(part).padStart(4, '0')}`)
  const bidOn = (lineCount: number) =>
    fc.tuple(...Array.from({ length: lineCount }, () => fc.option(price))).map((answers) =>
      aContent({
        lines: answers.map(
          (unitPrice, i): BidLine =>
            unitPrice === null
              ? { kind: 'noBid', number: String(i + 1) }
              : { kind: 'price', number: String(i + 1), unitPrice, deliveryDays: 14 },
        ),
      }),
    )

  it.each([1, 10, 60])('is the same for %i lines whatever is priced, and how many lines are', async (lineCount) => {
    const expected = (await sealed(aContent(), lineCount)).length
    await fc.assert(
      fc.asyncProperty(bidOn(lineCount), async (content) => {
        expect((await sealed(content, lineCount)).length).toBe(expected)
      }),
      { numRuns: 40 },
    )
  })

  it('doubles only where a bid has much text', async () => {
    const words = Array.from({ length: 48 }, (_, i) => sha256Hex(String(i))).join('')
    const bytes = await sealed(aContent({ note: words }))
    expect(envelopeHeader(bytes, 1)).toMatchObject({ ok: true, value: { lengthClass: 2_048 } })
    expect(lengthClassOf(1)).toBe(512)
  })
})

describe('an envelope', () => {
  it('follows RFC 9180: an independent implementation opens what we seal', async () => {
    const envelope = readEnvelope(await sealed())
    if (!envelope.ok) throw new Error('unreadable')
    const { enc, ciphertext, header } = envelope.value
    const other = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })
    const { info, aad } = bound(mine, header.lengthClass)
    const plaintext = await other.open({ recipientKey: key, enc, info }, ciphertext, aad)
    const json = await inflated(unpadded(new Uint8Array(plaintext)) ?? new Uint8Array())
    expect(new TextDecoder().decode(json)).toBe(canonical(aContent()))
  })

  it('follows RFC 9180: we open what an independent implementation seals', async () => {
    const other = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })
    const plaintext = padded(await deflated(utf8(canonical(aContent()))), 512)
    const { info, aad } = bound(mine, 512)
    const sender = { recipientPublicKey: await publicKeyOf(bytesOfBase64(pair.publicKey)), info }
    const { ct, enc } = await other.seal(sender, plaintext.buffer, aad.buffer)
    const bytes = envelopeBytes(512, new Uint8Array(enc), new Uint8Array(ct))
    expect(await openEnvelope(bytes, mine, key)).toEqual({ ok: true, value: aContent() })
  })

  const malformed = { ok: false, refusal: { code: 'envelope_malformed' } }
  it('of another size than the RFQ allows is refused by the server', async () => {
    expect(envelopeHeader(await sealed(aContent(), 100), 1)).toMatchObject({ ok: true })
    expect(envelopeHeader(await sealed(aContent(), 1), 100)).toEqual(malformed)
    expect(envelopeHeader(await sealed(aContent(), 60), 1_000)).toEqual(malformed)
  })

  it('that is none is refused, whatever it is', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => {
        expect(envelopeHeader(Uint8Array.from(bytes), 1)).toEqual(malformed)
      }),
    )
  })

  it('is refused with bytes added, taken away or another header', async () => {
    const bytes = await sealed()
    const headerLength = bytes[0] ?? 0
    const rest = bytes.slice(1 + headerLength)
    const withHeader = (json: string) => joined(Uint8Array.of(json.length), utf8(json), rest)
    expect(envelopeHeader(joined(bytes, Uint8Array.of(0)), 1)).toEqual(malformed)
    expect(envelopeHeader(bytes.slice(0, -1), 1)).toEqual(malformed)
    const kem = '{"format":"sealbid/envelope/1","kem":"X25519","lengthClass":512}'
    const spaced = '{"format":"sealbid/envelope/1", "kem":"P-256","lengthClass":512}'
    for (const json of [kem, spaced, '[]', '']) expect(envelopeHeader(withHeader(json), 1)).toEqual(malformed)
  })
})

describe('what opens but is no bid', () => {
  const sealRaw = async (plaintext: Uint8Array) => {
    const publicKey = await publicKeyOf(bytesOfBase64(pair.publicKey))
    const { encapsulatedSecret, ciphertext } = await suite.Seal(publicKey, plaintext, bound(mine, plaintext.length))
    return envelopeBytes(plaintext.length, encapsulatedSecret, ciphertext)
  }
  const opened = async (plaintext: Uint8Array) => openEnvelope(await sealRaw(plaintext), mine, key)
  const notABid = (at: string) => ({ ok: false, refusal: { code: 'notABid', at } })

  it('is named as such: text, other JSON, a price that is none', async () => {
    const packed = async (text: string) => padded(await deflated(utf8(text)), 512)
    expect(await opened(await packed('hello'))).toEqual(notABid(''))
    expect(await opened(await packed('{"schema":"sealbid/bid/2"}'))).toEqual(notABid('/schema'))
    const wrong = JSON.stringify({ ...aContent(), lines: [{ kind: 'price', number: '1', unitPrice: '1,5' }] })
    expect(await opened(await packed(wrong))).toEqual(notABid('/lines/0/unitPrice'))
  })

  it('is named as such where the padding says something', async () => {
    const plaintext = padded(await deflated(utf8(canonical(aContent()))), 512)
    plaintext[511] = 1
    expect(await opened(plaintext)).toEqual(notABid(''))
  })

  it('is named as such where its length is impossible or its data is not deflate', async () => {
    expect(await opened(new Uint8Array(512).fill(255))).toEqual(notABid(''))
    expect(await opened(padded(utf8('not deflate at all'), 512))).toEqual(notABid(''))
  })

  it('never inflates beyond the bound', async () => {
    const bomb = await deflated(new Uint8Array(20 * 1024 * 1024))
    expect(bomb.length).toBeLessThan(30_000)
    expect(await inflated(bomb)).toBeUndefined()
    expect(await opened(padded(bomb, 512))).toEqual(notABid(''))
  })
})

it('bytes survive base64', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 30_000 }), (bytes) => {
      expect(bytesOfBase64(base64Of(bytes))).toEqual(Uint8Array.from(bytes))
    }),
    { numRuns: 30 },
  )
})
