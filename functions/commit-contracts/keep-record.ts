import { approvalRecordOf, hashesShown } from '../../shared/domain/approval-record.ts'
import { canonical } from '../../shared/domain/canonical.ts'
import { agreementSha256 } from '../../shared/domain/contract-rules.ts'
import type { Signal } from '../../shared/domain/events.ts'
import type { RfqPlace } from '../../shared/domain/rfq.ts'
import { utf8 } from '../../shared/domain/sealing/bytes.ts'
import { type Sign, signedBy } from '../../shared/domain/signature.ts'
import { loadAllFacts } from '../../shared/store/approval-facts.ts'
import { hasApprovalRecord, keepApprovalRecord, loadCommitment } from '../../shared/store/approval-records.ts'
import { loadApprovals } from '../../shared/store/approvals.ts'
import type { Payloads } from '../../shared/store/bids.ts'
import { loadContract } from '../../shared/store/contracts.ts'
import { loadSections } from '../../shared/store/sections.ts'
import type { Table } from '../../shared/store/table.ts'
import { log } from '../queue/log.ts'

export type Deps = { table: Table; payloads: Payloads; signer: Sign }

/** What led to the contract: the asking to publish, and every proposal to award. A later change has its own approval. */
const loadAsked = async (table: Table, place: RfqPlace) => {
  const [publications, awards, factsOf] = await Promise.all([
    loadApprovals(table, place, 'publication'),
    loadApprovals(table, place, 'award'),
    loadAllFacts(table, place),
  ])
  return [...publications, ...awards].map((request) => {
    const { decisions, handlings } = factsOf(request)
    return { request, facts: [...decisions, ...handlings] }
  })
}

/**
 * Signs how a contract was approved, once. It follows the contract's own event, so that a crash between the two is made
 * up for as any lost message is.
 */
export const keepRecord =
  ({ table, payloads, signer }: Deps) =>
  async ({ buyerId, rfqId }: Signal): Promise<void> => {
    const place = { buyerId, rfqId }
    if (await hasApprovalRecord(table, place)) return
    const [contract, committed, asked] = await Promise.all([
      loadContract(table, place),
      loadCommitment(table, place),
      loadAsked(table, place),
    ])
    if (!contract || !committed) throw new Error(`${rfqId} has no contract to annex a record to`)
    const hashes = hashesShown(asked)
    const sections = await loadSections(table, place, hashes)
    const contents = new Map(hashes.map((sha256, i) => [sha256, sections[i]]))
    const record = approvalRecordOf({
      contract,
      agreementSha256: agreementSha256(contract),
      committed,
      asked,
      contentOf: (sha256) => contents.get(sha256),
    })
    const text = canonical(record)
    const { contractNumber } = contract
    await keepApprovalRecord(table, payloads, place, {
      contractNumber,
      text,
      signature: await signedBy(signer, utf8(text)),
    })
    log.info('approval record signed', { rfqId, contractNumber })
  }
