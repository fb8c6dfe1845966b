import { join } from 'node:path'
import { App, Fn as Cfn, CfnOutput, Duration, Stack } from 'aws-cdk-lib'
import { HttpApi, HttpMethod, HttpNoneAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import { Distribution } from 'aws-cdk-lib/aws-cloudfront'
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import { OAuthScope, ResourceServerScope, UserPool } from 'aws-cdk-lib/aws-cognito'
import { AttributeType, BillingMode, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb'
import { Rule, Schedule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import {
  Code,
  EventSourceMapping,
  FilterCriteria,
  FilterRule,
  Function as Fn,
  Runtime,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda'
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources'
import { Queue } from 'aws-cdk-lib/aws-sqs'
import * as esbuild from 'esbuild'

const root = join(import.meta.dirname, '../../..')
const names = ['api', 'worker', 'stream', 'tick'] as const

const bundle = async (outdir: string) => {
  await esbuild.build({
    entryPoints: Object.fromEntries(
      names.map((name) => [`${name}/index`, join(import.meta.dirname, 'functions', `${name}.ts`)]),
    ),
    outdir,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    outExtension: { '.js': '.mjs' },
    mainFields: ['module', 'main'],
    banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
  })
}

/** A template with one of everything the runner wires; nothing of the product. */
export const synthesizeSmallStack = async (name: string): Promise<string> => {
  const folder = join(root, 'dist/test-local', name)
  await bundle(join(folder, 'functions'))
  const app = new App({ analyticsReporting: false, outdir: join(folder, 'cdk.out') })
  const stack = new Stack(app, 'Small')
  const table = new Table(stack, 'Table', {
    partitionKey: { name: 'pk', type: AttributeType.STRING },
    sortKey: { name: 'sk', type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    stream: StreamViewType.NEW_IMAGE,
    timeToLiveAttribute: 'ttl',
  })
  const dead = new Queue(stack, 'Dead', { enforceSSL: true })
  const lost = new Queue(stack, 'Lost')
  const parked = new Queue(stack, 'Parked')
  const jobs = new Queue(stack, 'Jobs', {
    enforceSSL: true,
    visibilityTimeout: Duration.seconds(60),
    deadLetterQueue: { queue: dead, maxReceiveCount: 2 },
  })
  const functions = Object.fromEntries(
    names.map((id) => [
      id,
      new Fn(stack, `${id[0]?.toUpperCase()}${id.slice(1)}`, {
        code: Code.fromAsset(join(folder, 'functions', id)),
        handler: 'index.handler',
        runtime: Runtime.NODEJS_24_X,
        memorySize: 256,
        timeout: Duration.seconds(id === 'api' ? 6 : 20),
        environment: { TABLE_NAME: table.tableName, JOBS_URL: jobs.queueUrl, PARKED_URL: parked.queueUrl },
      }),
    ]),
  ) as Record<(typeof names)[number], Fn>
  const { api, worker, stream, tick } = functions

  const may = (fn: Fn, actions: string[], resources: string[]) =>
    fn.addToRolePolicy(new PolicyStatement({ actions, resources }))
  may(api, ['dynamodb:GetItem', 'dynamodb:PutItem'], [table.tableArn])
  may(api, ['sqs:SendMessage'], [jobs.queueArn, parked.queueArn])
  for (const fn of [worker, stream, tick]) may(fn, ['dynamodb:UpdateItem'], [table.tableArn])

  worker.addEventSource(new SqsEventSource(jobs, { batchSize: 5, reportBatchItemFailures: true }))
  const streamArn = table.tableStreamArn ?? ''
  may(stream, ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'], [streamArn])
  new EventSourceMapping(stack, 'Changes', {
    target: stream,
    eventSourceArn: streamArn,
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: 10,
    bisectBatchOnError: true,
    retryAttempts: 1,
    onFailure: { bind: () => ({ destination: lost.queueArn }) },
    filters: [
      FilterCriteria.filter({
        eventName: FilterRule.isEqual('INSERT'),
        dynamodb: { NewImage: { kind: { S: ['Order', 'Poison'] } } },
      }),
    ],
  })
  new Rule(stack, 'EachMinute', { schedule: Schedule.rate(Duration.minutes(1)), targets: [new LambdaFunction(tick)] })

  const pool = new UserPool(stack, 'People')
  const scope = new ResourceServerScope({ scopeName: 'api', scopeDescription: 'All' })
  const server = pool.addResourceServer('Server', { identifier: 'small', scopes: [scope] })
  const http = new HttpApi(stack, 'Http')
  const site = new Distribution(stack, 'Site', {
    defaultBehavior: { origin: new HttpOrigin('files.example') },
    additionalBehaviors: {
      '/api/*': { origin: new HttpOrigin(Cfn.select(2, Cfn.split('/', http.apiEndpoint))) },
    },
  })
  const client = pool.addClient('Web', {
    oAuth: {
      flows: { authorizationCodeGrant: true },
      scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE, OAuthScope.resourceServer(server, scope)],
      callbackUrls: [`https://${site.distributionDomainName}/callback`],
      logoutUrls: [`https://${site.distributionDomainName}/`],
    },
  })
  const signedIn = new HttpJwtAuthorizer('SignedIn', pool.userPoolProviderUrl, {
    jwtAudience: [client.userPoolClientId],
  })
  const integration = new HttpLambdaIntegration('Api', api)
  const routes: [HttpMethod, string, string?][] = [
    [HttpMethod.POST, '/api/orders', 'small/api'],
    [HttpMethod.POST, '/api/pairs', 'small/api'],
    [HttpMethod.GET, '/api/secret', 'small/other'],
    [HttpMethod.GET, '/api/orders/{id}'],
    [HttpMethod.GET, '/api/hang'],
    [HttpMethod.GET, '/api/time'],
  ]
  for (const [method, path, needs] of routes) {
    const guard = needs
      ? { authorizer: signedIn, authorizationScopes: [needs] }
      : { authorizer: new HttpNoneAuthorizer() }
    http.addRoutes({ path, methods: [method], integration, ...guard })
  }
  new CfnOutput(stack, 'Issuer', { value: pool.userPoolProviderUrl })
  new CfnOutput(stack, 'ClientId', { value: client.userPoolClientId })
  return app.synth().directory
}
