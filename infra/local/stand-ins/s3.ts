import { corsHeaders } from './s3-cors.ts'
import { createObjects, type Version } from './s3-objects.ts'
import { refusalAnswer, S3Refusal } from './s3-refusal.ts'
import { addressOf, describedBy, rangeOf, settingsOf, verifiedChecksums } from './s3-request.ts'
import { verifySignature } from './sigv4.ts'
import type { AwsRequest, AwsResponse, Clock, Decision, LocalBucket, PolicyContext } from './types.ts'

export type S3Options = {
  readonly dataDir: string
  readonly buckets: readonly LocalBucket[]
  readonly clock: Clock
  authorise(caller: string, action: string, resourceArn: string, context: PolicyContext): Decision
  /** The secret a caller signs with; nothing for a caller nobody knows. */
  secretOf?(caller: string): string | undefined
}

type Asked = {
  readonly request: AwsRequest
  readonly settings: Map<string, string>
  readonly bucket: LocalBucket
  readonly key: string
  readonly versionId: string | undefined
  readonly may: (action: string, resourceArn: string) => Decision
}

/**
 * S3 for one machine, path style: put, get, head and delete of one object. Everything else is NotImplemented, loudly.
 */
export const createS3 = ({ dataDir, buckets, clock, authorise, secretOf = () => 'x' }: S3Options) => {
  const unlocked = buckets.find(({ versioned, retainDays }) => retainDays !== undefined && !versioned)
  if (unlocked) throw new Error(`${unlocked.name} retains versions but keeps none`)
  const objects = createObjects(dataDir)

  const understood = (request: AwsRequest): Asked => {
    const { bucket: name, key } = addressOf(request)
    const { caller } = verifySignature(request, clock.now(), secretOf)
    const settings = settingsOf(request)
    const bucket = buckets.find((one) => one.name === name)
    if (!bucket) throw new S3Refusal('NoSuchBucket', `There is no bucket called "${name}"`)
    if (key === '') throw new S3Refusal('NotImplemented', 'Requests on a whole bucket are not done here')
    if (Buffer.byteLength(key) > 1024) throw new S3Refusal('KeyTooLongError', 'A key has at most 1,024 bytes')
    const context = { 'aws:CurrentTime': new Date(clock.now()).toISOString(), 'aws:SecureTransport': 'true' }
    const may = (action: string, resourceArn: string) => authorise(caller, action, resourceArn, context)
    return { request, settings, bucket, key, versionId: settings.get('versionid'), may }
  }

  const permit = ({ bucket, key, versionId, may }: Asked, action: string): void => {
    const whole = versionId === undefined ? `s3:${action}` : `s3:${action}Version`
    const { allowed, because } = may(whole, `${bucket.arn}/${key}`)
    if (!allowed)
      throw new S3Refusal('AccessDenied', `Not authorized to perform ${whole} on ${bucket.arn}/${key}: ${because}`)
  }

  const put = async (asked: Asked): Promise<AwsResponse> => {
    const { request, settings, bucket, key } = asked
    permit(asked, 'PutObject')
    const condition = request.headers['if-none-match']
    if ((condition !== undefined && condition !== '*') || request.headers['if-match'] !== undefined)
      throw new S3Refusal('NotImplemented', 'The only condition on a put here is If-None-Match: *')
    const checksums = verifiedChecksums(request, settings)
    const modifiedAt = clock.now()
    const retention =
      bucket.retainDays === undefined ? {} : { retainUntil: modifiedAt + bucket.retainDays * 86_400_000 }
    const version = await objects.put(
      bucket.name,
      key,
      request.body,
      { modifiedAt, headers: describedBy(request, settings), checksums, ...retention },
      { versioned: bucket.versioned ?? false, onlyIfAbsent: condition === '*' },
    )
    if (!version) throw new S3Refusal('PreconditionFailed', 'There is an object under this key already')
    return { status: 200, headers: { etag: version.etag, ...checksums, ...versionHeader(bucket, version) }, body: '' }
  }

  /** Who may not list a bucket is not told what is missing from it. */
  const found = ({ bucket, key, versionId, may }: Asked): Version => {
    const version = objects.find(bucket.name, key, versionId)
    if (version && !version.deleted) return version
    if (!may('s3:ListBucket', bucket.arn).allowed) throw new S3Refusal('AccessDenied', 'Access Denied')
    throw new S3Refusal(versionId === undefined ? 'NoSuchKey' : 'NoSuchVersion', 'The specified key does not exist.')
  }

  const get = (asked: Asked): AwsResponse => {
    const { request, settings, bucket, key } = asked
    permit(asked, 'GetObject')
    const version = found(asked)
    const unchanged = request.headers['if-none-match'] === version.etag
    if (request.headers['if-match'] !== undefined && request.headers['if-match'] !== version.etag)
      throw new S3Refusal('PreconditionFailed', 'The object has changed')
    const isSameAsBefore = (request.headers['if-range'] ?? version.etag) === version.etag
    const range = isSameAsBefore ? rangeOf(request.headers.range, version.size) : undefined
    const wantsChecksum = settings.get('x-amz-checksum-mode') === 'ENABLED' && !range
    const { from, to } = range ?? { from: 0, to: version.size - 1 }
    const headers = {
      ...version.headers,
      ...overridden(settings),
      etag: version.etag,
      'last-modified': new Date(version.modifiedAt).toUTCString(),
      'accept-ranges': 'bytes',
      ...versionHeader(bucket, version),
      ...(wantsChecksum && version.checksums),
    }
    if (unchanged) return { status: 304, headers, body: '' }
    const whole = { ...headers, 'content-length': String(to - from + 1) }
    const body = request.method === 'HEAD' ? '' : objects.read(bucket.name, key, version).subarray(from, to + 1)
    return range
      ? { status: 206, headers: { ...whole, 'content-range': `bytes ${from}-${to}/${version.size}` }, body }
      : { status: 200, headers: whole, body }
  }

  const remove = (asked: Asked): AwsResponse => {
    const { bucket, key, versionId } = asked
    permit(asked, 'DeleteObject')
    if (bucket.versioned && versionId === undefined) {
      const marker = objects.mark(bucket.name, key, clock.now())
      return { status: 204, headers: { 'x-amz-delete-marker': 'true', ...versionHeader(bucket, marker) }, body: '' }
    }
    const version = objects.find(bucket.name, key, versionId)
    if (version?.retainUntil !== undefined && version.retainUntil > clock.now())
      throw new S3Refusal('AccessDenied', `Retained until ${new Date(version.retainUntil).toISOString()}`)
    if (version) objects.remove(bucket.name, key, version)
    return { status: 204, headers: {}, body: '' }
  }

  const answer = async (request: AwsRequest): Promise<AwsResponse> => {
    const asked = understood(request)
    if (request.method === 'PUT') return put(asked)
    return request.method === 'DELETE' ? remove(asked) : get(asked)
  }

  const handle = async (request: AwsRequest): Promise<AwsResponse> => {
    const rules = buckets.find(({ name }) => request.url.pathname.startsWith(`/${name}/`))?.cors ?? []
    const cors = corsHeaders(rules, request)
    try {
      if (request.method === 'OPTIONS') {
        if (!cors) throw new S3Refusal('AccessForbidden', 'CORSResponse: This CORS request is not allowed.')
        return { status: 200, headers: cors, body: '' }
      }
      const { headers, ...rest } = await answer(request)
      return { ...rest, headers: { ...headers, ...cors } }
    } catch (error) {
      if (!(error instanceof S3Refusal)) throw error
      const refused = refusalAnswer(error, request.url.pathname)
      return {
        ...refused,
        headers: { ...refused.headers, ...cors },
        body: request.method === 'HEAD' ? '' : refused.body,
      }
    }
  }
  return { handle }
}

const versionHeader = (bucket: LocalBucket, { versionId }: Version): Record<string, string> =>
  bucket.versioned ? { 'x-amz-version-id': versionId } : {}

const overridden = (settings: Map<string, string>): Record<string, string> =>
  Object.fromEntries(
    [...settings].filter(([name]) => name.startsWith('response-')).map(([name, value]) => [name.slice(9), value]),
  )
