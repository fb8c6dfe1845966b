import { Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks } from 'cdk-nag'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { synthesize } from '../../infra/app.ts'
import { type StageName, stages } from '../../infra/stages.ts'
import { functionsOf, outdir, synthesized } from './synthesized.ts'

const names = Object.keys(stages) as StageName[]
const Table = z.looseObject({
  DeletionProtectionEnabled: z.boolean().optional(),
  PointInTimeRecoverySpecification: z.looseObject({ PointInTimeRecoveryEnabled: z.boolean() }),
  TimeToLiveSpecification: z.looseObject({ AttributeName: z.string(), Enabled: z.boolean() }),
  StreamSpecification: z.looseObject({ StreamViewType: z.string() }),
})
const Loose = z.looseObject({})
const dev = synthesized('dev')
const prod = synthesized('prod')

describe.each(names)('%s', (stage) => {
  it('passes AWS Solutions, each exception with its reason', () => {
    const check = () =>
      synthesize({
        stage,
        outdir: outdir(),
        validate: true,
        inspect: (app) => Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { verbose: true })),
      })
    expect(check).not.toThrow()
  })

  it('runs every function on the Node this repository runs on, on ARM, traced, each with a log of its own', () => {
    const stack = stage === 'dev' ? dev : prod
    const Deployed = z.looseObject({
      Runtime: z.string(),
      Architectures: z.array(z.string()),
      TracingConfig: z.object({ Mode: z.string() }),
      LoggingConfig: z.object({ LogGroup: z.string() }),
    })
    const ours = new Set(functionsOf(stack).map(({ logicalId }) => logicalId))
    const found = stack.assembly.all('AWS::Lambda::Function', Loose).filter(({ logicalId }) => ours.has(logicalId))
    const functions = found.map(({ properties }) => Deployed.parse(properties))
    expect(functions.length).toBe(17)
    const node = `nodejs${process.versions.node.split('.')[0]}.x`
    for (const { Runtime, Architectures, TracingConfig } of functions) {
      expect([Runtime, ...Architectures, TracingConfig.Mode]).toEqual([node, 'arm64', 'Active'])
    }
    expect(new Set(functions.map(({ LoggingConfig }) => LoggingConfig.LogGroup)).size).toBe(functions.length)
  })
})

describe('production', () => {
  it('can go back to any second of the last weeks, and cannot be deleted by mistake', () => {
    const [table, ...others] = prod.all('AWS::DynamoDB::Table', Table)
    expect(others).toEqual([])
    expect(table?.properties.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled).toBe(true)
    expect(table?.properties.DeletionProtectionEnabled).toBe(true)
    const [people] = prod.all('AWS::Cognito::UserPool', Loose)
    expect(people?.properties).toMatchObject({ DeletionProtection: 'ACTIVE' })
  })

  it.each([
    'AWS::DynamoDB::Table',
    'AWS::S3::Bucket',
    'AWS::KMS::Key',
    'AWS::Cognito::UserPool',
    'AWS::Logs::LogGroup',
  ])('keeps every %s when the stack goes', (type) => {
    const found = prod.resources.filter(([, { Type }]) => Type === type)
    expect(found.length).toBeGreaterThan(0)
    for (const [id, { DeletionPolicy }] of found) expect(DeletionPolicy, id).toBe('Retain')
  })
})

describe('the table', () => {
  it('streams what is new and lets what has expired go', () => {
    const [table] = dev.all('AWS::DynamoDB::Table', Table)
    expect(table?.properties).toMatchObject({
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
      BillingMode: 'PAY_PER_REQUEST',
    })
  })
})

describe('signing in', () => {
  const [client] = dev.all('AWS::Cognito::UserPoolClient', Loose)
  const [pool] = dev.all('AWS::Cognito::UserPool', Loose)

  it('is by code with PKCE for a client without a secret, and its tokens last a quarter of an hour', () => {
    expect(client?.properties).toMatchObject({
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: expect.arrayContaining(['openid', 'email', 'profile', 'sealbid/api']),
      AccessTokenValidity: 15,
      PreventUserExistenceErrors: 'ENABLED',
    })
    expect(client?.properties).not.toHaveProperty('GenerateSecret', true)
  })

  it('is by a code to the mailbox or a passkey, and recovery by mail only', () => {
    expect(pool?.properties).toMatchObject({
      UserPoolTier: 'ESSENTIALS',
      Policies: { SignInPolicy: { AllowedFirstAuthFactors: expect.arrayContaining(['EMAIL_OTP', 'WEB_AUTHN']) } },
      AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }] },
    })
  })

  it('asks our own function for the claims of every access token', () => {
    const { LambdaConfig } = z
      .looseObject({
        LambdaConfig: z.looseObject({
          PreTokenGenerationConfig: z.object({ LambdaArn: z.string(), LambdaVersion: z.string() }),
        }),
      })
      .parse(pool?.properties)
    const { LambdaArn, LambdaVersion } = LambdaConfig.PreTokenGenerationConfig
    const called = functionsOf(dev).find(
      ({ logicalId }) => dev.assembly.identityOf(logicalId).attributes.Arn === LambdaArn,
    )
    expect([called?.name, LambdaVersion]).toEqual(['token-claims', 'V2_0'])
  })
})
