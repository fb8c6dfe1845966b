import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import canonicalize from 'canonicalize'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined }

const refuseNonJson = (value: unknown, path: string): void => {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return
  if (typeof value === 'number' && Number.isFinite(value)) return
  if (Array.isArray(value)) return value.forEach((item, index) => refuseNonJson(item, `${path}/${index}`))
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    for (const [key, item] of Object.entries(value)) if (item !== undefined) refuseNonJson(item, `${path}/${key}`)
    return
  }
  throw new TypeError(`Not JSON at ${path || '/'}: ${String(value)}`)
}

/** RFC 8785 JSON. Throws on what JSON cannot say (NaN, Date, Map, lone surrogates); absent members are left out. */
export const canonical = (value: unknown): string => {
  refuseNonJson(value, '')
  return canonicalize(value) as string
}

/** SHA-256, lower-case hex. */
export const sha256Hex = (data: string | Uint8Array): string =>
  bytesToHex(sha256(typeof data === 'string' ? utf8ToBytes(data) : data))

/** Hash of a value by its RFC 8785 form. */
export const hashOf = (value: unknown): string => sha256Hex(canonical(value))
