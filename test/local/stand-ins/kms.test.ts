import { createHash, createPublicKey, subtle, verify } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  DecryptCommand,
  DescribeKeyCommand,
  EncryptCommand,
  GenerateDataKeyPairWithoutPlaintextCommand,
  GenerateMacCommand,
  GetPublicKeyCommand,
  KMSClient,
  ReEncryptCommand,
  SignCommand,
  VerifyMacCommand,
} from '@aws-sdk/client-kms'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createKms, type KmsLogEntry } from '../../../infra/local/stand-ins/kms.ts'
import type { LocalKey, Statement } from '../../../infra/local/stand-ins/types.ts'
import { serve } from './serve.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'sealbid-kms-'))
const role = (name: string) => `arn:aws:iam::000000000000:role/${name}`
const key = (logicalId: string, keyId: string, spec: string, policy: Statement[]): LocalKey => ({
  logicalId,
  keyId,
  arn: `arn:aws:kms:eu-central-1:000000000000:key/${keyId}`,
  spec,
  policy,
})
const allow = (name: string, ...Action: string[]): Statement => ({
  Effect: 'Allow',
  Principal: { AWS: role(name) },
  Action,
  Resource: '*',
})
const exactly: Statement['Condition'] = {
  Null: { 'kms:EncryptionContext:rfq': 'false' },
  'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': ['tenant', 'rfq'] },
}
const root: Statement = { Effect: 'Allow', Principal: { AWS: '000000000000' }, Action: 'kms:Describe*', Resource: '*' }
const seal = key('SealingKey', 'seal-1', 'SYMMETRIC_DEFAULT', [
  allow('publisher', 'kms:GenerateDataKeyPairWithoutPlaintext'),
  { ...allow('opener', 'kms:Decrypt'), Condition: exactly },
  { ...allow('extender', 'kms:ReEncrypt*'), Condition: { Bool: { 'kms:ReEncryptOnSameKey': 'true' } } },
  root,
])
const other = key('OtherKey', 'seal-2', 'SYMMETRIC_DEFAULT', [allow('extender', 'kms:ReEncrypt*')])
const links = key('LinkKey', 'link-1', 'HMAC_256', [
  allow('approvals', 'kms:GenerateMac', 'kms:VerifyMac', 'kms:Decrypt'),
])
const signing = key('ReceiptKey', 'sign-1', 'ECC_NIST_P256', [
  allow('bids', 'kms:Sign', 'kms:GetPublicKey'),
  allow('approvals', 'kms:GenerateMac'),
])

const start = () => {
  const kms = createKms({
    dataDir,
    keys: [seal, other, links, signing],
    clock: { now: () => Date.parse('2026-12-03T11:00:35.000Z') },
    principalArn: role,
    identityOf: (caller) => (caller === 'admin' ? [{ Effect: 'Allow', Action: '*', Resource: '*' }] : []),
  })
  return serve('kms', kms.handle)
}

let server: Awaited<ReturnType<typeof serve>>
beforeAll(async () => {
  server = await start()
})
afterAll(async () => {
  await server.stop()
  rmSync(dataDir, { recursive: true })
})

const as = (caller: string) =>
  new KMSClient({
    endpoint: server.url,
    region: 'eu-central-1',
    credentials: { accessKeyId: caller, secretAccessKey: 'x' },
    maxAttempts: 1,
  })
const CONTEXT = { tenant: 'org_1', rfq: 'rfq_1' }
const aPair = async (context: Record<string, string> = CONTEXT) => {
  const command = { KeyId: seal.keyId, KeyPairSpec: 'ECC_NIST_P256', EncryptionContext: context } as const
  const pair = await as('publisher').send(new GenerateDataKeyPairWithoutPlaintextCommand(command))
  return { publicKey: pair.PublicKey ?? new Uint8Array(), blob: pair.PrivateKeyCiphertextBlob ?? new Uint8Array() }
}
const open = (blob: Uint8Array, context: Record<string, string> = CONTEXT, caller = 'opener') =>
  as(caller).send(new DecryptCommand({ CiphertextBlob: blob, EncryptionContext: context }))
