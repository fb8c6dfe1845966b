import * as z from 'zod'
import { Sha256 } from '../domain/ids.ts'
import { placeParams } from './approvals.ts'
import { MAX_ATTACHMENT_BYTES } from './attachments.ts'
import { endpoint } from './endpoint.ts'
import { noBody } from './shapes.ts'

export const readShownDocument = endpoint({
  method: 'GET',
  path: '/approvals/cases/{buyerId}/{rfqId}/{subject}/{number}/{stakeholderId}/attachments/{sha256}',
  access: 'session',
  summary: 'A document that is part of what is decided, from a byte on: ask again from where an answer ends',
  params: placeParams.extend({ sha256: Sha256 }),
  query: z.strictObject({ from: z.coerce.number().pipe(z.int().min(0).max(MAX_ATTACHMENT_BYTES)).default(0) }),
  body: noBody,
  answers: { status: 200, body: z.object({ content: z.base64() }) },
  refusals: ['session_unknown', 'approval_not_found', 'document_not_found'],
})
