import { approvalMoves } from '../domain/approval.ts'
import { hashOf } from '../domain/canonical.ts'
import { nextLook } from '../domain/opening.ts'
import type { Organisation, Person } from '../domain/party.ts'
import type { Rfq, RfqLine, RfqTerms } from '../domain/rfq.ts'
import type { KeptApproval } from './approvals.ts'
import type { KeptAttachment } from './attachments.ts'
import { invitationItem } from './invitations.ts'
import { keys } from './keys.ts'
import { linesSha256 } from './lines.ts'
import { listedNoMore, listedUntil, listingItem } from './listings.ts'
import { type Changed, changedMeanwhile, changeRfq } from './rfq-events.ts'
import type { Table, Write } from './table.ts'
import { wrappedKeyItem } from './wrapped-key.ts'

export type Publication = {
  terms: RfqTerms
  closesAt: string
  lines: readonly RfqLine[]
  documents: readonly KeptAttachment[]
  /** What the draft said of its documents before they were read. */
  documentsMark: string
  buyer: Organisation
  pair: { publicKey: Uint8Array; wrapped: Uint8Array }
  at: string
  by: Person
  /** What approved it, where the policy asked. */
  approval: KeptApproval | undefined
}

/** The RFQ, its key, its invitations and its listing: suppliers find all of it or nothing. */
export const keepPublished = async (table: Table, draft: Rfq, publication: Publication) => {
  const { terms, closesAt, lines, documents, documentsMark, buyer, pair, at, by, approval } = publication
  const invited = terms.method === 'selective' ? terms.invited : []
  const { country } = buyer.address
  const { after, writes } = changeRfq(
    draft,
    {
      status: 'open',
      terms,
      buyerName: buyer.legalName,
      publishedAt: at,
      sealing: { publicKey: Buffer.from(pair.publicKey).toString('base64'), kem: 'P-256' },
    },
    {
      name: 'rfq.published',
      at,
      by: { kind: 'person', ...by },
      data: {
        closesAt,
        method: terms.method,
        invited: invited.length,
        termsSha256: hashOf(terms),
        linesSha256: linesSha256(lines),
        documents: documents.map(({ attachmentId, sha256 }) => ({ attachmentId, sha256 })),
        planning: draft.planning,
        ...(approval && { approval: approval.number }),
      },
    },
    { workAt: nextLook({ status: 'open', terms, updatedAt: at }, at), when: { documentsMark } },
  )
  const all: Write<Changed>[] = [
    ...writes,
    ...(approval ? [usedUp(draft, approval)] : []),
    { put: wrappedKeyItem(draft, pair.wrapped), when: 'absent', otherwise: changedMeanwhile },
    ...invited.map((email) => ({ put: invitationItem(draft, { email, at, country }) })),
    ...(terms.method === 'open'
      ? [{ put: listingItem({ buyerId: draft.buyerId, rfqId: draft.rfqId, country }, closesAt) }]
      : []),
  ]
  const kept = await table.commit(all)
  return kept.ok ? ({ ok: true, value: after } as const) : kept
}

/** The publication happens on the very approval that was read, and no veto comes after it. */
const usedUp = ({ buyerId, rfqId }: Rfq, { subject, number, version }: KeptApproval): Write<Changed> => ({
  update: keys.approval(buyerId, rfqId, subject, number),
  set: { status: approvalMoves.commit.to, version: version + 1 },
  remove: ['gsi2pk', 'gsi2sk'],
  when: { status: approvalMoves.commit.from, version },
  otherwise: changedMeanwhile,
})

export const keepExtended = async (
  table: Table,
  rfq: Rfq,
  {
    terms,
    from,
    to,
    reason,
    at,
    by,
  }: { terms: RfqTerms; from: string; to: string; reason: string; at: string; by: Person },
) => {
  const { after, writes } = changeRfq(
    rfq,
    { terms },
    { name: 'rfq.extended', at, by: { kind: 'person', ...by }, data: { from, to, reason } },
    { workAt: nextLook({ status: rfq.status, terms, updatedAt: at }, at) },
  )
  const kept = await table.commit([...writes, ...(terms.method === 'open' ? [listedUntil(rfq, to)] : [])])
  return kept.ok ? ({ ok: true, value: after } as const) : kept
}

export const keepCancelled = async (
  table: Table,
  rfq: Rfq,
  { reason, at, by }: { reason: string; at: string; by: Person },
) => {
  const { after, writes } = changeRfq(
    rfq,
    { status: 'cancelled', cancelled: { at, reason } },
    { name: 'rfq.cancelled', at, by: { kind: 'person', ...by }, data: { reason } },
    rfq.publishedAt === undefined ? {} : { workAt: soon(rfq, at) },
  )
  const listed = rfq.publishedAt !== undefined && rfq.terms.method === 'open'
  const kept = await table.commit([...writes, ...(listed ? [listedNoMore(rfq)] : [])])
  return kept.ok ? ({ ok: true, value: after } as const) : kept
}

const soon = ({ terms }: Rfq, at: string) => nextLook({ status: 'cancelled', terms, updatedAt: at }, at)
