import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { KMSClient } from '@aws-sdk/client-kms'
import { sealingKey } from '../../functions/aws/kms.ts'
import { s3Bucket } from '../../functions/aws/s3.ts'
import { createKms } from '../../infra/local/stand-ins/kms.ts'
import { createS3 } from '../../infra/local/stand-ins/s3.ts'
import { serve } from '../local/stand-ins/serve.ts'

const clock = { now: () => Date.now() }
const access = { region: 'eu-central-1', credentials: { accessKeyId: 'tests', secretAccessKey: 'x' } }
const ACCOUNT = '000000000000'

/** Our own S3 and KMS stand-ins on loopback ports of their own, and the clients the functions use. */
export const startAws = async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'sealbid-aws-'))
  const anyone = { Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: '*' } as const
  const kms = createKms({
    dataDir,
    keys: [
      {
        logicalId: 'SealingKey',
        keyId: 'sealing',
        arn: `arn:aws:kms:eu-central-1:${ACCOUNT}:key/sealing`,
        spec: 'SYMMETRIC_DEFAULT',
        policy: [anyone],
      },
    ],
    clock,
    principalArn: (caller) => `arn:aws:iam::${ACCOUNT}:role/${caller}`,
    identityOf: () => [],
  })
  const bucket = { name: 'documents', arn: 'arn:aws:s3:::documents', cors: [], policy: [] }
  const s3 = createS3({ dataDir, buckets: [bucket], clock, authorise: () => ({ allowed: true, because: 'a test' }) })
  const [keys, objects] = await Promise.all([serve('kms', kms.handle), serve('s3', s3.handle)])
  return {
    sealingKey: sealingKey('sealing', new KMSClient({ ...access, endpoint: keys.url })),
    documents: s3Bucket({ ...access, url: `${objects.url}/documents`, credentials: () => access.credentials }),
    stop: async () => {
      await Promise.all([keys.stop(), objects.stop()])
      rmSync(dataDir, { recursive: true })
    },
  }
}
