import { Aws, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib'
import { BlockPublicAccess, Bucket, BucketEncryption, type CfnBucket, HttpMethods } from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import type { Stage } from '../stages.ts'
import { acknowledge } from './acknowledged.ts'
import type { ServiceFunction } from './service-function.ts'

type Folder = 'annexes' | 'attachments' | 'envelopes' | 'opened' | 'vetoes'
type ObjectAction = 'GetObject' | 'PutObject'

/** Documents and large envelopes. Browsers reach it only by presigned URLs that pin length, hash and "only once". */
export class Documents extends Construct {
  readonly bucket: Bucket
  /** Where browsers upload to: known before the bucket, because the site's policy names it. */
  static originOf(stage: Stage): string {
    return `https://${Documents.nameOf(stage)}.s3.${Aws.REGION}.amazonaws.com`
  }
  private static nameOf(stage: Stage): string {
    return `sealbid-${stage.name}-documents-${Aws.ACCOUNT_ID}-${Aws.REGION}`
  }

  constructor(scope: Construct, id: string, { stage, siteUrl }: { stage: Stage; siteUrl: string }) {
    super(scope, id)
    this.bucket = new Bucket(this, 'Objects', {
      bucketName: Documents.nameOf(stage),
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      versioned: true,
      removalPolicy: stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(1) }],
      cors: [
        {
          allowedOrigins: [siteUrl],
          allowedMethods: [HttpMethods.PUT, HttpMethods.GET],
          // The browser must send the hash and "only once" it was given a signature for.
          allowedHeaders: ['content-type', 'x-amz-checksum-sha256', 'if-none-match'],
          maxAge: 3_000,
        },
      ],
    })
    acknowledge(this.bucket, {
      S1: 'Objects are touched by functions only, whose requests are logged, or by a URL one of them signed for one object.',
    })
  }

  isUsedBy(service: ServiceFunction, folder: Folder, actions: readonly ObjectAction[]): void {
    service.may(
      actions.map((action) => `s3:${action}`),
      [this.bucket.arnForObjects(`${folder}/*`)],
    )
    acknowledge(service.role, {
      [`IAM5[Resource::<${Stack.of(this).getLogicalId(this.bucket.node.defaultChild as CfnBucket)}.Arn>/${folder}/*]`]:
        'The objects of one folder; their names are made at run time.',
    })
    service.knows({ DOCUMENTS_BUCKET: this.bucket.bucketName })
  }
}
