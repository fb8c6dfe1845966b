/** Bytes WebCrypto, streams and the SDK all take; never backed by shared memory. */
export type Bytes = Uint8Array<ArrayBuffer>

const CHUNK = 8_192

export const base64Of = (bytes: Uint8Array): string => {
  let binary = ''
  for (let start = 0; start < bytes.length; start += CHUNK) {
    binary += String.fromCharCode(...bytes.subarray(start, start + CHUNK))
  }
  return btoa(binary)
}

export const bytesOfBase64 = (base64: string): Bytes => {
  const binary = atob(base64)
  const bytes = new Uint8Array(binary.length)
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i)
  return bytes
}

export const utf8 = (text: string): Bytes => Uint8Array.from(new TextEncoder().encode(text))

export const joined = (...parts: readonly Uint8Array[]): Bytes => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
