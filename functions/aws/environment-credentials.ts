import type { Credentials } from './sigv4.ts'

/** Lambda gives a function the credentials of its role in the environment. */
export const environmentCredentials = (): Credentials => {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = process.env
  const sessionToken = process.env.AWS_SESSION_TOKEN
  if (!accessKeyId || !secretAccessKey) throw new Error('The environment holds no AWS credentials')
  return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) }
}

/**
 * In deployed bundles this module stands in for the SDK's default credential chain, which asks it by this name. The
 * chain's other sources (SSO, profiles, instance metadata, STS) cannot apply there, and would be 136 kB of every bundle.
 */
export const defaultProvider = () => async () => environmentCredentials()
