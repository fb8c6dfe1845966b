import { sha256Hex } from '../../shared/domain/canonical.ts'
import type { RfqPlace } from '../../shared/domain/rfq.ts'
import { type KeptAttachment, objectKey } from '../../shared/store/attachments.ts'
import type { Payloads } from '../../shared/store/bids.ts'
import { keys } from '../../shared/store/keys.ts'
import type { Table } from '../../shared/store/table.ts'
import { aBidder, anOpenedBid } from './awards.ts'
import { anId, NOON } from './builders.ts'

type Own = Partial<Pick<KeptAttachment, 'name' | 'status'>> & { content?: Uint8Array }

/** A document of an RFQ, listed unless said otherwise; the bytes of one that was only announced never came. */
export const aDocument = async (table: Table, bucket: Payloads, place: RfqPlace, own: Own = {}) => {
  const { content = Buffer.from('A specification'), name = 'Specification.pdf', status = 'listed' } = own
  const isThere = status !== 'announced'
  const kept: KeptAttachment = {
    attachmentId: anId('att'),
    name,
    contentType: 'application/pdf',
    bytes: content.length,
    sha256: sha256Hex(content),
    status,
    announcedAt: NOON,
    ...(isThere && { listedAt: NOON }),
  }
  const key = keys.attachment(place.buyerId, place.rfqId, kept.attachmentId)
  if (isThere) await bucket.put(objectKey(place, kept.attachmentId), content, kept.sha256)
  await table.commit([{ put: { ...key, kind: 'Attachment', ...kept } }])
  return { ...kept, key }
}

/** What is evaluated where the only bidder departs from what was asked for, and says so on its line. */
export const aNotedBid = (note: string) => {
  const bidder = aBidder('Deltadata', '5980.00')
  const line = { kind: 'price', number: '1', unitPrice: bidder.unitPrice, note } as const
  const bids = (rfqId: string) => {
    const bid = anOpenedBid(rfqId, bidder)
    return [{ ...bid, content: bid.content && { ...bid.content, lines: [line] } }]
  }
  return { bidders: [bidder], bids }
}
