import { approvalRecordOf, hashesShown } from '../../shared/domain/approval-record.ts'
import { canonical } from '../../shared/domain/canonical.ts'
import { rfqEvents, type Signal } from '../../shared/domain/events.ts'
import { utf8 } from '../../shared/domain/sealing/bytes.ts'
import { type Sign, signedBy } from '../../shared/domain/signature.ts'
import { loadAllFacts } from '../../shared/store/approval-facts.ts'
import { hasApprovalRecord, keepApprovalRecord, type RecordPlace } from '../../shared/store/approval-records.ts'
import type { Payloads } from '../../shared/store/bids.ts'
import { loadSections } from '../../shared/store/sections.ts'
import type { Table } from '../../shared/store/table.ts'
import { log } from '../queue/log.ts'
import { loadRecorded } from './record-facts.ts'

export type Deps = { table: Table; payloads: Payloads; signer: Sign }

/** What a signal says was agreed, if it says so: a contract, or a change of one. */
const agreedBy = ({ name, buyerId, rfqId, data }: Signal): RecordPlace | undefined => {
  if (name === 'contract.committed') return { buyerId, rfqId }
  const { accepted, number } = rfqEvents['change.answered'].parse(data)
  return accepted ? { buyerId, rfqId, change: number } : undefined
}

/**
 * Signs how a contract or a change of it was approved, once. It follows the event that says so, so that a crash between
 * the two is made up for as any lost message is.
 */
export const keepRecord =
  ({ table, payloads, signer }: Deps) =>
  async (signal: Signal): Promise<void> => {
    const place = agreedBy(signal)
    if (!place || (await hasApprovalRecord(table, place))) return
    const [recorded, factsOf] = await Promise.all([loadRecorded(table, place), loadAllFacts(table, place)])
    if (!recorded) return
    const asked = recorded.requests.map((requested) => {
      const { decisions, handlings } = factsOf(requested.request)
      return { ...requested, facts: [...decisions, ...handlings] }
    })
    const hashes = hashesShown(asked)
    const sections = await loadSections(table, place, hashes)
    const contents = new Map(hashes.map((sha256, i) => [sha256, sections[i]]))
    const { rfqId, change } = place
    const record = approvalRecordOf({
      ...recorded,
      ...(change !== undefined && { changeNumber: change }),
      asked,
      contentOf: (sha256) => contents.get(sha256),
    })
    const text = canonical(record)
    const { contractNumber } = recorded.contract
    const signature = await signedBy(signer, utf8(text))
    await keepApprovalRecord(table, payloads, place, { contractNumber, text, signature })
    log.info('approval record signed', { rfqId, contractNumber, ...(change !== undefined && { change }) })
  }
