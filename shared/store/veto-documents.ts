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
export type Bringer = { subject: ApprovalSubject; stakeholderId: string; email: string }

const Brought = z.object({ ...VetoDocument.shape, by: z.string(), at: Instant })

const objectKey = ({ buyerId, rfqId }: RfqPlace, { sha256 }: VetoDocument) => `vetoes/${buyerId}/${rfqId}/${sha256}`

/** What a mailbox brought to its step, and how many there are with those its holder before brought. */
const loadAll = async (table: Table, { buyerId, rfqId }: RfqPlace, { subject, stakeholderId, email }: Bringer) => {
  const all = z.array(Brought).parse(await table.all(ranges.vetoDocuments(buyerId, rfqId, subject, stakeholderId)))
  const own = all.filter(({ by }) => by === email).map(({ by: _by, at: _at, ...document }) => document)
  return { own, count: all.length }
}

export const loadBrought = async (table: Table, place: RfqPlace, bringer: Bringer): Promise<VetoDocument[]> =>
  (await loadAll(table, place, bringer)).own

/**
 * Keeps a document for a veto to name. The bytes are there before the item that says so, under their hash: brought
 * again they are the same. Refused when there are too many, so that nobody fills the bucket.
 */
export const keepBrought = async (
  table: Table,
  payloads: Payloads,
  place: RfqPlace,
  bringer: Bringer,
  { document, content, at }: { document: VetoDocument; content: Uint8Array; at: string },
) => {
  const { buyerId, rfqId } = place
  const { subject, stakeholderId, email: by } = bringer
  for (let isStored = false; ; ) {
    const { own, count } = await loadAll(table, place, bringer)
    if (isAmong(own, document)) return ok(document)
    if (count >= MAX_DOCUMENTS) return refuse({ code: 'too_many_documents', most: MAX_DOCUMENTS } as const)
    if (!isStored) await payloads.put(objectKey(place, document), content, document.sha256)
    isStored = true
    const key = keys.vetoDocument(buyerId, rfqId, subject, stakeholderId, count + 1)
    const item = { ...key, kind: 'VetoDocument', ...document, by, at }
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
