/**
 * Stands in for the SDK's default credential chain in deployed bundles. Lambda gives a function its credentials in the
 * environment; the chain's other sources (SSO, profiles, instance metadata, STS) cannot apply there, and would be 136 kB
 * of every bundle.
 */
export const defaultProvider = () => async () => {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = process.env
  const sessionToken = process.env.AWS_SESSION_TOKEN
  if (!accessKeyId || !secretAccessKey) throw new Error('The environment holds no AWS credentials')
  return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) }
}
