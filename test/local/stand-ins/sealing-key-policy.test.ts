import { describe, expect, it } from 'vitest'
import { evaluate } from '../../../infra/local/stand-ins/policies.ts'
import type { PolicyContext, Statement } from '../../../infra/local/stand-ins/types.ts'

const role = (name: string) => `arn:aws:iam::000000000000:role/${name}`
const KEY = 'arn:aws:kms:eu-central-1:000000000000:key/seal'
const OTHER_KEY = 'arn:aws:kms:eu-central-1:000000000000:key/other'
const contextKeys = ['tenant', 'rfq', 'opensAt']
const exactContext = {
  Null: Object.fromEntries(contextKeys.map((key) => [`kms:EncryptionContext:${key}`, 'false'])),
  'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': contextKeys },
}
const everybodyBut = (name: string) => ({ ArnNotEquals: { 'aws:PrincipalArn': role(name) } })
const statement = (
  Effect: 'Allow' | 'Deny',
  name: string,
  Action: string | string[],
  Condition: Statement['Condition'] = {},
) =>
  ({
    Effect,
    Principal: { AWS: name === '*' ? '*' : role(name) },
    Action,
    Resource: '*',
    Condition,
  }) satisfies Statement

/** The policy whose results the evaluator was designed against: nine statements around one sealing key. */
const keyPolicy: Statement[] = [
  statement('Allow', 'publisher', 'kms:GenerateDataKeyPairWithoutPlaintext', {
    ...exactContext,
    StringEquals: { 'kms:DataKeyPairSpec': 'ECC_NIST_P256' },
  }),
  statement('Allow', 'opener', 'kms:Decrypt', exactContext),
  statement('Allow', 'extender', ['kms:ReEncryptFrom', 'kms:ReEncryptTo'], {
    ...exactContext,
    Bool: { 'kms:ReEncryptOnSameKey': 'true' },
  }),
  statement('Deny', '*', 'kms:Decrypt', everybodyBut('opener')),
  statement('Deny', '*', ['kms:ReEncryptFrom', 'kms:ReEncryptTo'], everybodyBut('extender')),
  statement('Deny', '*', [
    'kms:GenerateDataKeyPair',
    'kms:GenerateDataKey',
    'kms:CreateGrant',
    'kms:DisableKey',
    'kms:ScheduleKeyDeletion',
  ]),
  statement('Deny', '*', 'kms:Decrypt', { Null: { 'kms:EncryptionContext:opensAt': 'true' } }),
  statement('Deny', '*', 'kms:Decrypt', {
    DateLessThan: { 'aws:CurrentTime': '2027-01-01' },
    StringNotLike: { 'kms:EncryptionContext:opensAt': '2026-*' },
  }),
  {
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::000000000000:root' },
    Action: ['kms:Describe*', 'kms:Get*', 'kms:List*', 'kms:TagResource', 'kms:PutKeyPolicy'],
    Resource: '*',
  },
]
const everything: Statement[] = [{ Effect: 'Allow', Action: '*', Resource: '*' }]

const contextOf = (context: Record<string, string>): PolicyContext => ({
  ...Object.fromEntries(Object.entries(context).map(([key, value]) => [`kms:EncryptionContext:${key}`, value])),
  ...(Object.keys(context).length > 0 && { 'kms:EncryptionContextKeys': Object.keys(context) }),
})
const may = (
  name: string,
  action: string,
  context: Record<string, string>,
  { identity = [] as Statement[], resource = keyPolicy, resourceArn = KEY, more = {} as PolicyContext } = {},
) =>
  evaluate({
    identity,
    resource,
    resourceKind: 'kms',
    principalArn: role(name),
    action,
    resourceArn,
    context: {
      'aws:PrincipalArn': role(name),
      'aws:CurrentTime': '2026-12-03T11:00:35.000Z',
      ...contextOf(context),
      ...more,
    },
  }).allowed

