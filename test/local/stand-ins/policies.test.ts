import { describe, expect, it } from 'vitest'
import { evaluate, type Question } from '../../../infra/local/stand-ins/policies.ts'
import type { PolicyContext, Statement } from '../../../infra/local/stand-ins/types.ts'

const ROLE = 'arn:aws:iam::000000000000:role/Bids'
const TABLE = 'arn:aws:dynamodb:eu-central-1:000000000000:table/Sealbid'
/** How a policy writes a variable. */
const variable = (key: string) => `\${${key}}`
const allow = (more: Partial<Statement> = {}): Statement => ({
  Effect: 'Allow',
  Action: 'dynamodb:PutItem',
  Resource: TABLE,
  ...more,
})
const ask = (identity: Statement[], more: Partial<Question> = {}) =>
  evaluate({ identity, principalArn: ROLE, action: 'dynamodb:PutItem', resourceArn: TABLE, context: {}, ...more })
const holds = (condition: NonNullable<Statement['Condition']>, context: PolicyContext) =>
  ask([allow({ Condition: condition })], { context }).allowed

describe('an identity policy', () => {
  it('allows what a statement names and nothing else', () => {
    expect(ask([allow()]).allowed).toBe(true)
    expect(ask([allow()], { action: 'dynamodb:DeleteItem' }).allowed).toBe(false)
    expect(ask([allow()], { resourceArn: `${TABLE}/index/gsi1` }).allowed).toBe(false)
    expect(ask([]).because).toContain('dynamodb:PutItem')
  })

  it('matches actions whatever their case, and wildcards in both', () => {
    expect(ask([allow({ Action: 'DynamoDB:put*' })]).allowed).toBe(true)
    expect(ask([allow({ Action: 'dynamodb:Put?tem' })]).allowed).toBe(true)
    expect(ask([allow({ Resource: `${TABLE}/*` })], { resourceArn: `${TABLE}/index/gsi1` }).allowed).toBe(true)
    expect(ask([allow({ Resource: TABLE.toUpperCase() })]).allowed).toBe(false)
  })

  it('refuses whatever one statement denies, wherever it stands', () => {
    const deny: Statement = { Sid: 'NoWrites', Effect: 'Deny', Action: 'dynamodb:*', Resource: '*' }
    const decision = ask([allow(), deny])
    expect(decision.allowed).toBe(false)
    expect(decision.because).toContain('NoWrites')
    expect(ask([deny, allow()]).allowed).toBe(false)
  })
})

