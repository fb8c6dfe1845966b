import type { RfqPlace } from '../../shared/domain/rfq.ts'
import { type KeptAttachment, objectKey } from '../../shared/store/attachments.ts'
import type { Bucket } from './s3.ts'

/** Documents, each with a link that works for some minutes. */
export const withLinks = (documents: Bucket, rfq: RfqPlace, attachments: readonly KeptAttachment[]) =>
  Promise.all(
    attachments.map(async (attachment) => ({
      ...attachment,
      url: await documents.presignGet(objectKey(rfq, attachment.attachmentId), attachment),
    })),
  )
