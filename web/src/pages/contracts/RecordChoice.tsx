import { NativeSelect } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { listChanges } from '../../../../shared/contracts/contract-changes.ts'
import { useQueryOf } from '../../api/use-api.ts'
import { useT } from '../../i18n/I18nProvider.tsx'
import { links } from '../../links.ts'

interface Props {
  readonly rfqId: string
  readonly change: number | undefined
}

/** Which record is read: that of the contract, or of a change somebody had to approve. A contract that never changed has no choice. */
export function RecordChoice({ rfqId, change }: Props) {
  const t = useT()
  const navigate = useNavigate()
  const changes = useQueryOf(listChanges, { params: { rfqId } }, { staleTime: 60_000 })
  const agreed = (changes.data?.items ?? [])
    .map((view) => view.change)
    .filter(({ status, needsApproval }) => status === 'active' && needsApproval)
  if (agreed.length === 0) return null
  return (
    <NativeSelect
      aria-label={t('contracts.recordOf')}
      value={change === undefined ? '' : String(change)}
      data={[
        { value: '', label: t('contracts.contract') },
        ...agreed.map(({ number }) => ({ value: String(number), label: t('changes.number', { number }) })).reverse(),
      ]}
      onChange={({ currentTarget: { value } }) =>
        void navigate({ ...links.approvalRecord({ rfqId }, value === '' ? undefined : Number(value)), replace: true })
      }
    />
  )
}
