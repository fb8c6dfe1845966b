import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { S3Refusal } from './s3-refusal.ts'
import type { AwsRequest } from './types.ts'

const always = /^(x-id|x-amz-(algorithm|credential|date|expires|signedheaders|signature|content-sha256|user-agent))$/
const overrides = /^response-(content-(disposition|encoding|language|type)|cache-control|expires)$/
const byMethod: Record<string, RegExp> = {
  PUT: /^x-amz-(checksum-(sha256|sha1|crc32)|sdk-checksum-algorithm|meta-.+)$/,
  GET: /^(versionid|x-amz-checksum-mode|response-.+)$/,
  HEAD: /^(versionid|x-amz-checksum-mode|response-.+)$/,
  DELETE: /^versionid$/,
}

/**
 * The x-amz settings of a request, from its headers or, as in a presigned URL, its query. Whatever is not known
 * is refused: an emulator that ignores a subresource overwrites the object with the request meant for it.
 */
export const settingsOf = ({ method, url, headers }: AwsRequest): Map<string, string> => {
  const known = byMethod[method]
  if (!known) throw new S3Refusal('MethodNotAllowed', `${method} is not done here`)
  const settings = new Map<string, string>()
  const add = (name: string, value: string) => {
    const isKnown = always.test(name) || (known.test(name) && (!name.startsWith('response-') || overrides.test(name)))
    if (!isKnown) throw new S3Refusal('NotImplemented', `${method} with ${name} is not done here`)
    settings.set(name, value)
  }
  for (const [name, value] of url.searchParams) add(name.toLowerCase(), value)
  for (const [name, value] of Object.entries(headers)) if (name.startsWith('x-amz-')) add(name, value)
  if (headers['content-encoding']?.includes('aws-chunked'))
    throw new S3Refusal('NotImplemented', 'Streams in aws-chunked encoding are not taken here: send a Buffer')
  return settings
}

/** Bucket and key of a path-style address. */
export const addressOf = ({ url }: AwsRequest): { bucket: string; key: string } => {
  const [, bucket = '', ...key] = url.pathname.split('/')
  try {
    return { bucket, key: decodeURIComponent(key.join('/')) }
  } catch {
    throw new S3Refusal('InvalidArgument', 'The address is not percent-encoded UTF-8')
  }
}

const crc32Of = (bytes: Buffer): string => {
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(bytes))
  return sum.toString('base64')
}
const digest = (algorithm: string) => (bytes: Buffer) => createHash(algorithm).update(bytes).digest('base64')
const checksums: Record<string, (bytes: Buffer) => string> = {
  'x-amz-checksum-sha256': digest('sha256'),
  'x-amz-checksum-sha1': digest('sha1'),
  'x-amz-checksum-crc32': crc32Of,
}

/** The checksums a sender gave, each true of the bytes that arrived. */
export const verifiedChecksums = (request: AwsRequest, settings: Map<string, string>): Record<string, string> => {
  const md5 = request.headers['content-md5']
  if (md5 !== undefined && md5 !== digest('md5')(request.body))
    throw new S3Refusal('BadDigest', 'Content-MD5 is not that of the body')
  const given = Object.entries(checksums).filter(([name]) => settings.has(name))
  for (const [name, of] of given)
    if (settings.get(name) !== of(request.body)) throw new S3Refusal('BadDigest', `${name} is not that of the body`)
  return Object.fromEntries(given.map(([name]) => [name, settings.get(name) ?? '']))
}

const kept = /^(content-(type|disposition|encoding|language)|cache-control|expires)$/

/** What a sender says about an object, given back with it. */
export const describedBy = ({ headers }: AwsRequest, settings: Map<string, string>): Record<string, string> => ({
  'content-type': 'binary/octet-stream',
  ...Object.fromEntries(Object.entries(headers).filter(([name]) => kept.test(name))),
  ...Object.fromEntries([...settings].filter(([name]) => name.startsWith('x-amz-meta-'))),
})

/** First and last byte of the one range asked for; nothing when all of it is. */
export const rangeOf = (header: string | undefined, size: number): { from: number; to: number } | undefined => {
  if (header === undefined) return undefined
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header) ?? []
  if (first === undefined || last === undefined || (first === '' && last === ''))
    throw new S3Refusal('NotImplemented', `The range "${header}" is not done here`)
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (from > to)
    throw new S3Refusal('InvalidRange', 'The requested range is not satisfiable', {
      'content-range': `bytes */${size}`,
    })
  return { from, to }
}
