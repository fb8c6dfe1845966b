import * as contract from '../../shared/contracts/exports.ts'
import { type BundleRecord, recorded, recordedPayload } from '../../shared/domain/bundle.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import type { RfqStatus } from '../../shared/domain/rfq.ts'
import type { Payloads } from '../../shared/store/bids.ts'
import { loadFile, payloadsOf } from '../../shared/store/facts.ts'
import { loadRfq } from '../../shared/store/rfqs.ts'
import type { Item } from '../../shared/store/table.ts'
import { route } from '../http/api.ts'
import { changeRecordsOf } from './change-records.ts'
import { signedRecordOf } from './get-approval-record.ts'
import type { Deps } from './index.ts'

/** An answer may weigh 6 MB; payloads beyond this are in the file by their hash alone. */
const PAYLOAD_BYTES = 3_000_000
/** Before opening the file would tell who bids. A draft and a cancelled RFQ have no bidders in theirs. */
const unopened: readonly RfqStatus[] = ['draft', 'cancelled']

const payloadRecords = async (payloads: Payloads, items: readonly Item[]): Promise<BundleRecord[]> => {
  const records: BundleRecord[] = []
  let bytes = 0
  for (const object of payloadsOf(items)) {
    const payload = await payloads.get(object)
    bytes += payload.length
    records.push(recordedPayload(object, payload, bytes <= PAYLOAD_BYTES))
  }
  return records
}

export const exportRfqRoute = (deps: Deps) =>
  route(contract.exportRfq, async ({ params, person }) => {
    const { table, payloads, now } = deps
    const rfq = await loadRfq(table, person.orgId, params.rfqId)
    if (!rfq) return refuse({ code: 'rfq_not_found' })
    if (!rfq.opening && !unopened.includes(rfq.status)) return refuse({ code: 'bids_not_opened', status: rfq.status })
    const { buyerId, rfqId } = rfq
    const items = await loadFile(table, rfq)
    const records = [...items.map(recorded), ...(await payloadRecords(payloads, items))]
    const approvalRecord = await signedRecordOf(deps, rfq)
    const changeRecords = await changeRecordsOf(deps, rfq)
    return ok({
      format: 'sealbid/rfq-bundle/1' as const,
      rfqId,
      buyerId,
      exportedAt: now(),
      records,
      ...(approvalRecord && { approvalRecord }),
      ...(changeRecords.length > 0 && { changeRecords }),
    })
  })
