import * as contract from '../../shared/contracts/exports.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { loadApprovalRecord } from '../../shared/store/approval-records.ts'
import { hasContract } from '../../shared/store/contracts.ts'
import { route } from '../http/api.ts'
import type { Deps } from './index.ts'

export const getApprovalRecordRoute = ({ table, payloads, publicKey }: Deps) =>
  route(contract.getApprovalRecord, async ({ params, person }) => {
    const place = { buyerId: person.orgId, rfqId: params.rfqId }
    const kept = await loadApprovalRecord(table, payloads, place)
    if (kept) return ok({ record: kept.text, signature: kept.signature, publicKey: await publicKey() })
    return refuse({ code: (await hasContract(table, place)) ? 'approval_record_not_ready' : 'contract_not_found' })
  })