const EXACT = { tenant: 'org_1', rfq: 'rfq_1', opensAt: '2026-12-03T11:00:00.000Z' }
const P256 = { 'kms:DataKeyPairSpec': 'ECC_NIST_P256' }
const SAME_KEY = { 'kms:ReEncryptOnSameKey': 'true' }

describe('the sealing key', () => {
  it('opens for the opener with exactly its context', () => {
    expect(may('opener', 'kms:Decrypt', EXACT)).toBe(true)
  })

  it.each<[string, Record<string, string>]>([
    ['no', {}],
    ['a partial', { tenant: 'org_1', rfq: 'rfq_1' }],
    ['an extra', { ...EXACT, more: 'x' }],
  ])('stays shut with %s context', (_, context) => {
    expect(may('opener', 'kms:Decrypt', context)).toBe(false)
  })

  it('stays shut for an administrator who may do everything', () => {
    expect(may('admin', 'kms:Decrypt', EXACT, { identity: everything })).toBe(false)
    expect(may('admin', 'kms:CreateGrant', {}, { identity: everything })).toBe(false)
    expect(may('admin', 'kms:Encrypt', EXACT, { identity: everything })).toBe(false)
    expect(may('admin', 'kms:PutKeyPolicy', {}, { identity: everything })).toBe(true)
    expect(may('admin', 'kms:PutKeyPolicy', {})).toBe(false)
  })

  it('makes the publisher P-256 pairs and no other', () => {
    expect(may('publisher', 'kms:GenerateDataKeyPairWithoutPlaintext', EXACT, { more: P256 })).toBe(true)
    const rsa = { 'kms:DataKeyPairSpec': 'RSA_2048' }
    expect(may('publisher', 'kms:GenerateDataKeyPairWithoutPlaintext', EXACT, { more: rsa })).toBe(false)
    expect(may('publisher', 'kms:GenerateDataKeyPair', EXACT, { more: P256 })).toBe(false)
  })

  it('lets the extender change the context, never read, never move to another key', () => {
    expect(may('extender', 'kms:ReEncryptFrom', EXACT, { more: SAME_KEY })).toBe(true)
    expect(may('extender', 'kms:ReEncryptTo', EXACT, { more: SAME_KEY })).toBe(true)
    expect(may('extender', 'kms:Decrypt', EXACT)).toBe(false)
    expect(may('extender', 'kms:ReEncryptTo', EXACT, { more: { 'kms:ReEncryptOnSameKey': 'false' } })).toBe(false)
    expect(may('extender', 'kms:ReEncryptTo', EXACT, { resource: [], resourceArn: OTHER_KEY, more: SAME_KEY })).toBe(
      false,
    )
    expect(may('opener', 'kms:ReEncryptFrom', EXACT, { more: SAME_KEY })).toBe(false)
  })

  it('keeps the coarse calendar: not before its year', () => {
    expect(may('opener', 'kms:Decrypt', { ...EXACT, opensAt: '2027-02-01T00:00:00.000Z' })).toBe(false)
    const later = { 'aws:CurrentTime': '2027-02-01T00:00:35.000Z' }
    expect(may('opener', 'kms:Decrypt', { ...EXACT, opensAt: '2027-02-01T00:00:00.000Z' }, { more: later })).toBe(true)
  })

  it('gives nothing without its own policy, whatever the identity policies say', () => {
    expect(may('opener', 'kms:Decrypt', EXACT, { identity: everything, resource: [] })).toBe(false)
  })

  it('counts identity policies through a statement for the whole account', () => {
    const delegating: Statement[] = [
      { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::000000000000:root' }, Action: 'kms:*', Resource: '*' },
    ]
    expect(may('opener', 'kms:Decrypt', EXACT, { identity: everything, resource: delegating })).toBe(true)
    expect(may('opener', 'kms:Decrypt', EXACT, { resource: delegating })).toBe(false)
  })
})
