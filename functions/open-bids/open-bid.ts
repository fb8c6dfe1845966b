import type { BidFinding, BidVersion, OpenedBid } from '../../shared/domain/bid.ts'
import { validateBid } from '../../shared/domain/bid-validation.ts'
import { sha256Hex } from '../../shared/domain/canonical.ts'
import type { Rfq, RfqLine } from '../../shared/domain/rfq.ts'
import { type OpeningKey, openEnvelope } from '../../shared/domain/sealing/open.ts'
import { loadEnvelope, type Payloads } from '../../shared/store/bids.ts'
import type { Participation } from '../../shared/store/participations.ts'
import type { Table } from '../../shared/store/table.ts'

type Sealed = Extract<BidVersion, { kind: 'sealed' }>
export type Opener = { table: Table; payloads: Payloads; rfq: Rfq; lines: readonly RfqLine[]; key: OpeningKey }

const invalid = (cause: { code: 'doesNotOpen' | 'notABid'; at?: string }): BidFinding => ({
  kind: 'invalid',
  causes: [cause],
})

/** What one sealed version turns out to say. A bid that does not open, or is none, is recorded with its cause. */
export const openBid = async (
  { table, payloads, rfq, lines, key }: Opener,
  { supplierId, supplierName }: Pick<Participation, 'supplierId' | 'supplierName'>,
  sealed: Sealed,
  openedAt: string,
): Promise<OpenedBid> => {
  const { buyerId, rfqId } = rfq
  const { bidId, version, sha256, receivedAt } = sealed
  const envelope = await loadEnvelope(table, payloads, { buyerId, rfqId, supplierId }, version)
  const bid = { supplierId, supplierName, bidId, version, sha256, receivedAt, openedAt }
  if (sha256Hex(envelope) !== sha256) return { ...bid, finding: invalid({ code: 'doesNotOpen' }), content: null }
  const opened = await openEnvelope(envelope, { tenant: buyerId, rfq: rfqId, supplier: supplierId, version }, key)
  if (!opened.ok) return { ...bid, finding: invalid(opened.refusal), content: null }
  return { ...bid, finding: validateBid(opened.value, rfq, lines), content: opened.value }
}
