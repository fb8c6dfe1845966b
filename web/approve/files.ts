import { h } from './elements.ts'

/** Lower-case hex. */
export const sha256Of = async (bytes: BufferSource): Promise<string> =>
  [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')

export const bytesIn = (base64: string) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))

/** Some browsers take a while to begin with what they were handed. */
const HELD_MS = 60_000

/** Hands a file to the reader to keep; nothing of it is shown by this page. */
export const save = (name: string, content: BlobPart, type: string): void => {
  const url = URL.createObjectURL(new Blob([content], { type }))
  h('a', { href: url, download: name }).click()
  setTimeout(() => URL.revokeObjectURL(url), HELD_MS)
}