describe('a condition', () => {
  const arn = 'aws:SourceArn'
  const text = 'kms:EncryptionContext:rfq'
  it.each<[string, string, string, string, boolean]>([
    ['StringEquals', text, 'a', 'a', true],
    ['StringEquals', text, 'a', 'A', false],
    ['StringEquals', text, '*', 'a', false],
    ['StringNotEquals', text, 'a', 'b', true],
    ['StringNotEquals', text, 'a', 'a', false],
    ['StringLike', text, 'rfq_*', 'rfq_01', true],
    ['StringLike', text, 'rfq_*', 'con_01', false],
    ['StringNotLike', text, 'rfq_*', 'con_01', true],
    ['StringNotLike', text, 'rfq_*', 'rfq_01', false],
    ['ArnEquals', arn, 'arn:aws:lambda:*:0:function:Open', 'arn:aws:lambda:eu:0:function:Open', true],
    ['ArnLike', arn, 'arn:aws:lambda:*:0:function:Open', 'arn:aws:lambda:eu:1:function:Open', false],
    ['ArnLike', arn, 'arn:aws:lambda:*:Open', 'arn:aws:lambda:eu:0:function:Open', false],
    ['ArnNotEquals', arn, 'arn:aws:lambda:eu:0:function:Open', 'arn:aws:lambda:eu:0:function:Bids', true],
    ['ArnNotLike', arn, 'arn:aws:lambda:eu:0:function:*', 'arn:aws:lambda:eu:0:function:Bids', false],
    ['Bool', 'kms:ReEncryptOnSameKey', 'true', 'true', true],
    ['Bool', 'kms:ReEncryptOnSameKey', 'true', 'false', false],
    ['DateLessThan', 'aws:CurrentTime', '2027-01-01', '2026-12-31T23:59:59.999Z', true],
    ['DateLessThan', 'aws:CurrentTime', '2027-01-01', '2027-01-01T00:00:00.000Z', false],
    ['DateGreaterThanEquals', 'aws:CurrentTime', '2027-01-01', '2027-01-01T00:00:00.000Z', true],
    ['DateGreaterThanEquals', 'aws:CurrentTime', '2027-01-01', '2026-12-31T23:59:59.999Z', false],
    ['NumericLessThanEquals', text, '10', '10', true],
    ['NumericLessThanEquals', text, '10', '10.5', false],
  ])('%s of %s: %s asked with %s is %s', (operator, key, written, asked, expected) => {
    expect(holds({ [operator]: { [key]: written } }, { [key]: asked })).toBe(expected)
  })

  it('knows its key whatever the case', () => {
    expect(holds({ StringEquals: { 'KMS:encryptioncontext:RFQ': 'a' } }, { [text]: 'a' })).toBe(true)
  })

  it('that is absent fails, unless it is negated or said to be optional', () => {
    expect(holds({ StringEquals: { [text]: 'a' } }, {})).toBe(false)
    expect(holds({ StringNotEquals: { [text]: 'a' } }, {})).toBe(true)
    expect(holds({ ArnNotLike: { [arn]: ROLE } }, {})).toBe(true)
    expect(holds({ StringEqualsIfExists: { [text]: 'a' } }, {})).toBe(true)
    expect(holds({ StringEqualsIfExists: { [text]: 'a' } }, { [text]: 'b' })).toBe(false)
    expect(holds({ Bool: { 'kms:ReEncryptOnSameKey': 'true' } }, {})).toBe(false)
  })

  it('of several values asks all of them or any of them', () => {
    const keys = 'dynamodb:LeadingKeys'
    const all = { 'ForAllValues:StringLike': { [keys]: ['T#1', 'U#*'] } }
    expect(holds(all, { [keys]: ['T#1', 'U#2'] })).toBe(true)
    expect(holds(all, { [keys]: ['T#1', 'T#2'] })).toBe(false)
    expect(holds(all, {})).toBe(true)
    const any = { 'ForAnyValue:StringEquals': { [keys]: ['T#1'] } }
    expect(holds(any, { [keys]: ['T#0', 'T#1'] })).toBe(true)
    expect(holds(any, { [keys]: ['T#0'] })).toBe(false)
    expect(holds(any, {})).toBe(false)
    expect(() => holds({ StringEquals: { [keys]: 'T#1' } }, { [keys]: ['T#0', 'T#1'] })).toThrow('several values')
  })

  it('Null asks whether the key is there', () => {
    expect(holds({ Null: { [text]: 'true' } }, {})).toBe(true)
    expect(holds({ Null: { [text]: 'true' } }, { [text]: '' })).toBe(false)
    expect(holds({ Null: { [text]: false } }, { [text]: 'a' })).toBe(true)
    expect(holds({ Null: { [text]: 'false' } }, {})).toBe(false)
  })

  it('fills in variables as plain text', () => {
    const own = { StringLike: { [text]: `${variable('aws:PrincipalArn')}/*` } }
    expect(holds(own, { [text]: `${ROLE}/a`, 'aws:PrincipalArn': ROLE })).toBe(true)
    expect(holds(own, { [text]: 'anything/a', 'aws:PrincipalArn': '*' })).toBe(false)
    expect(
      holds({ StringEquals: { [text]: variable('aws:PrincipalArn') } }, { [text]: '*', 'aws:PrincipalArn': '*' }),
    ).toBe(true)
    expect(
      holds({ ArnEquals: { [arn]: variable('aws:PrincipalArn') } }, { [arn]: ROLE, 'aws:PrincipalArn': ROLE }),
    ).toBe(true)
    expect(() => holds(own, { [text]: 'a' })).toThrow('no single value')
  })
})

