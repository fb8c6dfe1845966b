import { randomBytes, randomUUID } from 'node:crypto'
import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { keptOnce } from './files.ts'
import { type EncryptionContext, keyMaterial } from './kms-material.ts'
import { type Desk, KmsRefusal, operations, specs } from './kms-operations.ts'
import { evaluate } from './policies.ts'
import type { AwsRequest, AwsResponse, Clock, LocalKey, PolicyContext, Statement } from './types.ts'

export type KmsOptions = {
  readonly dataDir: string
  readonly keys: readonly LocalKey[]
  readonly clock: Clock
  /** The role a caller acts as. */
  principalArn(caller: string): string
  identityOf(caller: string): readonly Statement[]
  /** Condition keys only the gateway knows, such as `lambda:SourceFunctionArn`. */
  contextOf?(caller: string): PolicyContext
}

/** One line of `kms-log.jsonl`: what somebody asked of a key, and what came of it. */
export type KmsLogEntry = {
  readonly time: string
  readonly caller: string
  readonly action: string
  readonly key: string
  readonly context: EncryptionContext
  /** `ok`, or the code of the refusal. */
  readonly outcome: string
}

type Use = Omit<KmsLogEntry, 'outcome'>

/**
 * KMS for one machine. The root key lives in `kms-root-key`; losing it loses every sealed bid, as it should.
 * The log stands in for CloudTrail: every use is on it before the answer leaves, so decrypts can be held against openings.
 */
export const createKms = (options: KmsOptions) => {
  const { dataDir, keys, clock } = options
  for (const { arn, spec } of keys) if (!specs.includes(spec)) throw new Error(`${arn} is of unknown spec ${spec}`)
  mkdirSync(dataDir, { recursive: true })
  const material = keyMaterial(keptOnce(join(dataDir, 'kms-root-key'), () => randomBytes(32)))
  const log = (uses: readonly Use[], outcome: string) => {
    for (const use of uses)
      appendFileSync(join(dataDir, 'kms-log.jsonl'), `${JSON.stringify({ ...use, outcome } satisfies KmsLogEntry)}\n`)
  }

  const find = (keyId: string): LocalKey => {
    const key = keys.find((one) => one.keyId === keyId || one.arn === keyId)
    if (key) return key
    throw new KmsRefusal('NotFoundException', `Key '${keyId}' does not exist (aliases are not kept here)`)
  }

  const deskFor = (caller: string, uses: Use[]): Desk => ({
    material,
    find,
    authorise: (action, key, context, more = {}) => {
      const principalArn = options.principalArn(caller)
      const time = new Date(clock.now()).toISOString()
      const { allowed, because } = evaluate({
        identity: options.identityOf(caller),
        resource: key.policy,
        resourceKind: 'kms',
        principalArn,
        action,
        resourceArn: key.arn,
        context: { ...options.contextOf?.(caller), ...conditionKeys(principalArn, time, context), ...more },
      })
      uses.push({ time, caller, action, key: key.keyId, context })
      if (!allowed)
        throw new KmsRefusal(
          'AccessDeniedException',
          `${caller} may not ${action} on ${key.logicalId} (${key.arn}): ${because}`,
        )
    },
  })

  const handle = async (request: AwsRequest): Promise<AwsResponse> => {
    const name = request.headers['x-amz-target']?.split('.')[1] ?? ''
    const uses: Use[] = []
    try {
      const operation = operations.get(name)
      if (!operation) throw new KmsRefusal('UnsupportedOperationException', `${name || 'This call'} is not done here`)
      const answer = operation.answer(parsed(request.body), deskFor(request.caller, uses))
      log(uses, 'ok')
      return json(200, answer)
    } catch (error) {
      if (!(error instanceof KmsRefusal)) throw error
      log(uses, error.code)
      return json(400, { __type: error.code, message: error.message })
    }
  }
  return { handle }
}

/** Every caller speaks over loopback, which stands for the TLS it has in the cloud. */
const conditionKeys = (principalArn: string, time: string, context: EncryptionContext): PolicyContext => ({
  'aws:PrincipalArn': principalArn,
  'aws:PrincipalAccount': principalArn.split(':')[4] ?? '',
  'aws:CurrentTime': time,
  'aws:SecureTransport': 'true',
  'kms:EncryptionContextKeys': Object.keys(context),
  ...Object.fromEntries(Object.entries(context).map(([key, value]) => [`kms:EncryptionContext:${key}`, value])),
})

const parsed = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString())
  } catch {
    throw new KmsRefusal('SerializationException', 'the body is not JSON')
  }
}

const json = (status: number, body: object): AwsResponse => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': randomUUID() },
  body: JSON.stringify(body),
})
