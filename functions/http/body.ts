import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import type * as z from 'zod'
import { ok, refuse } from '../../shared/domain/outcome.ts'

/** The JSON of a request; absent where there is no body. */
export const readBody = (event: Pick<APIGatewayProxyEventV2, 'body' | 'isBase64Encoded'>) => {
  if (!event.body) return ok<unknown>(undefined)
  const text = event.isBase64Encoded ? Buffer.from(event.body, 'base64').toString('utf8') : event.body
  try {
    return ok<unknown>(JSON.parse(text))
  } catch {
    return refuse({ code: 'invalid_request', detail: 'The body is not JSON' })
  }
}

/** JSON pointer (RFC 6901) to what a zod issue is about; unknown members are pointed at by their name. */
export const pointerTo = (issue: z.core.$ZodIssue): string => {
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
