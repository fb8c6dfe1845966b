import { askPublication, getApprovers, listPublicationRequests } from '../../../../../shared/contracts/publishing.ts'
import { listWork } from '../../../../../shared/contracts/rfqs.ts'
import { isUnderWay } from '../../../../../shared/domain/approval.ts'
import { useCall, useQueryOf, useRefetch } from '../../../api/use-api.ts'

/** What stands between a complete draft and its publication: nothing, asking for approval, or waiting for it. */
export type NextAct = 'publish' | 'ask' | 'wait'

export const usePublication = (rfqId: string) => {
  const params = { rfqId }
  const refetch = useRefetch()
  const approvers = useQueryOf(getApprovers, { params })
  const requests = useQueryOf(listPublicationRequests, { params })
  const ask = useCall(askPublication, { answered: () => refetch(listPublicationRequests, listWork) })
  const publication = approvers.data?.publication
  const asksSomebody = publication
    ? publication.certain.length + publication.possible.length > 0 || publication.problem !== null
    : false
  const newest = requests.data?.isCurrent ? requests.data.items[0]?.approval : undefined
  const nextAct = (): NextAct | undefined => {
    if (!approvers.data || !requests.data) return undefined
    if (!asksSomebody || newest?.status === 'approved') return 'publish'
    return newest && isUnderWay(newest) ? 'wait' : 'ask'
  }
  const next = nextAct()
  return { next, isApproved: asksSomebody && next === 'publish', ask }
}
