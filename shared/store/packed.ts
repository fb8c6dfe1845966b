import { deflateRawSync, inflateRawSync } from 'node:zlib'

/** JSON, deflated: what is read only as a whole is stored as one small attribute. */
export const pack = (value: unknown): Uint8Array => deflateRawSync(JSON.stringify(value))

export const unpack = (packed: unknown): unknown => {
  if (!(packed instanceof Uint8Array)) throw new TypeError('Not a packed attribute')
  return JSON.parse(inflateRawSync(packed).toString('utf8'))
}
