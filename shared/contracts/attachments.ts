import * as z from 'zod'
import { AttachmentId, RfqId, Sha256 } from '../domain/ids.ts'
import { requiredLine } from '../domain/text.ts'
import { endpoint } from './endpoint.ts'
import { done, noBody, nothing, readsRfq } from './shapes.ts'

export const MAX_ATTACHMENT_BYTES = 50_000_000

export const Attachment = z.object({
  attachmentId: AttachmentId,
  name: requiredLine(200),
  contentType: z
    .string()
    .regex(/^[a-z0-9.+-]+\/[a-z0-9.+-]+$/)
    .max(100),
  bytes: z.int().min(1).max(MAX_ATTACHMENT_BYTES),
  sha256: Sha256,
})
export type Attachment = z.infer<typeof Attachment>

const attachmentParams = z.strictObject({ rfqId: RfqId, attachmentId: AttachmentId })
const Upload = z.object({ url: z.string(), headers: z.record(z.string(), z.string()) })

export const addAttachment = endpoint({
  method: 'PUT',
  path: '/rfqs/{rfqId}/attachments/{attachmentId}',
  access: 'buyer',
  summary: 'Announce a document and get where to upload exactly those bytes',
  params: attachmentParams,
  query: nothing,
  body: z.strictObject(Attachment.omit({ attachmentId: true }).shape),
  answers: { status: 200, body: z.object({ attachment: Attachment, upload: Upload }) },
  refusals: ['rfq_not_found', 'rfq_not_in_status', 'attachment_taken'],
})

export const completeAttachment = endpoint({
  method: 'POST',
  path: '/rfqs/{rfqId}/attachments/{attachmentId}/completion',
  access: 'buyer',
  summary: 'Say that the upload is done; the document is listed from then on',
  params: attachmentParams,
  query: nothing,
  body: noBody,
  answers: { status: 200, body: Attachment },
  refusals: ['rfq_not_found', 'attachment_not_found', 'attachment_not_uploaded'],
})

export const removeAttachment = endpoint({
  method: 'DELETE',
  path: '/rfqs/{rfqId}/attachments/{attachmentId}',
  access: 'buyer',
  summary: 'Take a document off a draft',
  params: attachmentParams,
  query: nothing,
  body: noBody,
  answers: { status: 200, body: done },
  refusals: ['rfq_not_found', 'rfq_not_in_status', 'attachment_not_found'],
})

export const listAttachments = endpoint({
  ...readsRfq,
  path: '/rfqs/{rfqId}/attachments',
  summary: 'The documents of an RFQ, each with a link valid for some minutes',
  answers: { status: 200, body: z.object({ items: z.array(Attachment.extend({ url: z.string() })) }) },
})
