import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { flattenedVerify, importJWK } from 'jose'
import { describe, expect, it } from 'vitest'
import { isSignedBy, keyIdOf, rawSignatureOf, signedBy } from '../../shared/domain/signature.ts'
import { aRecordKey } from '../support/record-key.ts'

const key = aRecordKey()
const bytes = (text: string) => new TextEncoder().encode(text)
const record = bytes('{"contract":"2026-1","words":"Bestået – approuvé"}')

/** What an auditor's own library says. */
const josePasses = async (payload: Uint8Array, jws: string) => {
  const [header = '', , signature = ''] = jws.split('.')
  const publicKey = await importJWK(key.publicKey, 'ES256')
  return flattenedVerify({ protected: header, payload, signature }, publicKey).then(
    () => true,
    () => false,
  )
}
const withHeader = (jws: string, header: object) =>
  `${Buffer.from(JSON.stringify(header)).toString('base64url')}..${jws.split('..')[1]}`

describe('a detached signature', () => {
  it('verifies here and by another library, and holds nothing of what was signed', async () => {
    const jws = await signedBy(key.signer, record)
    expect(jws).toMatch(/^[\w-]+\.\.[\w-]{86}$/)
    expect(await isSignedBy(key.publicKey, record, jws)).toBe(true)
    expect(await josePasses(record, jws)).toBe(true)
    expect(keyIdOf(jws)).toBe(key.publicKey.kid)
    expect([keyIdOf(''), keyIdOf('e30..AA')]).toEqual([undefined, undefined])
  })

  it('fails for any other byte, here and there', async () => {
    const jws = await signedBy(key.signer, record)
    for (let i = 0; i < record.length; i++) {
      const tampered = record.with(i, (record[i] ?? 0) ^ (1 << (i % 8)))
      expect(await isSignedBy(key.publicKey, tampered, jws), `byte ${i}`).toBe(false)
    }
    for (const other of [record.subarray(1), record.subarray(0, -1), new Uint8Array([...record, 10])]) {
      expect(await isSignedBy(key.publicKey, other, jws)).toBe(false)
      expect(await josePasses(other, jws)).toBe(false)
    }
  })

  it('fails for any other character of the signature', async () => {
    const jws = await signedBy(key.signer, record)
    for (let i = 0; i < jws.length; i++) {
      const other = jws[i] === 'A' ? 'B' : 'A'
      expect(await isSignedBy(key.publicKey, record, `${jws.slice(0, i)}${other}${jws.slice(i + 1)}`)).toBe(false)
    }
    for (const odd of ['', '..', `${jws}.`, `${jws}A`, ` ${jws}`, jws.replace('..', '.AAAA.'), '{}..AAAA']) {
      expect(await isSignedBy(key.publicKey, record, odd), odd).toBe(false)
    }
  })

  it('fails under another key, even one of the same name', async () => {
    const jws = await signedBy(key.signer, record)
    expect(await isSignedBy(aRecordKey().publicKey, record, jws)).toBe(false)
    expect(await isSignedBy({ ...key.publicKey, kid: 'another' }, record, jws)).toBe(false)
  })

  it('is taken only as what it is: no other algorithm, no header nobody understands', async () => {
    const jws = await signedBy(key.signer, record)
    const header = { alg: 'ES256', b64: false, crit: ['b64'], kid: key.publicKey.kid }
    expect(await isSignedBy(key.publicKey, record, withHeader(jws, header))).toBe(true)
    for (const other of [
      { ...header, alg: 'none' },
      { ...header, alg: 'HS256' },
      { ...header, b64: true },
      { ...header, crit: ['b64', 'exp'] },
      { ...header, jwk: key.publicKey },
      { alg: 'ES256', kid: header.kid },
    ]) {
      expect(await isSignedBy(key.publicKey, record, withHeader(jws, other))).toBe(false)
    }
  })
})

describe('the two numbers of a signature', () => {
  it('come out of DER whatever their length', async () => {
    for (let i = 0; i < 300; i++) {
      const der = key.der(randomBytes(32))
      expect(rawSignatureOf(der)).toHaveLength(64)
    }
    expect([...rawSignatureOf(Uint8Array.of(0x30, 6, 2, 1, 5, 2, 1, 0x7f))].filter(Boolean)).toEqual([5, 0x7f])
  })

  it('do not come out of anything else', () => {
    const der = key.der(randomBytes(32))
    const odd = [new Uint8Array(), der.subarray(0, -1), new Uint8Array([...der, 0]), der.with(0, 0x31), der.with(2, 3)]
    for (const bytes of odd) expect(() => rawSignatureOf(bytes)).toThrow(TypeError)
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        try {
          return rawSignatureOf(bytes).length === 64
        } catch (error) {
          return error instanceof TypeError
        }
      }),
    )
  })
})
