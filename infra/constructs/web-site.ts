import { Aws, Duration, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib'
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2'
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  OriginRequestPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront'
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import { BlockPublicAccess, Bucket, BucketEncryption, type CfnBucket, type IBucket } from 'aws-cdk-lib/aws-s3'
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment'
import { Construct } from 'constructs'
import { siteBundle } from '../build/bundles.ts'
import type { Stage } from '../stages.ts'
import { acknowledge } from './acknowledged.ts'
import { answerPolicy, applicationPolicy, approverPolicy, permissionsPolicy } from './content-policies.ts'

export interface WebSiteProps {
  readonly stage: Stage
  readonly api: HttpApi
  /** Origins the application talks to beside its own. */
  readonly connectsTo: readonly string[]
}

/** One origin for everything a person sees: the site’s files, and the API under /api/. */
export class WebSite extends Construct {
  readonly url: string
  private readonly files: IBucket
  private readonly distribution: Distribution

  constructor(scope: Construct, id: string, { stage, api, connectsTo }: WebSiteProps) {
    super(scope, id)
    const bucket = new Bucket(this, 'Files', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      removalPolicy: stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    })
    // CDK's own class misses its own interface under exactOptionalPropertyTypes.
    this.files = bucket as IBucket
    const paths = new EdgeFunction(this, 'Paths', {
      code: FunctionCode.fromFile({ filePath: `${import.meta.dirname}/site-paths.js` }),
      runtime: FunctionRuntime.JS_2_0,
    })
    const file = (name: string, contentSecurityPolicy: string) => ({
      origin: S3BucketOrigin.withOriginAccessControl(this.files),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      compress: true,
      responseHeadersPolicy: this.headers(name, contentSecurityPolicy),
      functionAssociations: [{ function: paths, eventType: FunctionEventType.VIEWER_REQUEST }],
    })
    const approver = file('ApproverHeaders', approverPolicy)
    this.distribution = new Distribution(this, 'Distribution', {
      comment: `Sealbid ${stage.name}`,
      defaultRootObject: 'index.html',
      priceClass: PriceClass.PRICE_CLASS_100,
      defaultBehavior: file('ApplicationHeaders', applicationPolicy(connectsTo)),
      additionalBehaviors: {
        '/approve': approver,
        '/approve/*': approver,
        '/api/*': {
          origin: new HttpOrigin(Fn.select(2, Fn.split('/', api.apiEndpoint))),
          viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
          allowedMethods: AllowedMethods.ALLOW_ALL,
          cachePolicy: CachePolicy.CACHING_DISABLED,
          originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
          responseHeadersPolicy: this.headers('AnswerHeaders', answerPolicy),
        },
      },
    })
    acknowledge(this.files, { S1: 'The site’s files are public; who fetched one is nobody’s business.' })
    acknowledge(this.distribution, {
      CFR1: 'Suppliers bid from anywhere.',
      CFR2: 'The API limits its own rate and checks every input; a firewall costs more than the rest of the system at rest.',
      CFR3: 'The API logs its requests; who fetched a file of the site is nobody’s business.',
      CFR4: 'CloudFront’s own certificate allows TLS 1.0 by name only; a domain of your own sets its minimum.',
    })
    this.url = `https://${this.distribution.distributionDomainName}`
  }

  private headers(id: string, contentSecurityPolicy: string): ResponseHeadersPolicy {
    return new ResponseHeadersPolicy(this, id, {
      responseHeadersPolicyName: `${Aws.STACK_NAME}-${id}`,
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy, override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: { accessControlMaxAge: Duration.days(730), includeSubdomains: true, override: true },
      },
      customHeadersBehavior: {
        customHeaders: [
          { header: 'cross-origin-opener-policy', value: 'same-origin', override: true },
          { header: 'permissions-policy', value: permissionsPolicy, override: true },
        ],
      },
    })
  }

  /** Uploads the built site and what it must know about this stage. Files named by their content are kept for good. */
  publish(config: Record<string, string>): void {
    const { files: destinationBucket, distribution } = this
    const named = new BucketDeployment(this, 'NamedByContent', {
      sources: [Source.asset(siteBundle(), { exclude: ['*', '!assets/**'] })],
      destinationBucket,
      prune: false,
      cacheControl: [CacheControl.fromString('public, max-age=31536000, immutable')],
    })
    const others = new BucketDeployment(this, 'Pages', {
      sources: [Source.asset(siteBundle(), { exclude: ['assets/**'] }), Source.jsonData('config.json', config)],
      destinationBucket,
      prune: false,
      distribution,
      distributionPaths: ['/*'],
      cacheControl: [CacheControl.fromString('no-cache')],
    })
    others.node.addDependency(named)
    acknowledgeUploader(named, Stack.of(this).getLogicalId(this.files.node.defaultChild as CfnBucket))
  }
}

/** The function CDK brings along to copy files at deployment: its role, its wildcards and its runtime are CDK's. */
const acknowledgeUploader = ({ handlerRole }: BucketDeployment, filesId: string): void => {
  const uploader = handlerRole.node.scope
  if (!uploader) throw new Error('The uploader’s role stands alone')
  const assets = 'arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-<AWS::Region>'
  const findings = [
    'L1',
    'IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
    ...['GetObject*', 'GetBucket*', 'List*', 'DeleteObject*', 'Abort*'].map((action) => `IAM5[Action::s3:${action}]`),
    ...[`${assets}/*`, `<${filesId}.Arn>/*`, '*'].map((resource) => `IAM5[Resource::${resource}]`),
  ]
  const reason = 'CDK’s own uploader: it runs at deployment only, on the assets and the site’s files.'
  acknowledge(uploader, Object.fromEntries(findings.map((finding) => [finding, reason])))
}
