import { Buffer } from 'node:buffer'
import { createPublicKey, generateKeyPairSync, sign, timingSafeEqual } from 'node:crypto'
import * as z from 'zod'
import { signDigest } from './kms-ecdsa.ts'
import { type EncryptionContext, type KeyMaterial, keyIdOf } from './kms-material.ts'
import type { LocalKey, PolicyContext } from './types.ts'

/** What an operation may ask of the service around it. */
export type Desk = {
  readonly material: KeyMaterial
  /** The key by its id or ARN. */
  find(keyId: string): LocalKey
  /** Throws unless the caller may do this; what was asked is on the log either way. */
  authorise(action: string, key: LocalKey, context: EncryptionContext, more?: PolicyContext): void
}

export class KmsRefusal extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

const bytes = (max: number) =>
  z
    .base64()
    .transform((text) => Buffer.from(text, 'base64'))
    .refine(({ length }) => length > 0 && length <= max)

const contextOf = z
  .record(z.string().min(1), z.string())
  .default({})
  .refine((pairs) => Buffer.byteLength(JSON.stringify(pairs)) <= 8192)
  // Condition keys ignore case: two that differ only by it could not be told apart by a policy.
  .refine((pairs) => new Set(Object.keys(pairs).map((key) => key.toLowerCase())).size === Object.keys(pairs).length)

const symmetric = z.literal('SYMMETRIC_DEFAULT').default('SYMMETRIC_DEFAULT')

const operation = <Input extends z.ZodType>(input: Input, run: (asked: z.output<Input>, desk: Desk) => object) => ({
  answer: (body: unknown, desk: Desk) => {
    const asked = input.safeParse(body)
    if (!asked.success) throw new KmsRefusal('ValidationException', z.prettifyError(asked.error))
    return run(asked.data, desk)
  },
})

const use = (key: LocalKey, spec: string): LocalKey => {
  if (key.spec === spec) return key
  throw new KmsRefusal('InvalidKeyUsageException', `${key.arn} is ${key.spec}, this needs ${spec}`)
}

/** The key that made a blob, held against the one the caller expects. */
const keyOfBlob = (blob: Buffer, expected: string | undefined, desk: Desk): LocalKey => {
  const keyId = keyIdOf(blob)
  if (keyId === undefined) throw new KmsRefusal('InvalidCiphertextException', 'not a ciphertext of this service')
  const key = desk.find(keyId)
  if (expected !== undefined && desk.find(expected) !== key)
    throw new KmsRefusal('IncorrectKeyException', `the ciphertext was not made with ${expected}`)
  return key
}

const unwrapped = (blob: Buffer, context: EncryptionContext, desk: Desk): Buffer => {
  const plaintext = desk.material.unwrap(blob, context)
  if (plaintext) return plaintext
  throw new KmsRefusal('InvalidCiphertextException', 'the ciphertext or its encryption context is not the original')
}

const generateDataKeyPairWithoutPlaintext = operation(
  z.strictObject({ KeyId: z.string(), KeyPairSpec: z.string(), EncryptionContext: contextOf }),
  ({ KeyId, KeyPairSpec, EncryptionContext }, desk) => {
    const key = desk.find(KeyId)
    const spec = { 'kms:DataKeyPairSpec': KeyPairSpec }
    desk.authorise('kms:GenerateDataKeyPairWithoutPlaintext', key, EncryptionContext, spec)
    use(key, 'SYMMETRIC_DEFAULT')
    if (KeyPairSpec !== 'ECC_NIST_P256')
      throw new KmsRefusal('UnsupportedOperationException', `data key pairs of ${KeyPairSpec} are not made here`)
    const pair = generateKeyPairSync('ec', {
      namedCurve: 'P-256',
      publicKeyEncoding: { type: 'spki', format: 'der' },
      privateKeyEncoding: { type: 'pkcs8', format: 'der' },
    })
    return {
      KeyId: key.arn,
      KeyPairSpec,
      PublicKey: pair.publicKey.toString('base64'),
      PrivateKeyCiphertextBlob: desk.material.wrap(key.keyId, pair.privateKey, EncryptionContext).toString('base64'),
    }
  },
)

const decrypt = operation(
  z.strictObject({
    CiphertextBlob: bytes(6144),
    EncryptionContext: contextOf,
    KeyId: z.string().optional(),
    EncryptionAlgorithm: symmetric,
  }),
  ({ CiphertextBlob, EncryptionContext, KeyId, EncryptionAlgorithm }, desk) => {
    const key = keyOfBlob(CiphertextBlob, KeyId, desk)
    desk.authorise('kms:Decrypt', key, EncryptionContext)
    const plaintext = unwrapped(CiphertextBlob, EncryptionContext, desk)
    return { KeyId: key.arn, Plaintext: plaintext.toString('base64'), EncryptionAlgorithm }
  },
)

