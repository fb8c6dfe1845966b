import { Buffer } from 'node:buffer'
import { createECDH, type KeyObject } from 'node:crypto'

/** The order of P-256's base point (FIPS 186-5). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

const numberOf = (bytes: Buffer) => BigInt(`0x${bytes.toString('hex')}`)
const modulo = (value: bigint) => ((value % ORDER) + ORDER) % ORDER

/** By Fermat: the order is prime. */
const inverse = (value: bigint): bigint => {
  let [result, base] = [1n, value]
  for (let exponent = ORDER - 2n; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = modulo(result * base)
    base = modulo(base * base)
  }
  return result
}

const derInteger = (value: bigint): Buffer => {
  const hex = value.toString(16)
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex')
  const positive = (bytes[0] ?? 0) > 0x7f ? Buffer.concat([Buffer.of(0), bytes]) : bytes
  return Buffer.concat([Buffer.of(2, positive.length), positive])
}

/**
 * ECDSA over a digest somebody else made, as DER. Node signs messages only; its curve does the one multiplication, and
 * the rest is arithmetic.
 */
export const signDigest = (key: KeyObject, digest: Buffer): Buffer => {
  const secret = numberOf(Buffer.from(key.export({ format: 'jwk' }).d ?? '', 'base64url'))
  for (;;) {
    const once = createECDH('prime256v1')
    const r = modulo(numberOf(once.generateKeys().subarray(1, 33)))
    const s = modulo(inverse(numberOf(once.getPrivateKey())) * (numberOf(digest) + r * secret))
    if (r === 0n || s === 0n) continue
    const both = Buffer.concat([derInteger(r), derInteger(s)])
    return Buffer.concat([Buffer.of(0x30, both.length), both])
  }
}
