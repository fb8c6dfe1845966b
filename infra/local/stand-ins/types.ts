/** The agreement between the gateway and the stand-ins behind it. */

export type AwsService = 'dynamodb' | 'sqs' | 'kms' | 's3' | 'ses' | 'lambda'

export type AwsRequest = {
  readonly service: AwsService
  /** Logical id of the calling function, or `anonymous` for a browser and for presigned URLs. */
  readonly caller: string
  readonly method: string
  readonly url: URL
  /** Names in lower case. */
  readonly headers: Record<string, string>
  readonly body: Buffer
}

export type AwsResponse = {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: Buffer | string
}

export type Clock = {
  /** Milliseconds UTC, as the runner sees them. */
  now(): number
}

/** One statement of an IAM policy document, intrinsics already resolved. */
export type Statement = {
  readonly Sid?: string
  readonly Effect: 'Allow' | 'Deny'
  readonly Principal?: '*' | Record<string, string | readonly string[]>
  readonly NotPrincipal?: unknown
  readonly Action?: string | readonly string[]
  readonly NotAction?: unknown
  readonly Resource?: string | readonly string[]
  readonly NotResource?: unknown
  readonly Condition?: Record<
    string,
    Record<string, string | boolean | number | readonly (string | boolean | number)[]>
  >
}

export type PolicyContext = Record<string, string | string[]>

export type Decision = { readonly allowed: boolean; readonly because: string }

export type LocalKey = {
  readonly logicalId: string
  readonly keyId: string
  readonly arn: string
  /** As in the template: SYMMETRIC_DEFAULT, HMAC_256, ECC_NIST_P256 … */
  readonly spec: string
  readonly policy: readonly Statement[]
}

export type CorsRule = {
  readonly AllowedHeaders?: readonly string[]
  readonly AllowedMethods: readonly string[]
  readonly AllowedOrigins: readonly string[]
  readonly ExposedHeaders?: readonly string[]
  readonly MaxAge?: number
}

export type LocalBucket = {
  readonly name: string
  readonly arn: string
  readonly cors: readonly CorsRule[]
  /** Keeps what is overwritten or deleted, each under its own version id. */
  readonly versioned?: boolean
  /** Object Lock's default retention: a version younger than this cannot be deleted. */
  readonly retainDays?: number
  readonly policy: readonly Statement[]
}

/** Everyone the embedded issuer offers for a sign-in with one click. */
export type Person = { readonly sub: string; readonly email: string; readonly name: string }

export type IssuerClient = {
  readonly clientId: string
  readonly redirectUris: readonly string[]
  readonly logoutUris: readonly string[]
}