const reEncrypt = operation(
  z.strictObject({
    CiphertextBlob: bytes(6144),
    SourceEncryptionContext: contextOf,
    SourceKeyId: z.string().optional(),
    SourceEncryptionAlgorithm: symmetric,
    DestinationKeyId: z.string(),
    DestinationEncryptionContext: contextOf,
    DestinationEncryptionAlgorithm: symmetric,
  }),
  (asked, desk) => {
    const source = keyOfBlob(asked.CiphertextBlob, asked.SourceKeyId, desk)
    const destination = desk.find(asked.DestinationKeyId)
    const sameKey = { 'kms:ReEncryptOnSameKey': String(source === destination) }
    desk.authorise('kms:ReEncryptFrom', source, asked.SourceEncryptionContext, sameKey)
    desk.authorise('kms:ReEncryptTo', destination, asked.DestinationEncryptionContext, sameKey)
    const plaintext = unwrapped(asked.CiphertextBlob, asked.SourceEncryptionContext, desk)
    use(destination, 'SYMMETRIC_DEFAULT')
    const blob = desk.material.wrap(destination.keyId, plaintext, asked.DestinationEncryptionContext)
    return {
      CiphertextBlob: blob.toString('base64'),
      SourceKeyId: source.arn,
      KeyId: destination.arn,
      SourceEncryptionAlgorithm: asked.SourceEncryptionAlgorithm,
      DestinationEncryptionAlgorithm: asked.DestinationEncryptionAlgorithm,
    }
  },
)

const macInput = { KeyId: z.string(), Message: bytes(4096), MacAlgorithm: z.literal('HMAC_SHA_256') }

const generateMac = operation(z.strictObject(macInput), ({ KeyId, Message, MacAlgorithm }, desk) => {
  const key = desk.find(KeyId)
  desk.authorise('kms:GenerateMac', key, {}, { 'kms:MacAlgorithm': MacAlgorithm })
  const mac = desk.material.mac(use(key, 'HMAC_256').keyId, Message)
  return { KeyId: key.arn, Mac: mac.toString('base64'), MacAlgorithm }
})

const verifyMac = operation(
  z.strictObject({ ...macInput, Mac: bytes(6144) }),
  ({ KeyId, Message, MacAlgorithm, Mac }, desk) => {
    const key = desk.find(KeyId)
    desk.authorise('kms:VerifyMac', key, {}, { 'kms:MacAlgorithm': MacAlgorithm })
    const mac = desk.material.mac(use(key, 'HMAC_256').keyId, Message)
    if (Mac.length !== mac.length || !timingSafeEqual(Mac, mac))
      throw new KmsRefusal('KMSInvalidMacException', 'the MAC does not belong to this message and key')
    return { KeyId: key.arn, MacValid: true, MacAlgorithm }
  },
)

const signMessage = operation(
  z.strictObject({
    KeyId: z.string(),
    Message: bytes(4096),
    MessageType: z.enum(['RAW', 'DIGEST']).default('RAW'),
    SigningAlgorithm: z.literal('ECDSA_SHA_256'),
  }),
  ({ KeyId, Message, MessageType, SigningAlgorithm }, desk) => {
    const key = desk.find(KeyId)
    const how = { 'kms:MessageType': MessageType, 'kms:SigningAlgorithm': SigningAlgorithm }
    desk.authorise('kms:Sign', key, {}, how)
    const signer = desk.material.signer(use(key, 'ECC_NIST_P256').keyId)
    if (MessageType === 'DIGEST' && Message.length !== 32)
      throw new KmsRefusal('ValidationException', 'a digest of SHA-256 has 32 bytes')
    const signature = MessageType === 'DIGEST' ? signDigest(signer, Message) : sign('sha256', Message, signer)
    return { KeyId: key.arn, Signature: signature.toString('base64'), SigningAlgorithm }
  },
)

const usages: Record<string, { readonly KeyUsage: string } & Record<string, unknown>> = {
  SYMMETRIC_DEFAULT: { KeyUsage: 'ENCRYPT_DECRYPT', EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'] },
  HMAC_256: { KeyUsage: 'GENERATE_VERIFY_MAC', MacAlgorithms: ['HMAC_SHA_256'] },
  ECC_NIST_P256: { KeyUsage: 'SIGN_VERIFY', SigningAlgorithms: ['ECDSA_SHA_256'] },
}
export const specs = Object.keys(usages)

const getPublicKey = operation(z.strictObject({ KeyId: z.string() }), ({ KeyId }, desk) => {
  const key = desk.find(KeyId)
  desk.authorise('kms:GetPublicKey', key, {})
  const signer = createPublicKey(desk.material.signer(use(key, 'ECC_NIST_P256').keyId))
  const PublicKey = signer.export({ type: 'spki', format: 'der' }).toString('base64')
  return { KeyId: key.arn, KeySpec: key.spec, ...usages[key.spec], PublicKey }
})

const describeKey = operation(z.strictObject({ KeyId: z.string() }), ({ KeyId }, desk) => {
  const key = desk.find(KeyId)
  desk.authorise('kms:DescribeKey', key, {})
  return {
    KeyMetadata: {
      AWSAccountId: key.arn.split(':')[4],
      KeyId: key.keyId,
      Arn: key.arn,
      Enabled: true,
      KeyState: 'Enabled',
      KeyManager: 'CUSTOMER',
      Origin: 'AWS_KMS',
      MultiRegion: false,
      KeySpec: key.spec,
      ...usages[key.spec],
    },
  }
})

export const operations = new Map(
  Object.entries({
    GenerateDataKeyPairWithoutPlaintext: generateDataKeyPairWithoutPlaintext,
    Decrypt: decrypt,
    ReEncrypt: reEncrypt,
    GenerateMac: generateMac,
    VerifyMac: verifyMac,
    Sign: signMessage,
    GetPublicKey: getPublicKey,
    DescribeKey: describeKey,
  }),
)
