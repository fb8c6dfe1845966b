import * as z from 'zod'
import { canonical } from '../canonical.ts'
import { ok, refuse } from '../outcome.ts'
import { type Bytes, joined, utf8 } from './bytes.ts'
import { isLengthClassOf } from './padding.ts'

/** Protocol label: names the envelope's form and is bound into the key schedule (HPKE `info`). */
export const ENVELOPE = 'sealbid/envelope/1'

const Header = z.strictObject({
  format: z.literal(ENVELOPE),
  kem: z.literal('P-256'),
  lengthClass: z.int().positive(),
})
export type EnvelopeHeader = z.infer<typeof Header>
export type Envelope = { header: EnvelopeHeader; enc: Bytes; ciphertext: Bytes }

const ENC_BYTES = 65
const TAG_BYTES = 16
const UNCOMPRESSED_POINT = 4

export const envelopeBytes = (lengthClass: number, enc: Uint8Array, ciphertext: Uint8Array): Bytes => {
  const header = utf8(canonical({ format: ENVELOPE, kem: 'P-256', lengthClass } satisfies EnvelopeHeader))
  return joined(Uint8Array.of(header.length), header, enc, ciphertext)
}

const headerOf = (json: Uint8Array): EnvelopeHeader | undefined => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(json)
    const header = Header.safeParse(JSON.parse(text))
    return header.success && canonical(header.data) === text ? header.data : undefined
  } catch {
    return undefined
  }
}

const malformed = refuse({ code: 'envelope_malformed' })

/** Takes an envelope apart. Every byte has its one place: nothing can be added, left out or said twice. */
export const readEnvelope = (bytes: Bytes) => {
  const encAt = 1 + (bytes[0] ?? 0)
  const header = headerOf(bytes.subarray(1, encAt))
  if (!header) return malformed
  const enc = bytes.slice(encAt, encAt + ENC_BYTES)
  const ciphertext = bytes.slice(encAt + ENC_BYTES)
  if (enc.length !== ENC_BYTES || enc[0] !== UNCOMPRESSED_POINT) return malformed
  if (ciphertext.length !== header.lengthClass + TAG_BYTES) return malformed
  return ok<Envelope>({ header, enc, ciphertext })
}

/** What the server can say of an envelope without reading it: it is one, and of a length this RFQ allows. */
export const envelopeHeader = (bytes: Bytes, lineCount: number) => {
  const envelope = readEnvelope(bytes)
  if (!envelope.ok) return envelope
  const { header } = envelope.value
  return isLengthClassOf(header.lengthClass, lineCount) ? ok(header) : malformed
}
