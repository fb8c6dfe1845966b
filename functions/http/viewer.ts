import { browserOf, type Viewer } from '../../shared/domain/viewer.ts'

type Event = {
  headers: Record<string, string | undefined>
  requestContext: { http: { sourceIp: string; userAgent: string } }
}

/**
 * Whom CloudFront saw. X-Forwarded-For grows on its right: CloudFront adds the viewer's address, API Gateway the one it
 * was called from, which is CloudFront's. So the last but one is the viewer, whatever the viewer wrote before it.
 * Whoever calls the API past CloudFront writes that place themselves and may claim any address: quotas and the record
 * may rest on it, admission never.
 */
export const viewerOf = ({ headers, requestContext: { http } }: Event): Viewer => {
  const passed = (headers['x-forwarded-for'] ?? '').split(',').map((address) => address.trim())
  const address = passed.at(-2) || http.sourceIp
  return { address: address.slice(0, 45), browser: browserOf(http.userAgent) }
}
