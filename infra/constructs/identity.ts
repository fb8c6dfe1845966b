import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib'
import type { IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers'
import {
  AccountRecovery,
  CfnManagedLoginBranding,
  FeaturePlan,
  LambdaVersion,
  ManagedLoginVersion,
  OAuthScope,
  PasskeyUserVerification,
  ResourceServerScope,
  UserPool,
  UserPoolClient,
  UserPoolClientIdentityProvider,
  UserPoolEmail,
  UserPoolOperation,
  type UserPoolResourceServer,
} from 'aws-cdk-lib/aws-cognito'
import { Construct } from 'constructs'
import type { Stage } from '../stages.ts'
import { acknowledge } from './acknowledged.ts'
import type { ServiceFunction } from './service-function.ts'

export interface IdentityProps {
  readonly stage: Stage
  /** Puts the organisation into every access token. */
  readonly tokenClaims: ServiceFunction
}

/** Who signs in: by a code to the mailbox or a passkey. Nobody is given a password. */
export class Identity extends Construct {
  readonly issuer: string
  /** Where people sign in and the web fetches tokens. */
  readonly loginOrigin: string
  /** An access token must carry it; an id token never does. */
  readonly scope = 'sealbid/api'
  private readonly pool: UserPool
  private readonly api: UserPoolResourceServer
  private readonly scopeOfApi = new ResourceServerScope({ scopeName: 'api', scopeDescription: 'Act for yourself' })

  constructor(scope: Construct, id: string, { stage, tokenClaims }: IdentityProps) {
    super(scope, id)
    this.pool = new UserPool(this, 'People', {
      featurePlan: FeaturePlan.ESSENTIALS,
      signInAliases: { email: true },
      selfSignUpEnabled: true,
      autoVerify: { email: true },
      keepOriginal: { email: true },
      standardAttributes: { email: { required: true, mutable: true }, fullname: { required: false, mutable: true } },
      // Cognito insists on passwords being possible.
      signInPolicy: { allowedFirstAuthFactors: { password: true, emailOtp: true, passkey: true } },
      passkeyUserVerification: PasskeyUserVerification.REQUIRED,
      passwordPolicy: {
        minLength: 16,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(1),
      },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      email: UserPoolEmail.withSES({
        fromEmail: `no-reply@${stage.mailDomain}`,
        fromName: 'Sealbid',
        sesVerifiedDomain: stage.mailDomain,
        sesRegion: Aws.REGION,
      }),
      deletionProtection: stage.keepsData,
      removalPolicy: stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    })
    acknowledge(this.pool, {
      COG2: 'A code to the mailbox or a passkey is the sign-in itself; there is no password to add a factor to.',
      COG8: 'The Plus plan guards passwords against guessing; nobody here has one, and it is paid for per person.',
    })
    this.pool.addTrigger(UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG, tokenClaims.fn, LambdaVersion.V2_0)
    this.api = this.pool.addResourceServer('Api', { identifier: 'sealbid', scopes: [this.scopeOfApi] })
    const domainPrefix = `sealbid-${stage.name}-${Aws.ACCOUNT_ID}`
    this.pool.addDomain('Login', {
      cognitoDomain: { domainPrefix },
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    })
    this.issuer = this.pool.userPoolProviderUrl
    this.loginOrigin = `https://${domainPrefix}.auth.${Aws.REGION}.amazoncognito.com`
  }

  /** The web application: code with PKCE, no secret. Tokens are short, so a change of membership soon shows. */
  addWeb(siteUrl: string): { clientId: string; signedIn: IHttpRouteAuthorizer } {
    const client = new UserPoolClient(this, 'Web', {
      userPool: this.pool,
      authFlows: { user: true },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [
          OAuthScope.OPENID,
          OAuthScope.EMAIL,
          OAuthScope.PROFILE,
          OAuthScope.resourceServer(this.api, this.scopeOfApi),
        ],
        callbackUrls: [`${siteUrl}/sign-in/callback`],
        logoutUrls: [`${siteUrl}/`],
      },
      supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.minutes(15),
      idTokenValidity: Duration.minutes(15),
      refreshTokenValidity: Duration.days(7),
    })
    new CfnManagedLoginBranding(this, 'Branding', {
      userPoolId: this.pool.userPoolId,
      clientId: client.userPoolClientId,
      useCognitoProvidedValues: true,
    })
    const signedIn = new HttpJwtAuthorizer('SignedIn', this.issuer, { jwtAudience: [client.userPoolClientId] })
    return { clientId: client.userPoolClientId, signedIn }
  }
}
