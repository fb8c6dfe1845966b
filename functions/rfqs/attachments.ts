import * as contract from '../../shared/contracts/attachments.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { mayAddDocument, rfqCan } from '../../shared/domain/rfq.ts'
import {
  type KeptAttachment,
  keepAnnounced,
  listedAttachments,
  listOnDraft,
  listOnOpenRfq,
  loadAttachment,
  markRemoved,
  objectKey,
} from '../../shared/store/attachments.ts'
import { loadRfq, untilUnchanged } from '../../shared/store/rfqs.ts'
import { withLinks } from '../aws/document-links.ts'
import { route } from '../http/api.ts'
import type { Deps } from './index.ts'

export const addAttachmentRoute = ({ table, documents }: Pick<Deps, 'table' | 'documents'>) =>
  route(contract.addAttachment, async ({ params, body, person, receivedAt }) => {
    const rfq = await loadRfq(table, person.orgId, params.rfqId)
    if (!rfq) return refuse({ code: 'rfq_not_found' })
    if (!mayAddDocument(rfq)) return refuse({ code: 'rfq_not_in_status', status: rfq.status })

    const { attachmentId } = params
    const attachment: KeptAttachment = { attachmentId, ...body, status: 'announced', announcedAt: receivedAt }
    const kept = await keepAnnounced(table, rfq, attachment)
    if (!kept.ok) return kept
    const upload = await documents.presignPut(objectKey(rfq, attachmentId), attachment)
    return ok({ attachment, upload })
  })

export const completeAttachmentRoute = ({ table, documents }: Pick<Deps, 'table' | 'documents'>) =>
  route(contract.completeAttachment, async ({ params, person, receivedAt: at }) => {
    const { rfqId, attachmentId } = params
    const completed = await untilUnchanged(async () => {
      const rfq = await loadRfq(table, person.orgId, rfqId)
      if (!rfq) return refuse({ code: 'rfq_not_found' })
      const attachment = await loadAttachment(table, rfq, attachmentId)
      if (!attachment || attachment.status === 'removed') return refuse({ code: 'attachment_not_found' })
      if (attachment.status === 'listed') return ok(attachment)
      if (!mayAddDocument(rfq)) return refuse({ code: 'attachment_not_found', status: rfq.status })

      const stored = await documents.head(objectKey(rfq, attachmentId))
      if (stored?.bytes !== attachment.bytes || stored.sha256 !== attachment.sha256) {
        return refuse({ code: 'attachment_not_uploaded', expected: attachment.bytes, found: stored?.bytes ?? 0 })
      }
      const kept =
        rfq.status === 'draft'
          ? await listOnDraft(table, rfq, attachmentId, { at, by: person })
          : await listOnOpenRfq(table, rfq, attachment, { at, by: person })
      return kept.ok ? ok(attachment) : refuse(kept.refusal)
    })
    if (completed.ok) return completed
    if (completed.refusal.code === 'changed_meanwhile') throw new Error(`${rfqId} kept changing`)
    return refuse(completed.refusal)
  })

export const removeAttachmentRoute = ({ table }: Pick<Deps, 'table'>) =>
  route(contract.removeAttachment, async ({ params, person, receivedAt: at }) => {
    const removed = await untilUnchanged(async () => {
      const rfq = await loadRfq(table, person.orgId, params.rfqId)
      if (!rfq) return refuse({ code: 'rfq_not_found' })
      if (!rfqCan('edit', rfq)) return refuse({ code: 'rfq_not_in_status', status: rfq.status })
      const marked = await markRemoved(table, rfq, params.attachmentId, { at, by: person })
      return marked.ok ? ok({}) : refuse(marked.refusal)
    })
    if (removed.ok) return removed
    if (removed.refusal.code === 'changed_meanwhile') throw new Error(`${params.rfqId} kept changing`)
    return refuse(removed.refusal)
  })

export const listAttachmentsRoute = ({ table, documents }: Pick<Deps, 'table' | 'documents'>) =>
  route(contract.listAttachments, async ({ params, person }) => {
    const rfq = await loadRfq(table, person.orgId, params.rfqId)
    if (!rfq) return refuse({ code: 'rfq_not_found' })
    return ok({ items: await withLinks(documents, rfq, await listedAttachments(table, rfq)) })
  })
