import { gzipSync } from 'node:zlib'

/** A function's answer may weigh 6 MB; a comparison of the largest RFQ is that much as plain JSON. */
const WORTH_IT = 100_000

/** The body as it travels: compressed where it is large and the caller can read that. */
export const squeezed = (body: string, acceptEncoding = '') =>
  body.length < WORTH_IT || !/\bgzip\b/.test(acceptEncoding)
    ? { body, headers: {} }
    : {
        body: gzipSync(body, { level: 5 }).toString('base64'),
        isBase64Encoded: true,
        headers: { 'content-encoding': 'gzip', vary: 'accept-encoding' },
      }
