import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { s3Bucket } from '../../functions/aws/s3.ts'
import { presignedUrl, sha256Hex, signedHeaders } from '../../functions/aws/sigv4.ts'
import { startAws } from '../support/aws.ts'

let aws: Awaited<ReturnType<typeof startAws>>
beforeAll(async () => {
  aws = await startAws()
})
afterAll(() => aws.stop())

const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
let count = 0
const someBytes = () => new TextEncoder().encode(`envelope ${++count}`)
const keyOf = (bytes: Uint8Array) => `envelopes/org 1/æøå+&'(1)/${hash(bytes)}`

describe('an object', () => {
  it('comes back as it was put, and putting it again changes nothing', async () => {
    const bytes = someBytes()
    await aws.documents.put(keyOf(bytes), bytes, hash(bytes))
    await aws.documents.put(keyOf(bytes), bytes, hash(bytes))
    expect(await aws.documents.get(keyOf(bytes))).toEqual(bytes)
    expect(await aws.documents.get(keyOf(bytes), { from: 1, to: 3 })).toEqual(bytes.slice(1, 3))
    expect(await aws.documents.head(keyOf(bytes))).toEqual({ bytes: bytes.length, sha256: hash(bytes) })
  })

  it('is refused when its hash is not that of its bytes, and under a key that does not name it', async () => {
    const [bytes, others] = [someBytes(), someBytes()]
    await expect(aws.documents.put(keyOf(others), bytes, hash(others))).rejects.toThrow('400')
    await expect(aws.documents.put('envelopes/any', bytes, hash(bytes))).rejects.toThrow('does not name its bytes')
  })

  it('that is not there is unknown to head and a fault to get', async () => {
    expect(await aws.documents.head('envelopes/none')).toBeUndefined()
    await expect(aws.documents.get('envelopes/none')).rejects.toThrow(/S3 answered 40[34]/)
  })
})

describe('a browser with a presigned URL', () => {
  const presign = (bytes: Uint8Array) =>
    aws.documents.presignPut(keyOf(bytes), { bytes: bytes.length, sha256: hash(bytes), contentType: 'application/pdf' })

  it('puts exactly the bytes announced, once, and downloads them under their name', async () => {
    const bytes = someBytes()
    const { url, headers } = await presign(bytes)
    const put = () => fetch(url, { method: 'PUT', headers, body: bytes })
    expect((await put()).status).toBe(200)
    expect((await put()).status).toBe(412)
    const link = await aws.documents.presignGet(keyOf(bytes), {
      name: 'spec æ "1".pdf',
      contentType: 'application/pdf',
    })
    const answer = await fetch(link)
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes)
    expect(answer.headers.get('content-type')).toBe('application/pdf')
    expect(answer.headers.get('content-disposition')).toContain("filename*=UTF-8''spec%20%C3%A6%20%221%22.pdf")
  })

  it('can put nothing else: not other bytes, not longer ones, not another hash', async () => {
    const [bytes, others] = [someBytes(), someBytes()]
    const { url, headers } = await presign(bytes)
    const put = (body: Uint8Array<ArrayBuffer>, more = {}) =>
      fetch(url, { method: 'PUT', headers: { ...headers, ...more }, body })
    expect((await put(others)).status).toBe(400)
    expect((await put(new Uint8Array([...bytes, 0]))).status).toBe(403)
    const otherHash = createHash('sha256').update(others).digest('base64')
    expect((await put(others, { 'x-amz-checksum-sha256': otherHash })).status).toBe(403)
  })
})

describe('asking S3', () => {
  it('gives up after three tries when nobody answers', async () => {
    const credentials = () => ({ accessKeyId: 'tests', secretAccessKey: 'x' })
    const nowhere = s3Bucket({ url: 'http://127.0.0.1:9/documents', region: 'eu-central-1', credentials })
    await expect(nowhere.get('envelopes/any')).rejects.toThrow('fetch failed')
  })
})

/** https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html and sigv4-query-string-auth.html */
describe('a signature', () => {
  const signing = {
    credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' },
    region: 'us-east-1',
    at: new Date('2013-05-24T00:00:00Z'),
  }
  const url = new URL('https://examplebucket.s3.amazonaws.com/test.txt')

  it('in a header is the one of AWS’s own example', async () => {
    const headers = await signedHeaders({ method: 'GET', url, headers: { range: 'bytes=0-9' } }, sha256Hex(''), signing)
    expect(headers.authorization).toMatch(/Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41$/)
  })

  it('in a URL is the one of AWS’s own example', async () => {
    expect(await presignedUrl({ method: 'GET', url, headers: {}, expiresIn: 86_400 }, signing)).toMatch(
      /X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404$/,
    )
  })

  it('covers the session token', async () => {
    const withToken = { ...signing, credentials: { ...signing.credentials, sessionToken: 'token' } }
    const signed = await signedHeaders({ method: 'GET', url, headers: {} }, sha256Hex(''), withToken)
    expect(signed.authorization).toContain('x-amz-security-token')
    expect(await presignedUrl({ method: 'GET', url, headers: {}, expiresIn: 60 }, withToken)).toContain(
      'X-Amz-Security-Token=token',
    )
  })
})
