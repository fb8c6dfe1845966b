import { getApprovers } from '../../../../shared/contracts/rfqs.ts'
import { useQueryOf } from '../../api/use-api.ts'
import { QueryState } from '../../ui/QueryState.tsx'
import { Asked } from '../rfqs/approvers/Asked.tsx'

/** Who will have to approve a first proposal, as far as the policy and the planning say before it is made. */
export function AwardApprovers({ rfqId }: { readonly rfqId: string }) {
  const approvers = useQueryOf(getApprovers, { params: { rfqId } })
  return (
    <QueryState query={approvers} lines={2}>
      {({ award }) => award && <Asked subject="award" approvers={award} />}
    </QueryState>
  )
}
