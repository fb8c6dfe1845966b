import * as z from 'zod'
import type { Decision } from '../domain/decisions.ts'
import { MAX_DOCUMENTS } from '../domain/document-types.ts'
import { Instant } from '../domain/ids.ts'
import { ok, refuse } from '../domain/outcome.ts'
import type { RfqPlace } from '../domain/rfq.ts'
import type { ApprovalSubject } from '../domain/subjects.ts'
import { isAmong, VetoDocument } from '../domain/veto-documents.ts'
import type { Payloads } from './bids.ts'
import { keys, ranges } from './keys.ts'
import type { Table } from './table.ts'

/** Whose documents: a step keeps them when its question is asked again, as it keeps what was half typed. */
type Holder = { subject: ApprovalSubject; stakeholderId: string; email: string }
/** And on which request of this subject they were brought. */
type Bringer = Holder & { number: number }

const Brought = z.object({ ...VetoDocument.shape, number: z.int(), by: z.string(), at: Instant })

const objectKey = ({ buyerId, rfqId }: RfqPlace, { sha256 }: VetoDocument) => `vetoes/${buyerId}/${rfqId}/${sha256}`

const loadAll = async (table: Table, { buyerId, rfqId }: RfqPlace, { subject, stakeholderId }: Holder) =>
  z.array(Brought).parse(await table.all(ranges.vetoDocuments(buyerId, rfqId, subject, stakeholderId)))

const ownAmong = (all: Awaited<ReturnType<typeof loadAll>>, { email }: Holder): VetoDocument[] =>
  all.flatMap(({ by, at: _at, number: _number, ...document }) => (by === email ? [document] : []))

/** What a mailbox brought to its step, on this request or on one before. */
export const loadBrought = async (table: Table, place: RfqPlace, holder: Holder): Promise<VetoDocument[]> =>
  ownAmong(await loadAll(table, place, holder), holder)

/**
 * Keeps a document for a veto to name. The bytes are there before the item that says so, under their hash: brought
 * again they are the same. Refused when there are too many on this request, so that nobody fills the bucket, and whoever
 * is asked for years about the changes of one contract may bring something each time.
 */
export const keepBrought = async (
  table: Table,
  payloads: Payloads,
  place: RfqPlace,
  bringer: Bringer,
  { document, content, at }: { document: VetoDocument; content: Uint8Array; at: string },
) => {
  const { buyerId, rfqId } = place
  const { subject, number, stakeholderId, email: by } = bringer
  for (let isStored = false; ; ) {
    const all = await loadAll(table, place, bringer)
    if (isAmong(ownAmong(all, bringer), document)) return ok(document)
    if (all.filter((one) => one.number === number).length >= MAX_DOCUMENTS)
      return refuse({ code: 'too_many_documents', most: MAX_DOCUMENTS } as const)
    if (!isStored) await payloads.put(objectKey(place, document), content, document.sha256)
    isStored = true
    const key = keys.vetoDocument(buyerId, rfqId, subject, stakeholderId, all.length + 1)
    const item = { ...key, kind: 'VetoDocument', ...document, number, by, at }
    const kept = await table.putOnce(item, { sameAs: ['sha256', 'name', 'by'], otherwise: { code: 'taken' } as const })
    if (kept.ok) return ok(document)
  }
}

/** The document a veto names by this hash, among the decisions its reader may see. */
export const documentAmong = (
  decisions: readonly Decision[],
  { stakeholderId, sha256 }: { stakeholderId: string; sha256: string },
): VetoDocument | undefined =>
  decisions.flatMap((one) =>
    one.decision === 'veto' && one.stakeholderId === stakeholderId && one.document?.sha256 === sha256
      ? [one.document]
      : [],
  )[0]

/** A document whole, as it goes to its reader. */
export const fileOf = async (payloads: Payloads, place: RfqPlace, document: VetoDocument) => ({
  document,
  content: Buffer.from(await payloads.get(objectKey(place, document))).toString('base64'),
})
