import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { extname, join, normalize } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}
const compressible = /^(text\/|application\/(json|javascript|manifest|wasm)|image\/svg)/

export type StaticFile = {
  readonly type: string
  readonly etag: string
  readonly cacheControl: string
  /** The body in an encoding the reader takes. */
  encoded(acceptEncoding: string): { body: Buffer; encoding?: 'br' | 'gzip' }
}

/** The site’s bucket: a folder of files, each read once until it changes. */
export const openFolder = (folder: string) => {
  const known = new Map<string, { changedAt: number; file: StaticFile }>()
  return (path: string): StaticFile | undefined => {
    const place = join(folder, normalize(`/${path}`))
    const stat = statSync(place, { throwIfNoEntry: false })
    if (!stat?.isFile()) return undefined
    const before = known.get(place)
    if (before?.changedAt === stat.mtimeMs) return before.file
    const file = readFile(place, path)
    known.set(place, { changedAt: stat.mtimeMs, file })
    return file
  }
}

const readFile = (place: string, path: string): StaticFile => {
  const plain = readFileSync(place)
  const type = types[extname(place)] ?? 'application/octet-stream'
  // CloudFront compresses what is text and between 1,000 and 10,000,000 bytes.
  const squeezable = compressible.test(type) && plain.length >= 1000 && plain.length <= 10_000_000
  const bodies: { br?: Buffer; gzip?: Buffer } = {}
  return {
    type,
    etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
    // The bundler puts a hash of the content into the names under assets/.
    cacheControl: path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    encoded: (accept) => {
      if (!squeezable) return { body: plain }
      if (/\bbr\b/.test(accept)) {
        bodies.br ??= brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
        return { body: bodies.br, encoding: 'br' }
      }
      if (!/\bgzip\b/.test(accept)) return { body: plain }
      bodies.gzip ??= gzipSync(plain)
      return { body: bodies.gzip, encoding: 'gzip' }
    },
  }
}
