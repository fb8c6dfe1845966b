import * as contract from '../../shared/contracts/exports.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { keyIdOf } from '../../shared/domain/signature.ts'
import { hasApprovedChange, loadApprovalRecord, type RecordPlace } from '../../shared/store/approval-records.ts'
import { hasContract } from '../../shared/store/contracts.ts'
import { route } from '../http/api.ts'
import type { Deps } from './index.ts'

/** A record as it leaves the house: with the key its signature names. */
export const signedRecordOf = async (
  { table, payloads, publicKeyOf }: Deps,
  place: RecordPlace,
): Promise<contract.SignedApprovalRecord | undefined> => {
  const kept = await loadApprovalRecord(table, payloads, place)
  if (!kept) return undefined
  const { contractNumber, text, signature } = kept
  const keyId = keyIdOf(signature)
  if (keyId === undefined) throw new Error(`The approval record of ${contractNumber} has no signature that can be read`)
  return { record: text, signature, publicKey: await publicKeyOf(keyId) }
}

export const getApprovalRecordRoute = (deps: Deps) =>
  route(contract.getApprovalRecord, async ({ params, person }) => {
    const place = { buyerId: person.orgId, rfqId: params.rfqId }
    const signed = await signedRecordOf(deps, place)
    if (signed) return ok(signed)
    return refuse({ code: (await hasContract(deps.table, place)) ? 'approval_record_not_ready' : 'contract_not_found' })
  })

export const getChangeApprovalRecordRoute = (deps: Deps) =>
  route(contract.getChangeApprovalRecord, async ({ params: { rfqId, number }, person }) => {
    const place = { buyerId: person.orgId, rfqId }
    const signed = await signedRecordOf(deps, { ...place, change: number })
    if (signed) return ok(signed)
    const isToCome = await hasApprovedChange(deps.table, place, number)
    return refuse({ code: isToCome ? 'approval_record_not_ready' : 'change_not_found' })
  })
