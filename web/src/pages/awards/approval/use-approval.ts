import { listAwards } from '../../../../../shared/contracts/awards.ts'
import { listChanges } from '../../../../../shared/contracts/contract-changes.ts'
import { listPublicationRequests } from '../../../../../shared/contracts/publishing.ts'
import { getRfq, listRfqs, listTimeline, listWork } from '../../../../../shared/contracts/rfqs.ts'
import type { ApprovalRequest, ApprovalStep } from '../../../../../shared/domain/approval.ts'
import { useRefetch } from '../../../api/use-api.ts'
import { useFormat, useT } from '../../../i18n/I18nProvider.tsx'

/** What every act on a request is addressed to. */
export const placeOf = (rfqId: string, { subject, number }: ApprovalRequest, { stakeholderId }: ApprovalStep) => ({
  rfqId,
  subject,
  number,
  stakeholderId,
})

/** After an act of the buyer everything that shows the request is read again. */
export const useSeenAnew = () => {
  const refetch = useRefetch()
  return () => refetch(listAwards, listPublicationRequests, listChanges, getRfq, listTimeline, listWork, listRfqs)
}

const NAMED = 5

/** People with their roles, as a list that stays readable where many are meant. */
export const usePeople = () => {
  const t = useT()
  const format = useFormat()
  return (people: readonly Pick<ApprovalStep, 'name' | 'role'>[]) => {
    const named = people.length > NAMED + 1 ? people.slice(0, NAMED) : people
    const rest = people.length - named.length
    return format.list([
      ...named.map(({ name, role }) => `${name} (${t('approvals.roleIn', { role })})`),
      ...(rest > 0 ? [t('approvals.more', { count: rest })] : []),
    ])
  }
}