const log = () =>
  readFileSync(join(dataDir, 'kms-log.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as KmsLogEntry)

describe('a pair for sealing', () => {
  it('is of P-256, and its private half comes back for its own context only', async () => {
    const { publicKey, blob } = await aPair()
    const { Plaintext, KeyId } = await open(blob, { rfq: 'rfq_1', tenant: 'org_1' })
    expect(KeyId).toBe(seal.arn)
    const algorithm = { name: 'ECDH', namedCurve: 'P-256' }
    const secret = await subtle.importKey('pkcs8', new Uint8Array(Plaintext ?? []), algorithm, false, ['deriveBits'])
    const open1 = await subtle.importKey('spki', new Uint8Array(publicKey), algorithm, true, [])
    const other = (await subtle.generateKey(algorithm, true, ['deriveBits'])) as CryptoKeyPair
    const one = await subtle.deriveBits({ name: 'ECDH', public: other.publicKey }, secret, 256)
    const two = await subtle.deriveBits({ name: 'ECDH', public: open1 }, other.privateKey, 256)
    expect(Buffer.from(one)).toEqual(Buffer.from(two))
    expect(publicKey.length).toBe(91)

    await expect(open(blob, { ...CONTEXT, rfq: 'rfq_2' })).rejects.toThrow(/context/)
    await expect(open(blob, { ...CONTEXT, rfq: 'rfq_2' })).rejects.toMatchObject({ name: 'InvalidCiphertextException' })
    await expect(open(blob, { ...CONTEXT, more: '1' })).rejects.toMatchObject({ name: 'AccessDeniedException' })
  })

  it('does not open when altered, cut or of another key', async () => {
    const { blob } = await aPair()
    const altered = Uint8Array.from(blob, (byte, i) => (i === blob.length - 1 ? byte ^ 1 : byte))
    await expect(open(altered)).rejects.toMatchObject({ name: 'InvalidCiphertextException' })
    await expect(open(blob.slice(0, 20))).rejects.toMatchObject({ name: 'InvalidCiphertextException' })
    const decrypt = new DecryptCommand({ CiphertextBlob: blob, EncryptionContext: CONTEXT, KeyId: other.arn })
    await expect(as('opener').send(decrypt)).rejects.toMatchObject({ name: 'IncorrectKeyException' })
  })

  it('is refused to everyone the key policy does not name, naming who, what and which key', async () => {
    const { blob } = await aPair()
    for (const caller of ['publisher', 'bids', 'admin']) {
      const refused = await open(blob, CONTEXT, caller).catch((error: Error) => error)
      expect(refused).toMatchObject({ name: 'AccessDeniedException' })
      expect(String(refused)).toContain(`${caller} may not kms:Decrypt on SealingKey`)
    }
  })

  it('survives a restart', async () => {
    const { blob } = await aPair()
    await server.stop()
    server = await start()
    expect((await open(blob)).Plaintext?.length).toBeGreaterThan(100)
  })

  it('is made of no other curve', async () => {
    const command = new GenerateDataKeyPairWithoutPlaintextCommand({ KeyId: seal.arn, KeyPairSpec: 'RSA_2048' })
    await expect(as('publisher').send(command)).rejects.toMatchObject({ name: 'UnsupportedOperationException' })
  })
})

describe('changing the context of a blob', () => {
  const LATER = { ...CONTEXT, rfq: 'rfq_9' }
  const change = (blob: Uint8Array, DestinationKeyId: string) =>
    new ReEncryptCommand({
      CiphertextBlob: blob,
      SourceEncryptionContext: CONTEXT,
      DestinationKeyId,
      DestinationEncryptionContext: LATER,
    })

  it('is authorised twice, and the old blob still opens', async () => {
    const { blob } = await aPair()
    const changed = await as('extender').send(change(blob, seal.keyId))
    expect(log().slice(-2)).toMatchObject([
      { action: 'kms:ReEncryptFrom', context: CONTEXT, outcome: 'ok' },
      { action: 'kms:ReEncryptTo', context: LATER, outcome: 'ok' },
    ])
    const before = await open(blob)
    const after = await open(changed.CiphertextBlob ?? new Uint8Array(), LATER)
    expect(after.Plaintext).toEqual(before.Plaintext)
  })

  it('is refused to another key and to the opener', async () => {
    const { blob } = await aPair()
    await expect(as('extender').send(change(blob, other.keyId))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    })
    await expect(as('opener').send(change(blob, seal.keyId))).rejects.toMatchObject({ name: 'AccessDeniedException' })
  })
})

describe('a MAC', () => {
  const mac = { KeyId: links.keyId, Message: Buffer.from('apr_1'), MacAlgorithm: 'HMAC_SHA_256' } as const

  it('is the same each time and verifies only for its message', async () => {
    const one = await as('approvals').send(new GenerateMacCommand(mac))
    const two = await as('approvals').send(new GenerateMacCommand({ ...mac, KeyId: links.arn }))
    expect(one.Mac).toEqual(two.Mac)
    expect(one.Mac?.length).toBe(32)
    const verified = await as('approvals').send(new VerifyMacCommand({ ...mac, Mac: one.Mac }))
    expect(verified.MacValid).toBe(true)
    const another = new VerifyMacCommand({ ...mac, Message: Buffer.from('apr_2'), Mac: one.Mac })
    await expect(as('approvals').send(another)).rejects.toMatchObject({ name: 'KMSInvalidMacException' })
  })

  it('comes from no key of another kind', async () => {
    const wrongKind = new GenerateMacCommand({ ...mac, KeyId: signing.keyId })
    await expect(as('approvals').send(wrongKind)).rejects.toMatchObject({ name: 'InvalidKeyUsageException' })
  })
})

describe('a signature', () => {
  it('verifies with the public half, in DER', async () => {
    const Message = Buffer.from('a receipt')
    const { Signature } = await as('bids').send(
      new SignCommand({ KeyId: signing.arn, Message, SigningAlgorithm: 'ECDSA_SHA_256' }),
    )
    const { PublicKey } = await as('bids').send(new GetPublicKeyCommand({ KeyId: signing.arn }))
    const publicKey = createPublicKey({ key: Buffer.from(PublicKey ?? []), format: 'der', type: 'spki' })
    expect(verify('sha256', Message, publicKey, Signature ?? new Uint8Array())).toBe(true)
    expect(verify('sha256', Buffer.from('another'), publicKey, Signature ?? new Uint8Array())).toBe(false)
  })

  it('of a digest is the signature of its message, however the numbers fall', async () => {
    const { PublicKey } = await as('bids').send(new GetPublicKeyCommand({ KeyId: signing.arn }))
    const publicKey = createPublicKey({ key: Buffer.from(PublicKey ?? []), format: 'der', type: 'spki' })
    // A leading zero or a set top bit in either number changes the length: fifty signatures meet both.
    for (let i = 0; i < 50; i++) {
      const message = Buffer.from(`record ${i}`)
      const { Signature = new Uint8Array() } = await as('bids').send(
        new SignCommand({
          KeyId: signing.keyId,
          Message: createHash('sha256').update(message).digest(),
          MessageType: 'DIGEST',
          SigningAlgorithm: 'ECDSA_SHA_256',
        }),
      )
      expect(verify('sha256', message, publicKey, Signature)).toBe(true)
      expect(verify('sha256', Buffer.from(`record ${i + 1}`), publicKey, Signature)).toBe(false)
    }
    const short = { KeyId: signing.keyId, Message: Buffer.from('x'), MessageType: 'DIGEST' } as const
    await expect(
      as('bids').send(new SignCommand({ ...short, SigningAlgorithm: 'ECDSA_SHA_256' })),
    ).rejects.toMatchObject({ name: 'ValidationException' })
  })
})

describe('the service', () => {
  it('writes every use on its log, also what it refused', async () => {
    const { blob } = await aPair()
    await open(blob)
    await expect(open(blob, { ...CONTEXT, rfq: 'rfq_2' })).rejects.toThrow()
    await expect(open(blob, CONTEXT, 'bids')).rejects.toThrow()
    const time = '2026-12-03T11:00:35.000Z'
    expect(log().slice(-4)).toEqual([
      {
        time,
        caller: 'publisher',
        action: 'kms:GenerateDataKeyPairWithoutPlaintext',
        key: 'seal-1',
        context: CONTEXT,
        outcome: 'ok',
      },
      { time, caller: 'opener', action: 'kms:Decrypt', key: 'seal-1', context: CONTEXT, outcome: 'ok' },
      {
        time,
        caller: 'opener',
        action: 'kms:Decrypt',
        key: 'seal-1',
        context: { ...CONTEXT, rfq: 'rfq_2' },
        outcome: 'InvalidCiphertextException',
      },
      {
        time,
        caller: 'bids',
        action: 'kms:Decrypt',
        key: 'seal-1',
        context: CONTEXT,
        outcome: 'AccessDeniedException',
      },
    ])
  })

  it('describes keys to whom the account delegates it', async () => {
    const { KeyMetadata } = await as('admin').send(new DescribeKeyCommand({ KeyId: seal.arn }))
    expect(KeyMetadata).toMatchObject({ KeyId: 'seal-1', KeyState: 'Enabled', KeyUsage: 'ENCRYPT_DECRYPT' })
  })

  it('does nothing it does not know', async () => {
    const encrypt = new EncryptCommand({ KeyId: seal.keyId, Plaintext: Buffer.from('x') })
    await expect(as('publisher').send(encrypt)).rejects.toMatchObject({ name: 'UnsupportedOperationException' })
    const { blob } = await aPair()
    const dry = new DecryptCommand({ CiphertextBlob: blob, EncryptionContext: CONTEXT, DryRun: true })
    await expect(as('opener').send(dry)).rejects.toMatchObject({ name: 'ValidationException' })
    await expect(open(blob, { ...CONTEXT, RFQ: 'rfq_2' })).rejects.toMatchObject({ name: 'ValidationException' })
    await expect(as('admin').send(new DescribeKeyCommand({ KeyId: 'alias/seal' }))).rejects.toMatchObject({
      name: 'NotFoundException',
    })
  })
})
