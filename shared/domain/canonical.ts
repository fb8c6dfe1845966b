import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import canonicalize from 'canonicalize'

const isPlainObject = (value: object) => Object.getPrototypeOf(value) === Object.prototype

const refuseNonJson = (value: unknown, path: string): void => {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return
  if (typeof value === 'number' && Number.isFinite(value)) return
  if (typeof value !== 'object' || !(Array.isArray(value) || isPlainObject(value))) {
    throw new TypeError(`Not JSON at ${path || '/'}: ${String(value)}`)
  }
  for (const [key, item] of Object.entries(value)) {
    if (item !== undefined || Array.isArray(value)) refuseNonJson(item, `${path}/${key}`)
  }
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
