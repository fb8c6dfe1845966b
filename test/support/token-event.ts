import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda'

/** What Cognito sends before it makes a token. */
export const aTokenEvent = (userAttributes: Record<string, string>): PreTokenGenerationV2TriggerEvent => ({
  version: '2',
  triggerSource: 'TokenGeneration_HostedAuth',
  region: 'eu-west-1',
  userPoolId: 'pool',
  userName: 'user',
  callerContext: { awsSdkVersion: '', clientId: 'web' },
  request: { userAttributes, groupConfiguration: {}, scopes: ['openid'] },
  response: { claimsAndScopeOverrideDetails: {} },
})