describe('what the evaluator does not know', () => {
  const condition = (operator: string, key: string, value: string) =>
    allow({ Condition: { [operator]: { [key]: value } } })
  it.each<[string, Statement]>([
    ['operator', condition('IpAddress', 'aws:PrincipalArn', '10.0.0.0/8')],
    ['operator', condition('NullIfExists', 'aws:PrincipalArn', 'true')],
    ['operator', condition('ForAllValues:Null', 'aws:PrincipalArn', 'true')],
    ['operator', condition('ForSomeValues:StringEquals', 'aws:PrincipalArn', 'a')],
    ['operator', condition('DateEquals', 'aws:CurrentTime', '2027-01-01')],
    ['condition key', condition('StringEquals', 'aws:SourceVpc', 'vpc-1')],
    [
      'takes no policy variable',
      condition('DateLessThan', 'aws:CurrentTime', variable('kms:EncryptionContext:opensAt')),
    ],
    [
      'takes no policy variable',
      condition('NumericLessThanEquals', 'kms:EncryptionContext:n', variable('aws:CurrentTime')),
    ],
    ['policy variable', condition('StringEquals', 'aws:PrincipalArn', variable('aws:username'))],
    ['policy variable', condition('StringEquals', 'aws:PrincipalArn', variable('aws:PrincipalArn').slice(0, -1))],
    ['not a date', condition('DateLessThan', 'aws:CurrentTime', 'soon')],
    ['not a number', condition('NumericLessThanEquals', 'kms:EncryptionContext:n', '')],
    ['neither true nor false', condition('Bool', 'aws:SecureTransport', 'yes')],
    ['element', allow({ NotAction: 'dynamodb:*' })],
    ['element', allow({ NotResource: '*' })],
    ['no Principal', allow({ Principal: '*' })],
    ['without Action', { Effect: 'Allow', Resource: '*' }],
    ['without Resource', { Effect: 'Allow', Action: '*' }],
    ['Cannot match', allow({ Resource: `arn:aws:s3:::b/${variable('aws:PrincipalArn')}` })],
  ])('throws: %s (%#)', (message, statement) => {
    // Asked about another action, so that only the check itself can see the statement.
    expect(() => ask([statement], { action: 'dynamodb:Other' })).toThrow(message)
  })

  it.each<[string, Statement['Principal']]>([
    ['kind of principal', { Federated: 'cognito-identity.amazonaws.com' }],
    ['kind of principal', { CanonicalUser: '79a5' }],
    ['AWS principal', { AWS: 'arn:aws:iam::000000000000:role/*' }],
    ['AWS principal', { AWS: 'arn:aws:sts::000000000000:assumed-role/Bids/x' }],
    ['Service principal', { Service: '*' }],
    ['Unknown principal', {}],
    ['Unknown principal', undefined],
  ])('throws: %s (%#)', (message, Principal) => {
    const statement = { Effect: 'Allow', Action: '*', Resource: '*', ...(Principal && { Principal }) } as const
    expect(() => ask([], { resource: [statement], resourceKind: 's3' })).toThrow(message)
  })
})

describe("a resource's own policy", () => {
  const everyone = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' } as const
  const s3 = (resource: Statement[], identity: Statement[] = [], principalArn = ROLE) =>
    ask(identity, { resource, resourceKind: 's3', action: 's3:GetObject', principalArn }).allowed

  it('lets in whom it names', () => {
    expect(s3([everyone], [], 'anonymous')).toBe(true)
    expect(s3([{ ...everyone, Principal: { AWS: ROLE } }])).toBe(true)
    expect(s3([{ ...everyone, Principal: { AWS: ROLE } }], [], `${ROLE}2`)).toBe(false)
    expect(
      s3([{ ...everyone, Principal: { Service: 'cloudfront.amazonaws.com' } }], [], 'cloudfront.amazonaws.com'),
    ).toBe(true)
  })

  it('that names only the account leaves it to the identity policies', () => {
    const account: Statement = { ...everyone, Principal: { AWS: 'arn:aws:iam::000000000000:root' } }
    expect(s3([account])).toBe(false)
    expect(s3([account], [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }])).toBe(true)
  })

  it('denies a whole account, and plain HTTP to all', () => {
    const own: Statement = { Effect: 'Allow', Action: 's3:*', Resource: '*' }
    expect(s3([{ ...everyone, Effect: 'Deny', Principal: { AWS: '000000000000' } }], [own])).toBe(false)
    expect(s3([{ ...everyone, Effect: 'Deny', Principal: { AWS: '111111111111' } }], [own])).toBe(true)
    const tls: Statement = { ...everyone, Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }
    const question = { resource: [tls], resourceKind: 's3', action: 's3:GetObject' } as const
    expect(ask([own], { ...question, context: { 'aws:SecureTransport': 'false' } }).allowed).toBe(false)
    expect(ask([own], { ...question, context: { 'aws:SecureTransport': 'true' } }).allowed).toBe(true)
  })
})
