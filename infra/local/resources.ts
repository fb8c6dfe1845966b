import { createHash } from 'node:crypto'

/** Where the parts of the local cloud answer; names of AWS hosts in the template resolve to these. */
export type Hosts = { readonly gateway: string; readonly site: string; readonly issuer: string }

export const region = 'eu-central-1'
export const account = '000000000000'

/** What `Ref` and `Fn::GetAtt` give for one resource. */
export type Identity = { readonly ref: string; readonly attributes: Record<string, string> }
type Names = { logicalId: string; name: string; properties: Record<string, unknown>; hosts: Hosts }

const arn = (service: string, rest: string) => `arn:aws:${service}:${region}:${account}:${rest}`
const named = (properties: Record<string, unknown>, key: string, otherwise: string): string => {
  const given = properties[key]
  return typeof given === 'string' ? given : otherwise
}
const withArn = (service: string, kind: string) => (names: Names) => ({
  ref: names.name,
  attributes: { Arn: arn(service, `${kind}${names.name}`) },
})
const plain = ({ name }: Names): Identity => ({ ref: name, attributes: { Id: name } })

/** The same key in every run, as long as the template names it the same. */
const uuidOf = (text: string): string => {
  const hex = createHash('sha256').update(text).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}

const table = (names: Names): Identity => {
  const name = named(names.properties, 'TableName', names.name)
  const tableArn = arn('dynamodb', `table/${name}`)
  return { ref: name, attributes: { Arn: tableArn, StreamArn: `${tableArn}/stream/local` } }
}
const bucket = (names: Names): Identity => {
  const name = named(names.properties, 'BucketName', names.name.toLowerCase())
  const domain = `${name}.s3.${region}.amazonaws.com`
  return {
    ref: name,
    attributes: { Arn: `arn:aws:s3:::${name}`, DomainName: `${name}.s3.amazonaws.com`, RegionalDomainName: domain },
  }
}
const queue = (names: Names): Identity => {
  const name = named(names.properties, 'QueueName', names.name)
  const url = `${names.hosts.gateway}/${account}/${name}`
  return { ref: url, attributes: { Arn: arn('sqs', name), QueueName: name, QueueUrl: url } }
}
const userPool = ({ logicalId, hosts }: Names): Identity => {
  const id = `${region}_${logicalId}`
  return {
    ref: id,
    attributes: { Arn: arn('cognito-idp', `userpool/${id}`), ProviderURL: hosts.issuer, UserPoolId: id },
  }
}
const key = ({ name }: Names): Identity => {
  const id = uuidOf(name)
  return { ref: id, attributes: { Arn: arn('kms', `key/${id}`), KeyId: id } }
}

/** The types the runner wires. */
const wired: Record<string, (names: Names) => Identity> = {
  'AWS::ApiGatewayV2::Api': ({ name, hosts }) => ({ ref: name, attributes: { ApiEndpoint: hosts.site, ApiId: name } }),
  'AWS::ApiGatewayV2::Authorizer': plain,
  'AWS::ApiGatewayV2::Integration': plain,
  'AWS::ApiGatewayV2::Route': plain,
  'AWS::ApiGatewayV2::Stage': plain,
  'AWS::CloudFront::Distribution': ({ name, hosts }) => ({
    ref: name,
    attributes: { DomainName: new URL(hosts.site).host, Id: name },
  }),
  'AWS::CloudFront::Function': ({ name }) => ({
    ref: name,
    attributes: { FunctionARN: `arn:aws:cloudfront::${account}:function/${name}` },
  }),
  'AWS::CloudFront::ResponseHeadersPolicy': plain,
  'AWS::Cognito::UserPool': userPool,
  'AWS::Cognito::UserPoolClient': ({ logicalId }) => ({
    ref: logicalId,
    attributes: { ClientId: logicalId, Name: logicalId },
  }),
  'AWS::Cognito::UserPoolResourceServer': ({ name, properties }) => ({
    ref: named(properties, 'Identifier', name),
    attributes: {},
  }),
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::DynamoDB::Table': table,
  'AWS::Events::Rule': withArn('events', 'rule/'),
  'AWS::IAM::ManagedPolicy': ({ name }) => ({ ref: `arn:aws:iam::${account}:policy/${name}`, attributes: {} }),
  'AWS::IAM::Policy': plain,
  'AWS::IAM::Role': ({ name }) => ({
    ref: name,
    attributes: { Arn: `arn:aws:iam::${account}:role/${name}`, RoleId: name },
  }),
  'AWS::KMS::Alias': ({ name, properties }) => ({ ref: named(properties, 'AliasName', name), attributes: {} }),
  'AWS::KMS::Key': key,
  'AWS::Lambda::EventSourceMapping': plain,
  'AWS::Lambda::Function': (names) => {
    const name = named(names.properties, 'FunctionName', names.name)
    return { ref: name, attributes: { Arn: arn('lambda', `function:${name}`) } }
  },
  'AWS::S3::Bucket': bucket,
  'AWS::S3::BucketPolicy': plain,
  'AWS::SES::EmailIdentity': ({ name, properties }) => ({
    ref: named(properties, 'EmailIdentity', name),
    attributes: {},
  }),
  'AWS::SQS::Queue': queue,
  'AWS::SQS::QueuePolicy': plain,
  'AWS::Scheduler::Schedule': withArn('scheduler', 'schedule/default/'),
}

/** Types that change nothing on one machine: deployment, observation, and the doors of other AWS services. */
const ignored: Record<string, (names: Names) => Identity> = {
  'AWS::CDK::Metadata': plain,
  'AWS::CloudFormation::CustomResource': plain,
  'AWS::CloudFront::CachePolicy': plain,
  'AWS::CloudFront::OriginAccessControl': plain,
  'AWS::CloudFront::OriginRequestPolicy': plain,
  'AWS::CloudWatch::Alarm': withArn('cloudwatch', 'alarm:'),
  'AWS::CloudWatch::CompositeAlarm': withArn('cloudwatch', 'alarm:'),
  'AWS::CloudWatch::Dashboard': plain,
  'AWS::Cognito::ManagedLoginBranding': plain,
  'AWS::Cognito::UserPoolDomain': plain,
  'AWS::Lambda::LayerVersion': plain,
  'AWS::Lambda::Permission': plain,
  'AWS::Logs::LogGroup': withArn('logs', 'log-group:'),
  'AWS::Logs::MetricFilter': plain,
  'AWS::SES::ConfigurationSet': plain,
  'AWS::SES::ConfigurationSetEventDestination': plain,
  'AWS::SNS::Subscription': plain,
  'AWS::SNS::Topic': ({ name }) => ({
    ref: arn('sns', name),
    attributes: { TopicArn: arn('sns', name), TopicName: name },
  }),
  'AWS::SNS::TopicPolicy': plain,
  'AWS::Scheduler::ScheduleGroup': withArn('scheduler', 'schedule-group/'),
  'Custom::CDKBucketDeployment': plain,
  'Custom::S3AutoDeleteObjects': plain,
}

export const identify = (type: string, names: Names): Identity => {
  const make = wired[type] ?? ignored[type]
  if (!make) throw new Error(`The local runner does not know ${type} (${names.logicalId})`)
  return make(names)
}
