import * as z from 'zod'
import { AttachmentId, Instant, Sha256 } from '../domain/ids.ts'
import type { Person } from '../domain/party.ts'
import type { Rfq, RfqPlace } from '../domain/rfq.ts'
import { inOrder } from '../domain/time.ts'
import { keys, ranges } from './keys.ts'
import { type Changed, changedMeanwhile, changeRfq, joining } from './rfq-events.ts'
import type { Table, Write } from './table.ts'

export const KeptAttachment = z.object({
  attachmentId: AttachmentId,
  name: z.string(),
  contentType: z.string(),
  bytes: z.int(),
  sha256: Sha256,
  /** Announced documents become listed once their bytes are there. */
  status: z.enum(['announced', 'listed', 'removed']),
  announcedAt: Instant,
  listedAt: Instant.optional(),
})
export type KeptAttachment = z.infer<typeof KeptAttachment>

export const objectKey = ({ buyerId, rfqId }: RfqPlace, attachmentId: string) =>
  `attachments/${buyerId}/${rfqId}/${attachmentId}`

export const loadAttachment = async (table: Table, { buyerId, rfqId }: RfqPlace, attachmentId: string) => {
  const item = await table.get(keys.attachment(buyerId, rfqId, attachmentId))
  return item && KeptAttachment.parse(item)
}

const loadAll = async (table: Table, { buyerId, rfqId }: RfqPlace) =>
  z.array(KeptAttachment).parse(await table.all(ranges.attachments(buyerId, rfqId)))

/** The documents of an RFQ, in the order they were announced. */
export const listedAttachments = async (table: Table, place: RfqPlace): Promise<KeptAttachment[]> =>
  (await loadAll(table, place))
    .filter(({ status }) => status === 'listed')
    .sort((a, b) => inOrder(a.announcedAt, b.announcedAt))

/** A document that is listed or once was: what somebody was asked about can be opened after it was taken off a draft. */
export const everListed = async (table: Table, place: RfqPlace, sha256: string): Promise<KeptAttachment | undefined> =>
  (await loadAll(table, place)).find(
    (one) => one.sha256 === sha256 && (one.status === 'listed' || one.listedAt !== undefined),
  )

export const keepAnnounced = (table: Table, { buyerId, rfqId }: RfqPlace, attachment: KeptAttachment) =>
  table.putOnce(
    { ...keys.attachment(buyerId, rfqId, attachment.attachmentId), kind: 'Attachment', ...attachment },
    { sameAs: ['name', 'contentType', 'bytes', 'sha256'], otherwise: { code: 'attachment_taken' } as const },
  )

type Happened = { at: string; by: Person }

/** Says on the draft that its documents are others now, so that a publication that read them before does not happen. */
const marked = (draft: Rfq, mark: string, happened: Happened): Write<Changed>[] => {
  const joined = joining(draft, happened)
  return [
    {
      update: keys.rfq(draft.buyerId, draft.rfqId),
      set: { documentsMark: mark, ...joined.set },
      when: { status: 'draft', ...joined.when },
      otherwise: changedMeanwhile,
    },
    ...joined.writes,
  ]
}

const listing = ({ buyerId, rfqId }: RfqPlace, attachmentId: string, { at }: Happened) => ({
  update: keys.attachment(buyerId, rfqId, attachmentId),
  set: { status: 'listed', listedAt: at },
  when: { status: ['announced', 'listed'] },
  otherwise: { code: 'attachment_not_found' } as const,
})

/** On a draft nobody has seen it: no event. */
export const listOnDraft = (table: Table, rfq: Rfq, attachmentId: string, happened: Happened) =>
  table.commit<Changed | { code: 'attachment_not_found' }>([
    listing(rfq, attachmentId, happened),
    ...marked(rfq, `${attachmentId}+`, happened),
  ])

/** What is added to an open RFQ is part of its history. */
export const listOnOpenRfq = (
  table: Table,
  rfq: Rfq,
  { attachmentId, name, sha256 }: KeptAttachment,
  happened: Happened,
) => {
  const { writes } = changeRfq(
    rfq,
    {},
    {
      name: 'document.added',
      at: happened.at,
      by: { kind: 'person', ...happened.by },
      data: { attachmentId, name, sha256 },
    },
  )
  return table.commit<Changed | { code: 'attachment_not_found' }>([...writes, listing(rfq, attachmentId, happened)])
}

export const markRemoved = (table: Table, draft: Rfq, attachmentId: string, happened: Happened) =>
  table.commit<Changed | { code: 'attachment_not_found' }>([
    {
      update: keys.attachment(draft.buyerId, draft.rfqId, attachmentId),
      set: { status: 'removed' },
      when: { status: ['announced', 'listed'] },
      otherwise: { code: 'attachment_not_found' },
    },
    ...marked(draft, `${attachmentId}-`, happened),
  ])
