import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { createIam } from '../../infra/local/iam.ts'
import { evaluate } from '../../infra/local/stand-ins/policies.ts'
import type { LocalKey, PolicyContext, Statement } from '../../infra/local/stand-ins/types.ts'
import { keysOf } from '../../infra/local/template-stores.ts'
import { functionsOf, synthesized } from './synthesized.ts'

const stack = synthesized('prod')
const iam = createIam(stack.assembly)
const functions = functionsOf(stack)
const names = functions.map(({ name }) => name)
const keys = keysOf(stack.assembly)
const everything: Statement[] = [{ Effect: 'Allow', Action: '*', Resource: '*' }]
const administrator = 'arn:aws:iam::000000000000:role/administrator'

const theKey = (spec: string): LocalKey => {
  const [key, ...others] = keys.filter((candidate) => candidate.spec === spec)
  if (!key || others.length > 0) throw new Error(`${spec}: not exactly one key`)
  return key
}
const sealing = theKey('SYMMETRIC_DEFAULT')
const links = theKey('HMAC_256')
const records = theKey('ECC_NIST_P256')

const encryption = (context: Record<string, string>): PolicyContext => ({
  ...Object.fromEntries(Object.entries(context).map(([name, value]) => [`kms:EncryptionContext:${name}`, value])),
  ...(Object.keys(context).length > 0 && { 'kms:EncryptionContextKeys': Object.keys(context) }),
})
const OWN = encryption({ tenant: 'org_1', rfq: 'rfq_1' })
const P256 = { ...OWN, 'kms:DataKeyPairSpec': 'ECC_NIST_P256' }
const HMAC = { 'kms:MacAlgorithm': 'HMAC_SHA_256' }

/** Whether a function, run as itself, may use a key; `identity` adds to what its own policies say. */
const may = (
  name: string,
  action: string,
  key: LocalKey,
  context: PolicyContext,
  identity: readonly Statement[] = [],
) => {
  const found = functions.find((candidate) => candidate.name === name)
  if (!found) throw new Error(`No function ${name}`)
  return evaluate({
    identity: [...iam.identityOf(found.logicalId), ...identity],
    resource: key.policy,
    resourceKind: 'kms',
    principalArn: iam.principalArn(found.logicalId),
    action,
    resourceArn: key.arn,
    context: { ...iam.contextOf(found.logicalId), ...context },
  }).allowed
}
const administratorMay = (action: string, key: LocalKey, context: PolicyContext) =>
  evaluate({
    identity: everything,
    resource: key.policy,
    resourceKind: 'kms',
    principalArn: administrator,
    action,
    resourceArn: key.arn,
    context: { 'aws:PrincipalArn': administrator, ...context },
  }).allowed

describe('the key that keeps bids sealed', () => {
  it('is unwrapped by the opening function, with exactly the context of one RFQ', () => {
    expect(may('open-bids', 'kms:Decrypt', sealing, OWN)).toBe(true)
  })

  it.each<[string, Record<string, string>]>([
    ['no', {}],
    ['half the', { tenant: 'org_1' }],
    ['the other half of the', { rfq: 'rfq_1' }],
    ['more than the', { tenant: 'org_1', rfq: 'rfq_1', opensAt: '2026-12-03' }],
  ])('is not unwrapped with %s context', (_, context) => {
    expect(may('open-bids', 'kms:Decrypt', sealing, encryption(context))).toBe(false)
  })

  it.each(names.filter((name) => name !== 'open-bids'))(
    'refuses %s, whatever its own policies may come to say',
    (name) => {
      expect(may(name, 'kms:Decrypt', sealing, OWN)).toBe(false)
      expect(may(name, 'kms:Decrypt', sealing, OWN, everything)).toBe(false)
    },
  )

  it('refuses an administrator who may do everything', () => {
    for (const action of [
      'kms:Decrypt',
      'kms:ReEncryptFrom',
      'kms:CreateGrant',
      'kms:ScheduleKeyDeletion',
      'kms:Encrypt',
    ]) {
      expect(administratorMay(action, sealing, OWN), action).toBe(false)
    }
    expect(administratorMay('kms:GenerateDataKeyPairWithoutPlaintext', sealing, P256)).toBe(false)
    expect(administratorMay('kms:DescribeKey', sealing, {})).toBe(true)
  })

  it('refuses the opener’s credentials anywhere but inside its function', () => {
    const elsewhere = { 'lambda:SourceFunctionArn': 'arn:aws:lambda:eu-central-1:000000000000:function:other' }
    expect(may('open-bids', 'kms:Decrypt', sealing, { ...OWN, ...elsewhere })).toBe(false)
  })

  it('makes P-256 pairs for the function that publishes, without the private half, and for nobody else', () => {
    const make = 'kms:GenerateDataKeyPairWithoutPlaintext'
    expect(names.filter((name) => may(name, make, sealing, P256))).toEqual(['publishing'])
    expect(may('publishing', make, sealing, { ...P256, 'kms:DataKeyPairSpec': 'RSA_2048' })).toBe(false)
    expect(
      may('publishing', make, sealing, { ...encryption({ tenant: 'org_1' }), 'kms:DataKeyPairSpec': 'ECC_NIST_P256' }),
    ).toBe(false)
    expect(may('publishing', 'kms:GenerateDataKeyPair', sealing, P256, everything)).toBe(false)
  })
})

describe('the key that makes approval links', () => {
  it('works for those who send and those who check, and for nobody else', () => {
    const users = names.filter((name) => may(name, 'kms:GenerateMac', links, HMAC, everything))
    expect(users.sort()).toEqual(['approvals', 'notify', 'passkeys'])
    expect(administratorMay('kms:GenerateMac', links, HMAC)).toBe(false)
  })
})

describe('the key that signs approval records', () => {
  const digest = { 'kms:SigningAlgorithm': 'ECDSA_SHA_256', 'kms:MessageType': 'DIGEST' }

  it('signs for the function that commits contracts, and for nobody else, whatever else they may', () => {
    expect(may('commit-contracts', 'kms:Sign', records, digest)).toBe(true)
    expect(may('commit-contracts', 'kms:Sign', records, { ...digest, 'kms:MessageType': 'RAW' })).toBe(false)
    expect(names.filter((name) => may(name, 'kms:Sign', records, digest, everything))).toEqual(['commit-contracts'])
    expect(administratorMay('kms:Sign', records, digest)).toBe(false)
  })

  it('refuses the signer’s credentials anywhere but inside its function', () => {
    const elsewhere = { 'lambda:SourceFunctionArn': 'arn:aws:lambda:eu-central-1:000000000000:function:other' }
    expect(may('commit-contracts', 'kms:Sign', records, { ...digest, ...elsewhere })).toBe(false)
  })

  it('cannot be lent, switched off or deleted, and its public half is for auditors and the file', () => {
    for (const action of ['kms:CreateGrant', 'kms:DisableKey', 'kms:ScheduleKeyDeletion']) {
      expect(administratorMay(action, records, {}), action).toBe(false)
    }
    expect(names.filter((name) => may(name, 'kms:GetPublicKey', records, {}))).toEqual(['exports'])
    expect(administratorMay('kms:GetPublicKey', records, {})).toBe(true)
  })
})

it('keeps every key when the stack goes', () => {
  for (const { resource } of stack.all('AWS::KMS::Key', z.looseObject({}))) {
    expect(resource?.DeletionPolicy).toBe('Retain')
  }
})
