import type { SignedApprovalRecord } from '../../shared/contracts/exports.ts'
import type { Rfq } from '../../shared/domain/rfq.ts'
import { signedRecordOf } from './get-approval-record.ts'
import type { Deps } from './index.ts'

/** An answer may weigh 6 MB; what comes after so many characters of records is asked for one by one. */
const MOST = 5_000_000

/** How the changes of a contract were approved, oldest first. What is left out is in the file by its hash and signature. */
export const changeRecordsOf = async (
  deps: Deps,
  { buyerId, rfqId, changeCount }: Pick<Rfq, 'buyerId' | 'rfqId' | 'changeCount'>,
  most = MOST,
): Promise<SignedApprovalRecord[]> => {
  const kept: SignedApprovalRecord[] = []
  let characters = 0
  for (let change = 1; change <= changeCount; change++) {
    const signed = await signedRecordOf(deps, { buyerId, rfqId, change })
    characters += signed?.record.length ?? 0
    if (characters > most) break
    if (signed) kept.push(signed)
  }
  return kept
}
